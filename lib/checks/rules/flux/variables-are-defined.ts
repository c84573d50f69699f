import {
  isForeign,
  isSubstituteDisabled,
  isVariableName,
  type PostBuild,
  readableExpressions,
  substituteKey,
  toleratesUnset,
} from '../../../flux';
import {
  anyObject,
  type FluxKustomization,
  fluxTree,
  type Kustomization,
  kustomizations,
  type ObjectSubject,
  postBuildOf,
  type TreeSubject,
} from '../../../platform';
import { fluxKustomization } from '../../frames';
import { unknownName } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

export const variablesAreDefined: TreeRule = {
  id: 'FX-38',
  title: 'Every variable of post-build substitution is defined, under a legal name',
  severity: 'error',
  why: 'Flux 2.9 stops the build of the whole Kustomization; older releases put an empty text in its place.',
  fix: 'Define the variable in postBuild.substitute, or give it a default with :-.',
  example: `${fluxKustomization('services')}
    wait: true
    postBuild: {substitute: {environment: develop}}
  ---
  # file: services/configmap.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings, namespace: flux-system}
- data: {host: "api.\${enviroment}.example.com"}
+ data: {host: "api.\${environment}.example.com"}
`,
  appliesTo: 'tree',
  *check(tree) {
    for (const kustomization of kustomizations(tree)) yield* nameProblems(tree, kustomization);
    const told = new Set<ObjectSubject>();
    // What was built is substituted already: a variable that is not set stopped the build, and is said there.
    for (const owner of tree.built === undefined ? fluxTree(tree).kustomizations : []) {
      const postBuild = postBuildOf(tree, owner);
      if (postBuild.state !== 'on') continue;
      for (const subject of owner.applies) {
        if (told.has(subject) || isSubstituteDisabled(subject.object)) continue;
        told.add(subject);
        yield* useProblems(subject, owner, postBuild);
      }
    }
  },
};

function* nameProblems(tree: TreeSubject, { name, subject, spec }: Kustomization): Generator<Problem> {
  const { substitute, substituteFrom } = spec.postBuild;
  for (const [variable, at] of substitute.entries) {
    if (isVariableName(variable)) continue;
    yield {
      message: `Kustomization ${name} defines "${variable}", which is not a legal name of a variable.`,
      at,
    };
  }
  for (const from of substituteFrom) {
    const source = tree.find('', from.kind.shown, subject.namespace, from.name.shown);
    if (source === undefined) continue;
    const { place } = anyObject(source);
    const keys = [...place.at('data').keys, ...place.at('stringData').keys];
    const illegal = keys.filter((key) => !isVariableName(key));
    if (illegal.length === 0) continue;
    yield {
      message: `Kustomization ${name} takes variables from ${from.kind.shown} ${from.name.shown}, whose key ${illegal.join(', ')} is not a legal name.`,
      at: from.name,
    };
  }
}

function* useProblems(
  subject: ObjectSubject,
  owner: FluxKustomization,
  postBuild: PostBuild,
): Generator<Problem> {
  const names = [...postBuild.known.keys(), ...postBuild.unknown];
  const { place, title } = anyObject(subject);
  for (const at of place.walk()) {
    // What cannot be read is a fault of the literal texts.
    for (const expression of at.key === substituteKey ? [] : readableExpressions(at.text ?? '')) {
      const isKnown = names.includes(expression.variable);
      if (expression.operator === ':?' || (expression.operator === ':+' && !isKnown)) {
        yield {
          message: `${expression.source} in ${title} does not do what it does in a shell: Flux takes the text after it as the default.`,
          at,
          severity: 'warning',
          fix: 'Write :- for a default.',
        };
      } else if (!isKnown && !postBuild.isOpen && !toleratesUnset(expression) && !isForeign(expression)) {
        const says = `${title} uses ${expression.source}`;
        const fault = `which Kustomization ${owner.name} does not define`;
        yield unknownName({ from: at, name: expression.variable, among: names, says, fault });
      }
    }
  }
}

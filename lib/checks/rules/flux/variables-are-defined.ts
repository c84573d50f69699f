import { didYouMean, entries, isMap, items, walk, words } from '../../../documents';
import {
  type Expression,
  expressionsOf,
  isSubstituteDisabled,
  isVariableName,
  parseTemplate,
  substituteKey,
  toleratesUnset,
} from '../../../flux';
import {
  type FluxKustomization,
  fluxTree,
  kustomizeGroup,
  type ObjectSubject,
  objectTitle,
  type PostBuild,
  postBuildOf,
  type TreeSubject,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const variablesAreDefined: TreeRule = {
  id: 'FX-38',
  title: 'Every variable of post-build substitution is defined, under a legal name',
  severity: 'error',
  why: 'Flux 2.9 stops the build of the whole Kustomization; older releases put an empty text in its place.',
  fix: 'Define the variable in postBuild.substitute, or give it a default with :-.',
  appliesTo: 'tree',
  example: `  # file: flux/services.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: services, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/services
    sourceRef: {kind: GitRepository, name: flux-system}
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
  *check(tree) {
    const { kustomizations } = fluxTree(tree);
    for (const subject of tree.all(kustomizeGroup, 'Kustomization')) yield* judgeNames(tree, subject);
    const told = new Set<ObjectSubject>();
    // What was built is substituted already: a variable that is not set stopped the build, and is said there.
    for (const owner of tree.built === undefined ? kustomizations : []) {
      const postBuild = postBuildOf(tree, owner.subject);
      if (postBuild.state !== 'on') continue;
      for (const subject of owner.applies) {
        if (told.has(subject) || isSubstituteDisabled(subject.object)) continue;
        told.add(subject);
        yield* judgeUses(subject, owner, postBuild);
      }
    }
  },
};

function* judgeNames(tree: TreeSubject, subject: ObjectSubject): Generator<Problem> {
  const postBuild = Object(subject.object.spec).postBuild;
  if (!isMap(postBuild)) return;
  for (const [name] of entries(postBuild.substitute)) {
    if (isVariableName(name)) continue;
    yield {
      message: `Kustomization ${subject.name} defines "${name}", which is not a legal name of a variable.`,
      path: ['spec', 'postBuild', 'substitute', name],
      subject,
    };
  }
  for (const [index, reference] of items(postBuild.substituteFrom).entries()) {
    if (!isMap(reference)) continue;
    const source = tree.find('', words(reference.kind), subject.namespace, words(reference.name));
    const keys =
      source === undefined ? [] : [...entries(source.object.data), ...entries(source.object.stringData)];
    const illegal = keys.map(([key]) => key).filter((key) => !isVariableName(key));
    if (illegal.length === 0) continue;
    yield {
      message: `Kustomization ${subject.name} takes variables from ${words(reference.kind)} ${words(reference.name)}, whose key ${illegal.join(', ')} is not a legal name.`,
      path: ['spec', 'postBuild', 'substituteFrom', index, 'name'],
      subject,
    };
  }
}

function* judgeUses(
  subject: ObjectSubject,
  owner: FluxKustomization,
  postBuild: PostBuild,
): Generator<Problem> {
  const names = [...postBuild.variables.keys()];
  for (const { value, path } of walk(subject.object)) {
    if (typeof value !== 'string' || !value.includes('${') || path.at(-1) === substituteKey) continue;
    for (const expression of expressions(value)) {
      const isKnown = postBuild.variables.has(expression.variable);
      if (expression.operator === ':?' || (expression.operator === ':+' && !isKnown)) {
        yield {
          message: `${expression.source} in ${objectTitle(subject)} does not do what it does in a shell: Flux takes the text after it as the default.`,
          path,
          subject,
          severity: 'warning',
          fix: 'Write :- for a default.',
        };
      } else if (!isKnown && !postBuild.open && !toleratesUnset(expression) && !isLiteral(expression)) {
        yield {
          message: `${objectTitle(subject)} uses ${expression.source}, which Kustomization ${owner.subject.name} does not define${didYouMean(expression.variable, names)}.`,
          path,
          subject,
        };
      }
    }
  }
}

function expressions(text: string): readonly Expression[] {
  try {
    return expressionsOf(parseTemplate(text));
  } catch {
    // What cannot be parsed is a fault of the literal texts.
    return [];
  }
}

/** References such as `${env:X}` are no variables of Flux. */
function isLiteral({ operator, parameters }: Expression): boolean {
  const [offset] = parameters[0] ?? [];
  return operator === ':' && typeof offset === 'string' && !/^\s*[+-]?\d+$/.test(offset);
}

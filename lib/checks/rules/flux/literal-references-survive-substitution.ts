import {
  expressionsOf,
  isForeign,
  isSubstituteDisabled,
  type PostBuild,
  parseTemplate,
  substituteKey,
  TemplateError,
} from '../../../flux';
import {
  allObjects,
  type FluxKustomization,
  fluxTree,
  jsonOf,
  type ObjectView,
  type Place,
  postBuildOf,
} from '../../../platform';
import { fluxKustomization } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

export const literalReferencesSurviveSubstitution: TreeRule = {
  id: 'HF-6',
  title: 'Literal ${…} and $$ reach the cluster as they are written',
  severity: 'error',
  why: 'Where its Kustomization substitutes, Flux 2.9 stops the build at ${env:…} and older Flux empties it; where none does, $$ stays doubled.',
  fix: 'Set the annotation kustomize.toolkit.fluxcd.io/substitute: disabled on the object, or double the dollar only where substitution is on.',
  example: `${fluxKustomization('observability')}
    wait: true
    postBuild: {substitute: {cluster: develop}}
  ---
  # file: observability/configmap.settings.yaml
  apiVersion: v1
  kind: ConfigMap
- metadata: {name: settings, namespace: flux-system}
+ metadata: {name: settings, namespace: flux-system, annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}}
  data: {endpoint: "\${env:MY_POD_IP}:4318"} # ←
`,
  appliesTo: 'tree',
  *check(tree) {
    const { kustomizations, owners } = fluxTree(tree);
    const states = new Map(kustomizations.map((each) => [each, postBuildOf(tree, each)]));
    const stateOf = (owner: FluxKustomization) => states.get(owner)?.state ?? 'off';
    for (const object of allObjects(tree)) {
      const own = owners(object.subject);
      const isDisabled = isSubstituteDisabled(object.subject.object);
      const substituting = own.find((owner) => stateOf(owner) !== 'off');
      // What was built is substituted already, and what stopped that is said by the build.
      if (tree.built !== undefined && substituting !== undefined) continue;
      if (substituting !== undefined && !isDisabled) {
        yield* substitutedProblems(object, substituting, states.get(substituting));
      } else if (own.length > 0 && own.every((owner) => stateOf(owner) === 'off' || isDisabled)) {
        yield* untouchedProblems(object);
      }
    }
  },
};

/** Texts with a dollar, keys too. */
function* textsOf({ place, subject }: ObjectView): Generator<{ text: string; at: Place }> {
  if (!jsonOf(subject).includes('$')) return;
  for (const at of place.walk()) {
    if (typeof at.key === 'string' && at.key.includes('$')) yield { text: at.key, at };
    if (at.text?.includes('$')) yield { text: at.text, at };
  }
}

function* substitutedProblems(
  object: ObjectView,
  owner: FluxKustomization,
  postBuild: PostBuild | undefined,
): Generator<Problem> {
  const touched: { at: Place; fault: string; isMild: boolean }[] = [];
  let usesVariables = false;
  for (const { text, at } of textsOf(object)) {
    const { fault, isMeant, isMild = false } = faultOf(text);
    if (fault === undefined) usesVariables ||= isMeant;
    else touched.push({ at, fault, isMild });
  }
  const [first] = touched;
  if (first === undefined) return;
  const severityOf = (isMild: boolean) =>
    postBuild?.state === 'unknown' || isMild ? ('warning' as const) : undefined;
  const where = `Kustomization ${owner.name} substitutes in ${object.title}`;
  if (touched.length > 1 && !usesVariables) {
    yield {
      message: `${where}, which holds ${touched.length} texts that are not meant for Flux, for instance ${first.fault}.`,
      at: object.metadata.annotations.at(substituteKey),
      severity: severityOf(touched.every(({ isMild }) => isMild)),
    };
    return;
  }
  for (const { at, fault, isMild } of touched)
    yield { message: `${where}, but ${fault} is not meant for Flux.`, at, severity: severityOf(isMild) };
}

/**
 * Whether a doubled dollar is meant as it stands. Before a name, `{` or `(` it is the escape that Flux collapses; elsewhere, as in `kill $$`
 * or `^a$$`, one of the two is lost.
 */
function losesDollar(text: string): boolean {
  return /(?:^|[^$])(?:\$\$)+(?![$\w{(])/.test(text);
}

/** What substitution would break in a text, and whether it holds variables that are meant for Flux. */
function faultOf(text: string): { fault?: string; isMeant: boolean; isMild?: boolean } {
  try {
    const expressions = expressionsOf(parseTemplate(text));
    const literal = expressions.find(isForeign);
    if (literal !== undefined) return { fault: literal.source, isMeant: false };
    if (losesDollar(text))
      return { fault: `the doubled dollar in "${shortened(text)}"`, isMeant: false, isMild: true };
    return { isMeant: expressions.length > 0 };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { fault: `${shortened(error.source)} (${error.message})`, isMeant: false };
  }
}

function shortened(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

/** A dollar that is doubled for a substitution that does not take place. */
function* untouchedProblems(object: ObjectView): Generator<Problem> {
  for (const { text, at } of textsOf(object)) {
    const [doubled] = /\$\$\{(?:env|file|yaml|https?):[^}]*\}/.exec(text) ?? [];
    if (doubled === undefined) continue;
    yield {
      message: `${object.title} holds ${doubled}, but nothing substitutes there: the collector reads a literal text.`,
      at,
      fix: `Write ${doubled.slice(1)}.`,
    };
  }
}

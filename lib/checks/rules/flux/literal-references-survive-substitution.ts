import { type Data, entries, items, type Path } from '../../../documents';
import {
  expressionsOf,
  isSubstituteDisabled,
  parseTemplate,
  substituteKey,
  TemplateError,
} from '../../../flux';
import {
  type FluxKustomization,
  fluxTree,
  type ObjectSubject,
  objectTitle,
  type PostBuild,
  postBuildOf,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const literalReferencesSurviveSubstitution: TreeRule = {
  id: 'HF-6',
  title: 'Literal ${…} and $$ reach the cluster as they are written',
  severity: 'error',
  why: 'Where its Kustomization substitutes, Flux 2.9 stops the build at ${env:…} and older Flux empties it; where none does, $$ stays doubled.',
  fix: 'Set the annotation kustomize.toolkit.fluxcd.io/substitute: disabled on the object, or double the dollar only where substitution is on.',
  appliesTo: 'tree',
  example: `  # file: flux/observability.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: observability, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/observability
    sourceRef: {kind: GitRepository, name: flux-system}
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
  *check(tree) {
    const { kustomizations, owners } = fluxTree(tree);
    const states = new Map(kustomizations.map((each) => [each, postBuildOf(tree, each.subject)]));
    const stateOf = (owner: FluxKustomization) => states.get(owner)?.state ?? 'off';
    for (const subject of tree.objects) {
      const own = owners(subject);
      const substituting = own.find((owner) => stateOf(owner) !== 'off');
      // What was built is substituted already, and what stopped that is said by the build.
      if (tree.built !== undefined && substituting !== undefined) continue;
      if (substituting !== undefined && !isSubstituteDisabled(subject.object)) {
        yield* judgeSubstituted(subject, substituting, states.get(substituting));
      } else if (
        own.length > 0 &&
        own.every((owner) => stateOf(owner) === 'off' || isSubstituteDisabled(subject.object))
      ) {
        yield* judgeUntouched(subject);
      }
    }
  },
};

interface Place {
  readonly text: string;
  readonly path: Path;
}

const deepest = 100;

function* textsOf(data: Data, path: Path = [], depth = 0): Generator<Place> {
  if (typeof data === 'string') yield { text: data, path };
  if (depth > deepest) return;
  for (const [index, item] of items(data).entries()) yield* textsOf(item, [...path, index], depth + 1);
  for (const [key, value] of entries(data)) {
    if (key.includes('$')) yield { text: key, path: [...path, key] };
    yield* textsOf(value, [...path, key], depth + 1);
  }
}

function* judgeSubstituted(
  subject: ObjectSubject,
  owner: FluxKustomization,
  postBuild: PostBuild | undefined,
): Generator<Problem> {
  const touched: (Place & { fault: string; isMild: boolean })[] = [];
  let usesVariables = false;
  for (const place of textsOf(subject.object)) {
    if (!place.text.includes('$')) continue;
    const { fault, isMeant, isMild = false } = faultOf(place.text);
    if (fault === undefined) usesVariables ||= isMeant;
    else touched.push({ ...place, fault, isMild });
  }
  const [first] = touched;
  if (first === undefined) return;
  const isOpen = postBuild?.state === 'unknown';
  const mild = (isMild: boolean) => (isOpen || isMild ? ({ severity: 'warning' } as const) : {});
  const where = `Kustomization ${owner.subject.name} substitutes`;
  if (touched.length > 1 && !usesVariables) {
    yield {
      message: `${where} in ${objectTitle(subject)}, which holds ${touched.length} texts that are not meant for Flux, for instance ${first.fault}.`,
      path: ['metadata', 'annotations', substituteKey],
      subject,
      ...mild(touched.every(({ isMild }) => isMild)),
    };
    return;
  }
  for (const { path, fault, isMild } of touched) {
    yield {
      message: `${where} in ${objectTitle(subject)}, but ${fault} is not meant for Flux.`,
      path,
      subject,
      ...mild(isMild),
    };
  }
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
    const literal = expressions.find(({ operator, parameters }) => {
      const [offset] = parameters[0] ?? [];
      return operator === ':' && typeof offset === 'string' && !/^\s*[+-]?\d+$/.test(offset);
    });
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
function* judgeUntouched(subject: ObjectSubject): Generator<Problem> {
  for (const { text, path } of textsOf(subject.object)) {
    const [doubled] = /\$\$\{(?:env|file|yaml|https?):[^}]*\}/.exec(text) ?? [];
    if (doubled === undefined) continue;
    yield {
      message: `${objectTitle(subject)} holds ${doubled}, but nothing substitutes there: the collector reads a literal text.`,
      path,
      subject,
      fix: `Write ${doubled.slice(1)}.`,
    };
  }
}

import { objectPath, once, type Path } from '../../documents';
import {
  anyObject,
  fluxTree,
  kustomizeGroup,
  type ObjectSubject,
  objectTitle,
  type TreeSubject,
} from '../../platform';
import type { Beside, ObjectRule, Problem } from '../rule';
import { catalogOf } from './catalog';
import type { SchemaProblem } from './problem';
import { validate } from './validate';

/** What decides which fields a kind has: the release of the cluster, and the definitions that it is given. */
const definitions: Beside = once((tree) =>
  JSON.stringify([
    tree.kubernetes,
    tree.definitions,
    tree.all('apiextensions.k8s.io', 'CustomResourceDefinition').map(({ object }) => object),
  ]),
);

/** What the schemas find in the objects of a tree; each object is validated once for all rules. */
const foundIn: (tree: TreeSubject) => WeakMap<object, readonly SchemaProblem[]> = once(() => new WeakMap());

function problemsOf(subject: ObjectSubject, tree: TreeSubject): readonly SchemaProblem[] {
  const known = foundIn(tree);
  const before = known.get(subject.object);
  if (before !== undefined) return before;
  const catalog = catalogOf(tree);
  const schema = catalog.kindSchema(subject.apiVersion, subject.kind);
  const all = schema === undefined ? [] : validate(schema, subject.object);
  // Fields of a release that is not known are not wrong.
  const isBuiltIn = catalog.builtInKinds(subject.group) !== undefined;
  const isKnown = !catalog.isBeyond || !isBuiltIn;
  const found = all.filter(({ kind, path }) => {
    if (isEncryption(subject, path)) return false;
    if (kind === 'missing' && isPatchedElsewhere(subject, tree)) return false;
    if (kind !== 'unknown') return true;
    // Flux drops what a kind of Kubernetes itself does not know; where that is null, nothing is lost.
    return isKnown && !(isBuiltIn && anyObject(subject).place.at(...path).data === null);
  });
  known.set(subject.object, found);
  return found;
}

/** A Kustomization that nothing here applies may be patched by what does. */
function isPatchedElsewhere(subject: ObjectSubject, tree: TreeSubject): boolean {
  return (
    tree.built !== undefined &&
    subject.group === kustomizeGroup &&
    fluxTree(tree).owners(subject).length === 0
  );
}

/** What SOPS adds to an object, which Flux takes out again. */
function isEncryption(subject: ObjectSubject, path: Path): boolean {
  return path[0] === 'sops' && anyObject(subject).place.at('sops').isMap;
}

/** The problems of one kind, as a rule reports them. */
function* schemaProblems(
  subject: ObjectSubject,
  tree: TreeSubject,
  kind: SchemaProblem['kind'],
): Generator<Problem> {
  // Helm creates what it renders, and null is nothing in what is created.
  if (kind === 'null' && subject.madeBy !== undefined) return;
  for (const problem of problemsOf(subject, tree)) {
    if (problem.kind !== kind || isCollectorConfiguration(subject, problem.path)) continue;
    const { path, fix } = problem;
    const severity = severityOf(problem, subject, tree);
    if (severity === undefined) continue;
    const place = path.length === 0 ? `the ${subject.kind}` : objectPath(path);
    // The finding stands in the values: which object is meant has to be said.
    const of = subject.madeBy === undefined ? '' : ` of ${objectTitle(subject)}`;
    yield { message: `${place}${of} ${problem.message}`, path, fix, ...severity };
  }
}

/**
 * How sure a problem is by the definition that is at hand. Undefined where another release of it may well take the value: the
 * words of an enumeration grow; a field that is like none may be newer or older.
 */
function severityOf(
  { kind, isSlip }: SchemaProblem,
  { apiVersion, kind: own }: ObjectSubject,
  tree: TreeSubject,
): Pick<Problem, 'severity'> | undefined {
  const isAssumed = catalogOf(tree).kindSchema(apiVersion, own)?.release !== undefined;
  // What a stable version demands, its older releases demanded too.
  const isDemanded = kind === 'missing' && /\/v\d+$/.test(apiVersion);
  if (!isAssumed || kind === 'type' || isDemanded || isSlip === true) return {};
  return kind === 'range' ? undefined : { severity: 'warning' };
}

/** The configuration of a collector has rules of its own, which know more than its definition. */
function isCollectorConfiguration({ kind }: ObjectSubject, path: Path): boolean {
  return kind === 'OpenTelemetryCollector' && path[0] === 'spec' && path[1] === 'config' && path.length > 2;
}

/** A rule over what the schemas find of some kinds. */
export function schemaRule(
  kinds: readonly SchemaProblem['kind'][],
  text: Pick<ObjectRule, 'id' | 'title' | 'why' | 'fix' | 'example'>,
): ObjectRule {
  return {
    ...text,
    severity: 'error',
    appliesTo: 'object',
    beside: definitions,
    rendered: true,
    *check(subject, tree) {
      for (const kind of kinds) yield* schemaProblems(subject, tree, kind);
    },
  };
}

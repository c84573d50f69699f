import type { Finding } from '../finding';
import { isWithin } from './place';

/** Rules that doubt a key because the release is not known: where the collector refuses the same key, there is no doubt. */
const doubting = new Set(['TV-6', 'TV-7', 'KS-2']);

/**
 * Joins what the collector itself refuses with what the rules say: of a place of which both speak, the rule's finding stays, with the
 * gravity of the refusal; what only the collector knows stays in its words.
 */
export function joinRefusals(findings: readonly Finding[]): Finding[] {
  const refusals = findings.filter(isRefusal);
  if (refusals.length === 0) return [...findings];
  const own = findings.filter((finding) => !isRefusal(finding));
  const errors = own.filter(({ severity, path }) => severity === 'error' && path !== undefined);
  const confirmed = new Set<Finding>();
  const news = refusals.filter((refusal) => {
    if (errors.some((error) => saysTheSame(error, refusal))) return false;
    const doubted = own.find((finding) => doubting.has(finding.rule) && isSamePlace(finding, refusal));
    if (doubted !== undefined) confirmed.add(doubted);
    return doubted === undefined;
  });
  const free = errors.filter(
    (error) => imitating.has(error.rule) && !refusals.some((refusal) => saysTheSame(error, refusal)),
  );
  return [
    ...own.map((finding) => (confirmed.has(finding) ? { ...finding, severity: 'error' as const } : finding)),
    ...withoutNeighbours(news, free),
  ];
}

/** Rules that say what components themselves say of their configuration: what they call an error the collector refuses. */
const imitating = new Set(['CV-28', 'CV-32']);

/**
 * Leaves out refusals that have their rule at another place: of two fields that contradict each other, or two that are the same, either
 * may be called the fault. Each rule's finding stands for one refusal of its map, else of its component.
 */
function withoutNeighbours(refusals: readonly Finding[], errors: readonly Finding[]): Finding[] {
  let [left, free] = [[...refusals], [...errors]];
  for (const isNear of [isInOneMap, isInOneComponent]) {
    for (const error of free) {
      const near = left.filter((refusal) => isNear(error, refusal));
      const same =
        near.find(({ path = '' }) => quoted(error.message).includes(path.split('::').at(-1) ?? '')) ??
        near[0];
      if (same === undefined) continue;
      left = left.filter((refusal) => refusal !== same);
      free = free.filter((one) => one !== error);
    }
  }
  return left;
}

function isInOneMap(a: Finding, b: Finding): boolean {
  const mapOf = ({ path = '' }: Finding) => path.slice(0, Math.max(0, path.lastIndexOf('::')));
  return isInOneComponent(a, b) && mapOf(a) === mapOf(b);
}

function isInOneComponent(a: Finding, b: Finding): boolean {
  const componentOf = ({ path = '' }: Finding) => path.split('::').slice(0, wholeComponent).join('::');
  return a.file === b.file && a.construct === b.construct && componentOf(a) === componentOf(b);
}

function isRefusal({ rule }: Finding): boolean {
  return rule.startsWith('CO-');
}

/** Steps of `processors::batch`: an error about a component as a whole may have another cause than one inside it. */
export const wholeComponent = 2;

/** True where a rule's error is about what the collector refuses: the same place, a part of it, or what is around it inside a component. */
function saysTheSame(error: Finding, refusal: Finding): boolean {
  const { path: own = '' } = error;
  const { path: theirs = '' } = refusal;
  if (error.file !== refusal.file || error.construct !== refusal.construct) return false;
  if (error.line !== undefined && error.line === refusal.line && error.column === refusal.column) return true;
  if (isWithin(own, theirs)) return true;
  if (isWithin(theirs, own) && own.split('::').length > wholeComponent) return true;
  return theirs.startsWith('service') && quoted(refusal.message).some((id) => speaksOf(error, id));
}

function isSamePlace(a: Finding, b: Finding): boolean {
  return a.file === b.file && a.construct === b.construct && a.path === b.path;
}

/** The ids that a message about the graph of pipelines names. */
function quoted(message: string): string[] {
  return [...message.matchAll(/"([^"]+)"/g)].flatMap(([, id]) => (id === undefined ? [] : [id]));
}

function speaksOf({ rule, message, path = '' }: Finding, id: string): boolean {
  const isAboutTheGraph = /^(ST|RF|GR|TV)-/.test(rule);
  return isAboutTheGraph && (path.split('::').includes(id) || message.split(/[^\w/.-]+/).includes(id));
}

import { at, type Path } from '../../documents';
import { type ObjectSubject, objectTitle, type RecordedSuppression, type TreeSubject } from '../../platform';
import { type InputRule, ignoreAnnotation } from '../rule';
import { suppressionsAreUsed, suppressionsGiveTheirReason } from '../rules/input';
import { isWithin } from './place';
import { type Judged, judged } from './run';

/** A suppression with the object that it is written on; without one it holds for the environment. */
interface Scoped extends RecordedSuppression {
  readonly on?: ObjectSubject;
  /** Place that it is limited to, with everything below. */
  readonly within?: string;
}

/** Which rules a run has, for the judgement of suppressions. */
export interface RuleIds {
  /** True for a rule that ran. */
  ran(id: string): boolean;
  /** True for a rule that exists. */
  exists(id: string): boolean;
}

const annotationPath: Path = ['metadata', 'annotations', ignoreAnnotation];

/**
 * Takes out what is suppressed with a reason, and adds findings for suppressions without reason, without effect, or of
 * rules that do not exist. Suppressions are an environment's own and those of the annotation `otelflux.dev/ignore`.
 */
export function suppress(
  found: readonly Judged[],
  tree: TreeSubject,
  ofEnvironment: readonly RecordedSuppression[],
  ids: RuleIds,
): Judged[] {
  const all: Scoped[] = [...tree.objects.flatMap(writtenOn), ...ofEnvironment];
  if (all.length === 0) return [...found];
  const valid = all.filter(({ reason }) => reason !== '');
  const used = new Set<Scoped>();
  const kept = found.filter((one) => {
    const covering = valid.filter((suppression) => covers(suppression, one));
    for (const suppression of covering) used.add(suppression);
    return covering.length === 0;
  });
  const unexplained = all
    .filter(({ reason }) => reason === '')
    .map((one) => complain(suppressionsGiveTheirReason, one, 'gives no reason'));
  const unused = valid.flatMap((one) => {
    if (!ids.exists(one.rule))
      return [complain(suppressionsAreUsed, one, 'names a rule that does not exist')];
    return ids.ran(one.rule) && !used.has(one) ? [complain(suppressionsAreUsed, one, 'hides nothing')] : [];
  });
  return [...kept, ...unexplained, ...unused];
}

function writtenOn(subject: ObjectSubject): Scoped[] {
  const annotation = at(subject.object, annotationPath);
  if (typeof annotation !== 'string') return [];
  const entries = annotation.split(';').filter((entry) => entry.trim() !== '');
  return entries.map((entry) => ({ ...readEntry(entry.trim()), on: subject }));
}

/** `RULE: reason`, or `RULE@path: reason`; the colons inside a path have no space behind them. */
function readEntry(entry: string): Pick<Scoped, 'rule' | 'reason' | 'within'> {
  const placed = /^([\w-]+)@(\S+?):?(?:\s+(.*))?$/s.exec(entry);
  if (placed !== null) {
    const [, rule = '', within = '', reason = ''] = placed;
    return { rule, within, reason: reason.trim() };
  }
  const colon = entry.indexOf(':');
  if (colon < 0) return { rule: entry, reason: '' };
  return { rule: entry.slice(0, colon).trim(), reason: entry.slice(colon + 1).trim() };
}

function covers(suppression: Scoped, { finding, object }: Judged): boolean {
  if (suppression.rule !== finding.rule) return false;
  if (suppression.within !== undefined && !isWithin(finding.path, suppression.within)) return false;
  if (suppression.on !== undefined) return suppression.on === object;
  return (
    suppression.object === undefined || (object !== undefined && objectTitle(object) === suppression.object)
  );
}

function complain(rule: InputRule, { rule: id, on, object }: Scoped, what: string): Judged {
  const where = on === undefined ? (object === undefined ? ' in the environment' : ` for ${object}`) : '';
  const message = `the suppression of ${id}${where} ${what}`;
  return judged(rule, { message, ...(on === undefined ? {} : { path: annotationPath }) }, on);
}

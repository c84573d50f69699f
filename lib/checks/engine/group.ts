import { groupBy } from '../../documents';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** So many findings of a habit are shown one by one; more become one. */
const shownEach = 3;

/**
 * Findings as a reader wants them: what a tree does everywhere is one finding with the number of its places. Only rules that call
 * themselves a habit are folded, never an error. The first place stands for all; the others are in `more`.
 */
export function grouped(findings: readonly Finding[], rules: readonly Rule[]): Finding[] {
  const habits = new Set(rules.filter(({ habit }) => habit === true).map(({ id }) => id));
  const groups = groupBy(findings, ({ rule, severity, why }) =>
    habits.has(rule) && severity !== 'error' ? JSON.stringify([rule, severity, why]) : undefined,
  );
  const folded = new Map<Finding, Finding>();
  const hidden = new Set<Finding>();
  for (const [first, ...others] of groups.values()) {
    if (first === undefined || others.length < shownEach) continue;
    folded.set(first, withMore(first, others));
    for (const other of others) hidden.add(other);
  }
  return findings.filter((finding) => !hidden.has(finding)).map((finding) => folded.get(finding) ?? finding);
}

function withMore(first: Finding, others: readonly Finding[]): Finding {
  const message = `${first.message.replace(/\.$/, '')}, and ${others.length} more findings of the kind.`;
  return {
    ...first,
    message,
    more: others.map(({ message: text, ...place }) => ({ message: text, ...placeIn(place) })),
  };
}

function placeIn({
  file,
  line,
  column,
  path,
  construct,
}: Omit<Finding, 'message'>): Omit<OtherPlace, 'message'> {
  return {
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(path === undefined ? {} : { path }),
    ...(construct === undefined ? {} : { construct }),
  };
}

type OtherPlace = NonNullable<Finding['more']>[number];

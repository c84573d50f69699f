import { compareTexts } from '../../documents';
import { type Finding, severities } from '../finding';

/** From this many findings on a report ends with how many there are of each rule. */
const many = 30;

/** Lines that count the findings of each rule, the gravest and most frequent first; none where there are few. */
export function countsByRule(findings: readonly Finding[], titleOf: (rule: string) => string): string[] {
  if (findings.length <= many) return [];
  const counts = new Map<string, { finding: Finding; count: number }>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule}`;
    counts.set(key, { finding, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const rows = [...counts.values()].sort(
    (a, b) =>
      severities.indexOf(a.finding.severity) - severities.indexOf(b.finding.severity) ||
      b.count - a.count ||
      compareTexts(a.finding.rule, b.finding.rule),
  );
  const width = String(Math.max(...rows.map(({ count }) => count))).length;
  return rows.map(
    ({ finding: { severity, rule }, count }) =>
      `${String(count).padStart(width)} ${severity.padEnd(7)} ${rule.padEnd(5)} ${titleOf(rule)}`,
  );
}

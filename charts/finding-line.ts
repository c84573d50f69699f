import type { Finding } from '../lib/checks';

/** One line for a finding: rule, where, what is wrong, what to write instead. */
export function findingLine(finding: Finding): string {
  const where = [finding.construct, finding.path].filter((part) => part !== undefined).join(' ');
  return `${finding.severity} ${finding.rule} ${where}: ${finding.message} ${finding.fix}`;
}

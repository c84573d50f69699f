import { terminalLine } from '../../documents';
import type { Finding } from '../finding';

/** A finding as people read it: place, what is wrong, why it matters, what to write instead. */
export function textReport(findings: readonly Finding[]): string {
  return findings.map(textFinding).join('\n');
}

function textFinding(finding: Finding): string {
  const { severity, rule, message, why, fix } = finding;
  const head = [placeOf(finding), `${severity} ${rule}`].filter((part) => part !== '').join(' ');
  const subject = [finding.path, finding.construct].filter((part) => part !== undefined).join(' in ');
  return [
    `${head}: ${message}`,
    ...(subject === '' ? [] : [`  where: ${subject}`]),
    `  why:   ${why}`,
    `  fix:   ${fix}`,
    '',
  ]
    .map(terminalLine)
    .join('\n');
}

/** `file:line:column`, as far as it is known; empty where nothing is. */
export function placeOf({ file, line, column }: Finding): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

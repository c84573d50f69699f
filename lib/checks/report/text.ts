import { placeText, terminalLine } from '../../documents';
import type { Finding } from '../finding';

/** A finding as people read it: place, what is wrong, why it matters, what to write instead. */
export function textReport(findings: readonly Finding[]): string {
  return findings.map(textFinding).join('\n');
}

function textFinding(finding: Finding): string {
  const { severity, rule, message, why, fix } = finding;
  const head = [placeText(finding), `${severity} ${rule}`].filter((part) => part !== '').join(' ');
  const subject = [finding.path, finding.construct].filter((part) => part !== undefined).join(' in ');
  return [
    `${head}: ${message}`,
    ...(subject === '' ? [] : [`  where: ${subject}`]),
    ...morePlaces(finding),
    `  why:   ${why}`,
    `  fix:   ${fix}`,
    '',
  ]
    .map(terminalLine)
    .join('\n');
}

/** Of many further places a few are enough: the format for programs has them all. */
const shownPlaces = 5;

function morePlaces({ more = [] }: Finding): string[] {
  if (more.length === 0) return [];
  const places = more
    .slice(0, shownPlaces)
    .map(({ file, line, construct = '' }) => placeText({ file, line }) || construct);
  return [`  also:  ${places.join(', ')}${more.length > shownPlaces ? ', … (--json names all)' : ''}`];
}

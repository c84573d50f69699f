import type { Finding } from '../../lib/checks';
import { groupBy, placeText } from '../../lib/documents';
import type { SourcePlace } from '../source-place';

/** A finding, and where in the user's source the chart was made that it is about. */
export interface PlacedFinding {
  readonly environment: string;
  readonly finding: Finding;
  readonly place?: SourcePlace | undefined;
}

/** One line for a finding: rule, where, what is wrong, what to write instead. */
export function findingLine(finding: Finding): string {
  const where = [finding.construct, finding.path].filter((part) => part !== undefined).join(' ');
  return `${finding.severity} ${finding.rule} ${where}: ${finding.message} ${finding.fix}`;
}

/** Findings for people, at most four lines each. One that several environments or charts share stands once. */
export function findingParagraphs(found: readonly PlacedFinding[]): string[] {
  const groups = groupBy(found, ({ finding: { rule, path, message, severity }, environment }) =>
    [severity, rule, path, withoutEnvironment(message, environment)].join('\n'),
  );
  return [...groups.values()].flatMap((alike) => {
    const environments = new Set(alike.map(({ environment }) => environment));
    const places = new Set(alike.map(placeOf));
    return alike.slice(0, 1).map(({ finding }) => paragraph(finding, [...environments], [...places]));
  });
}

function withoutEnvironment(message: string, environment: string): string {
  return message.replaceAll(environment, '');
}

function placeOf({ finding, place }: PlacedFinding): string {
  return place === undefined ? (finding.file ?? finding.construct ?? '') : placeText(place);
}

/** What one line holds. */
const mostPlaces = 3;

function paragraph(finding: Finding, environments: readonly string[], places: readonly string[]): string {
  const more = places.length > mostPlaces ? ` and ${places.length - mostPlaces} more places` : '';
  const where = `${places.slice(0, mostPlaces).join(', ')}${more}`;
  return [
    `${finding.severity} ${finding.rule} ${where} (${environments.join(', ')})`,
    `  ${finding.path === undefined ? '' : `${finding.path}: `}${finding.message}`,
    `  why: ${finding.why}`,
    `  fix: ${finding.fix}`,
  ].join('\n');
}

import { type Finding, severities } from '../finding';

/** Puts findings in the order in which they are shown, the same for the same findings, and drops repetitions. */
export function ordered(findings: readonly Finding[]): Finding[] {
  const keyed = new Map<string, { finding: Finding; keys: readonly (string | number)[] }>();
  for (const finding of findings) {
    const keys = sortKeys(finding);
    const key = JSON.stringify(keys);
    if (!keyed.has(key)) keyed.set(key, { finding, keys });
  }
  return [...keyed.values()].sort((a, b) => compare(a.keys, b.keys)).map(({ finding }) => finding);
}

function sortKeys(finding: Finding): (string | number)[] {
  const { file = '', line = 0, column = 0, construct = '', path = '' } = finding;
  return [
    file,
    line,
    column,
    construct,
    severities.indexOf(finding.severity),
    finding.rule,
    path,
    finding.message,
  ];
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** How many findings there are of each severity. */
export interface Summary {
  readonly error: number;
  readonly warning: number;
  readonly advice: number;
}

/** Counts findings by severity. */
export function summarise(findings: readonly Finding[]): Summary {
  const count = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
  return { error: count('error'), warning: count('warning'), advice: count('advice') };
}

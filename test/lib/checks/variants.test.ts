import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSources, type Finding } from '../../../lib/checks';

/**
 * Siblings of the inputs after public reports: another component, protocol or place with the same fault, and sound twins. Each
 * case says what it expects: `clean` (no error), `severity rule place` (`any` for an error or a warning), `no severity rule`.
 */
interface Case {
  readonly name: string;
  readonly expected: readonly string[];
  readonly version: string;
  readonly text: string;
}

const folder = join(__dirname, 'variants');

function casesOf(file: string): Case[] {
  const parts = readFileSync(join(folder, file), 'utf8')
    .split(/^# case: /m)
    .slice(1);
  return parts.map((part) => ({
    name: part.slice(0, part.indexOf('\n')),
    expected: (/^# expect: (.*)$/m.exec(part)?.[1] ?? '').split('; '),
    version: /^# version: (.*)$/m.exec(part)?.[1] ?? '',
    text: part.slice(part.indexOf('\n') + 1),
  }));
}

function findingsOf({ name, version, text }: Case): Finding[] {
  const [product, release = '', distribution] = version.split(' ');
  return checkSources([{ name: `${name}.yaml`, text }], {
    ...(product === 'chart' ? { chartVersion: release } : {}),
    ...(product === 'collector' ? { collectorVersion: release } : {}),
    ...(product === 'collector' && distribution !== undefined ? { distribution } : {}),
  });
}

function fits(finding: Finding, wanted: string): boolean {
  const [severity, rule, place = ''] = wanted.split(' ');
  const isSevere = severity === 'any' ? finding.severity !== 'advice' : finding.severity === severity;
  const isRule = rule === '*' || (rule ?? '').split('/').includes(finding.rule);
  return isSevere && isRule && (finding.path ?? '').startsWith(place);
}

const shown = ({ severity, rule, path = '', message }: Finding) => `${severity} ${rule} ${path}: ${message}`;

describe.each(readdirSync(folder).sort())('%s', (file) => {
  test.each(casesOf(file).map((each) => [each.name, each] as const))('%s', (_, each) => {
    const found = findingsOf(each);
    const all = found.filter(({ severity }) => severity !== 'advice').map(shown);
    for (const wanted of each.expected) {
      const isDenied = wanted.startsWith('no ');
      const isMet =
        wanted === 'clean'
          ? found.every(({ severity }) => severity !== 'error')
          : found.some((finding) => fits(finding, isDenied ? wanted.slice(3) : wanted)) !== isDenied;
      expect({ wanted, isMet, all }).toMatchObject({ wanted, isMet: true });
    }
    // One fault, one finding: nothing is refused for a reason that the case does not name.
    const others = found.filter(
      (finding) =>
        finding.severity === 'error' &&
        !each.expected.some((wanted) => fits(finding, wanted.replace(/^any/, 'error'))),
    );
    expect(others.map(shown)).toEqual([]);
  });
});

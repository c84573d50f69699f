import { markupLines, markupText, placeText, visible } from '../../documents';
import { type Finding, type Severity, severities } from '../finding';

/**
 * Findings as a JUnit report: one case for each file that was judged, failed where it has findings at or above a severity; lighter
 * ones are printed as its output.
 *
 * @param files every file that was judged
 */
export function junitReport(
  findings: readonly Finding[],
  files: readonly string[],
  failOn: Severity,
): string {
  const names = [...new Set([...files, ...findings.map(({ file }) => file ?? 'environment')])].sort();
  const isFailure = ({ severity }: Finding) => severities.indexOf(severity) <= severities.indexOf(failOn);
  const cases = names.map((name) =>
    testCase(
      name,
      findings.filter((one) => (one.file ?? 'environment') === name),
      isFailure,
    ),
  );
  const failed = names.filter((name) =>
    findings.some((one) => (one.file ?? 'environment') === name && isFailure(one)),
  );
  const counts = `tests="${names.length}" failures="${failed.length}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="otelflux" ${counts}>`,
    `  <testsuite name="otelflux validate" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(
  name: string,
  findings: readonly Finding[],
  isFailure: (finding: Finding) => boolean,
): string {
  const failures = findings.filter(isFailure);
  const others = findings.filter((finding) => !isFailure(finding));
  const open = `    <testcase classname="otelflux" name="${markupText(name)}">`;
  const body = [
    ...failures.map(
      (one) =>
        `      <failure type="${markupText(one.rule)}" message="${markupText(one.message)}">${markupText(detail(one))}</failure>`,
    ),
    ...(others.length > 0
      ? [`      <system-out>${markupLines(others.map(detail).join('\n'))}</system-out>`]
      : []),
  ];
  return body.length === 0 ? `${open.slice(0, -1)}/>` : [open, ...body, '    </testcase>'].join('\n');
}

function detail(finding: Finding): string {
  const { severity, rule, message, why, fix, path = '' } = finding;
  return visible(`${placeText(finding)} ${severity} ${rule} ${path}: ${message}. ${why} ${fix}`);
}

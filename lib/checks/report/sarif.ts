import { jsonText } from '../../documents';
import type { Finding, Severity } from '../finding';
import type { Rule } from '../rule';

const levels: { readonly [severity in Severity]: string } = {
  error: 'error',
  warning: 'warning',
  advice: 'note',
};

/**
 * Findings in the Static Analysis Results Interchange Format 2.1.0, which code hosts show beside the lines of a change.
 *
 * @param rules the rules that findings refer to; those without a finding are left out
 * @param version of this program
 */
export function sarifReport(findings: readonly Finding[], rules: readonly Rule[], version: string): string {
  const used = rules.filter(({ id }) => findings.some(({ rule }) => rule === id));
  const driver = { name: 'otelflux', version, rules: used.map(sarifRule) };
  const index = new Map(used.map(({ id }, at) => [id, at]));
  const results = findings.map((finding) => sarifResult(finding, index.get(finding.rule)));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${jsonText(log)}\n`;
}

function sarifRule({ id, title, why, fix, severity }: Rule) {
  return {
    id,
    name: id.replaceAll('-', ''),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: fix },
    defaultConfiguration: { level: levels[severity] },
  };
}

function sarifResult(finding: Finding, ruleIndex: number | undefined) {
  const { rule, severity, message, why, fix } = finding;
  const physical = physicalLocation(finding);
  const name = finding.path ?? finding.construct;
  const logical = name === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: name }] };
  const location = { ...(physical && { physicalLocation: physical }), ...logical };
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: `${message}. ${why} ${fix}` },
    ...(Object.keys(location).length === 0 ? {} : { locations: [location] }),
  };
}

function physicalLocation({ file, line, column }: Finding) {
  if (file === undefined) return undefined;
  const region = {
    ...(line === undefined ? {} : { startLine: line }),
    ...(column === undefined ? {} : { startColumn: column }),
  };
  const uri = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return { artifactLocation: { uri }, ...(line === undefined ? {} : { region }) };
}

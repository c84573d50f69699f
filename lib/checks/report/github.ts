import { githubCommand } from '../../documents';
import type { Finding, Severity } from '../finding';

const commands: { readonly [severity in Severity]: string } = {
  error: 'error',
  warning: 'warning',
  advice: 'notice',
};

/** Findings as commands of GitHub's workflows, which annotate the lines of a pull request. */
export function githubReport(findings: readonly Finding[]): string {
  return findings.map(annotation).join('');
}

function annotation({ severity, rule, message, why, fix, file, line, column }: Finding): string {
  const properties = { file, line, col: column, title: rule };
  return `${githubCommand(commands[severity], properties, [message, why, fix])}\n`;
}

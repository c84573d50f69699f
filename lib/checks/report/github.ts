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
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(column === undefined ? [] : [`col=${column}`]),
    `title=${property(rule)}`,
  ];
  return `::${commands[severity]} ${properties.join(',')}::${data(`${message}\n${why}\n${fix}`)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

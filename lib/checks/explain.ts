import type { Rule } from './rule';

/** Everything about a rule as text: what must hold, why, how to mend it, and an example of each. */
export function explained(rule: Rule): string {
  return [
    `${rule.id} (${rule.severity}): ${rule.title}`,
    '',
    `Why: ${rule.why}`,
    `Fix: ${rule.fix}`,
    '',
    'An example that trips it:',
    '',
    indented(rule.bad),
    '',
    'An example that does not:',
    '',
    indented(rule.good),
    '',
  ].join('\n');
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}

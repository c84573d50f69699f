import type { Rule } from '../rule';

/** Everything about a rule as text: what must hold, why, how to mend it, and its example with the wrong and the right lines. */
export function explained(rule: Rule): string {
  return [
    `${rule.id} (${rule.severity}): ${rule.title}`,
    '',
    `Why: ${rule.why}`,
    `Fix: ${rule.fix}`,
    '',
    'An example (- trips it, + does not):',
    '',
    indented(rule.example),
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

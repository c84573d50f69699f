import { notation, ottlFindings } from '../../../collector/effective';
import { components } from '../../../platform';
import { withProcessor } from '../../frames';
import { ruleOfCollector } from '../../rule';

export const ottlCanBeParsed = ruleOfCollector({
  each: components,
  id: 'CV-28',
  title: 'OTTL can be read, and names paths, functions and words that there are',
  severity: 'error',
  why: 'The component parses its statements and conditions when the configuration is read, and the collector does not start.',
  fix: 'Correct the text at the place that is shown.',
  example: withProcessor(`
-   transform: {trace_statements: ['set(span.name, "a") where span.name = "b"']}
+   transform: {trace_statements: ['set(span.name, "a") where span.name == "b"']}
`),
  *check({ component }, { version }) {
    for (const { text, fault } of ottlFindings(component, version)) {
      yield {
        message: `${notation(text.path)}: ${fault.message}${shownAt(text.text, fault)}.`,
        path: text.path,
        fix: fault.fix,
        ...(fault.isLate === true ? { severity: 'warning' } : {}),
      };
    }
  },
});

const shownLength = 30;

/** ` in "set(span.name, …"`: the part of a longer text that the fault is about, so that it is found. */
function shownAt(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  if (text.trim() === '' || (start === 0 && end >= text.length)) return '';
  const from =
    start <= shownLength ? 0 : start - shownLength + text.slice(start - shownLength, start).search(/\s|$/);
  const to = Math.min(text.length, Math.max(end, start) + 10);
  const part = text.slice(from, to).replace(/\s+/g, ' ').trim();
  return ` (near \`${from > 0 ? '…' : ''}${part}${to < text.length ? '…' : ''}\`)`;
}

import { terminalLine } from './terminal';

/** What code hosts turn into a call or a link to something of theirs: `@name`, `@team/name`, `#12`, `GH-12`. */
const reference = /(?<![\w`@])(?:@[A-Za-z0-9][\w-]*(?:\/[\w.-]+)?|#\d+|GH-\d+)/g;

/**
 * Text as Markdown that shows it as it is: it marks up nothing, calls nobody and links to no issue. One line.
 * An image's digest stays `repository@sha256:…`.
 */
export function markdownText(text: string): string {
  const line = terminalLine(text);
  const parts: string[] = [];
  let end = 0;
  for (const { 0: word, index } of line.matchAll(reference)) {
    parts.push(escaped(line.slice(end, index)), markdownCode(word));
    end = index + word.length;
  }
  return opening([...parts, escaped(line.slice(end))].join(''));
}

/** Text in a span of code, which shows it as it is. One line. */
export function markdownCode(text: string): string {
  const line = terminalLine(text);
  if (line.trim() === '') return '` `';
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const pad = /^`|`$|^ .* $/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]#|~$!]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** At the start of a line a dash, a plus, an equals sign or a number begins a block. */
function opening(text: string): string {
  return text
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/^\s+/, '');
}

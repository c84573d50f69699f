/** A key or an item whose value is a quoted text: the blanks before it, what it hangs on, the quote. */
const opening = /^( *)((?:- +)*)(?:[\w.$/-]+: +)?(['"])/;

/** A value that is a literal or folded block. */
const block = /(?:^|[:-] +)[|>][-+0-9]*(?: +#.*)?$/;

/**
 * Starts of the lines on which a quoted text goes on without being indented deeper than its key, in order. Go's YAML libraries take them; blanks at
 * their beginning mean nothing. Blocks and comments are passed over.
 */
export function shallowLines(text: string): number[] {
  const found: number[] = [];
  let blockIndent: number | undefined;
  let open: { readonly quote: string; readonly indent: number } | undefined;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end).replace(/\r$/, '');
    const indent = line.search(/\S/);
    if (open !== undefined) {
      if (indent >= 0 && indent <= open.indent) found.push(start);
      if (closes(line, 0, open.quote)) open = undefined;
    } else if (blockIndent === undefined || (indent >= 0 && indent <= blockIndent)) {
      blockIndent = block.test(line) ? indent : undefined;
      const [head = '', blanks = '', dashes = '', quote] = opening.exec(line) ?? [];
      if (quote !== undefined && !closes(line, head.length, quote))
        open = { quote, indent: blanks.length + dashes.length };
    }
    start = end + 1;
  }
  return found;
}

/** Whether a quoted text ends on a line, read from an offset behind its opening quote. */
function closes(line: string, from: number, quote: string): boolean {
  for (let at = from; at < line.length; at += 1) {
    if (quote === '"' && line[at] === '\\') at += 1;
    else if (line[at] === quote) {
      if (quote !== "'" || line[at + 1] !== "'") return true;
      at += 1;
    }
  }
  return false;
}

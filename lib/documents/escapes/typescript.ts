import { unitsOf, visible } from './visible';

/** Words by which a comment gives orders to a compiler, a linter or a formatter. */
const orders =
  /@(?=ts-|jsx|swc-|vite-|internal\b|license\b|preserve\b)|\b(biome|eslint|tslint|prettier|deno|istanbul|c8|v8)-(?=\w)/gi;

/**
 * A comment of one line, `//` included: no character in it ends the line, and it gives no orders.
 * @param text as it stood behind the mark of another language, with its leading blank
 */
export function lineComment(text: string): string {
  const shown = withoutOrders(visible(text));
  // `///`, `//#`, `//@` and `//!` are read by programs.
  return /^[/#@!]/.test(shown) ? `// ${shown}` : `//${shown}`;
}

/** The inner text of a comment between `/**` and its end, on one line. */
export function blockComment(text: string): string {
  return withoutOrders(visible(text.replace(/\s+/g, ' '))).replaceAll('*/', '* /');
}

function withoutOrders(text: string): string {
  return text.replace(orders, (order, tool: string | undefined) =>
    tool === undefined ? `${order} ` : `${tool} -`,
  );
}

const short: { readonly [character: string]: string } = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\\': '\\\\',
};

/** A string literal, in the quotes that need fewer escapes. */
export function stringLiteral(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text.replace(/[\n\r\t\\'"]/g, (character) =>
    character === quote ? `\\${quote}` : (short[character] ?? character),
  );
  return `${quote}${unitsOf(body).replaceAll('##[', '#\\u0023[')}${quote}`;
}

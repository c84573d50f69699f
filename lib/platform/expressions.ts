/**
 * What is wrong with an expression in CEL, or undefined where it can be parsed.
 *
 * The library is loaded with the first expression only: most runs see none.
 */
export function expressionFault(text: string): string | undefined {
  const { parse } = require('@bufbuild/cel') as typeof import('@bufbuild/cel');
  try {
    parse(text);
    return undefined;
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return line;
  }
}

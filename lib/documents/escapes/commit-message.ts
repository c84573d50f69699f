import { terminalText } from './terminal';

/** Words by which code hosts close issues and skip checks. */
const orders =
  /\b(?:clos(?:e[sd]?)|fix(?:e[sd])?|resolve[sd]?)(?=:?\s+(?:[\w./-]*#\d|GH-\d|https?:))|\[(?=(?:skip ci|ci skip|no ci|skip actions|actions skip)\])|\bskip-checks(?=:)/gi;

/** Lines of a commit message: text from outside can neither add lines nor give orders to a code host. */
export function commitText(text: string): string {
  return terminalText(text).replace(orders, (order) => (order === '[' ? '\\[' : `${order}\\`));
}

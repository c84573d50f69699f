/** The two forms of a rule's example. */
export interface ExampleForms {
  /** The form that trips the rule. */
  readonly wrong: string;
  /** The near miss that does not. */
  readonly right: string;
  /** Line of `wrong` at which the finding is reported, from 1; undefined where it is about the input as a whole. */
  readonly line: number | undefined;
}

const mark = /[ \t]*# ←$/;

/**
 * Reads a marked example: each line bears two characters in front, `- ` in the wrong form only, `+ ` in the right form
 * only, two blanks in both. The finding stands at the line that ends in `# ←`, else at the first `- ` line.
 *
 * @throws Error where a line bears other characters in front
 */
export function formsOf(example: string): ExampleForms {
  const wrong: string[] = [];
  const right: string[] = [];
  let marked: number | undefined;
  let first: number | undefined;
  for (const line of example.replace(/\n$/, '').split('\n')) {
    const front = line.slice(0, 2).padEnd(2);
    if (!['- ', '+ ', '  '].includes(front))
      throw new Error(`"${line}" begins with neither "- ", "+ " nor two blanks`);
    const text = line.slice(2).replace(mark, '');
    if (front !== '+ ') wrong.push(text);
    if (front !== '- ') right.push(text);
    if (front === '- ') first ??= wrong.length;
    if (mark.test(line)) marked = wrong.length;
  }
  return { wrong: `${wrong.join('\n')}\n`, right: `${right.join('\n')}\n`, line: marked ?? first };
}

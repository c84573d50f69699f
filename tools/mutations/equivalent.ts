/** A mutant that no test can notice, since the program does the same with it. */
export interface Equivalent {
  readonly file: string;
  /** The line with the mutant in it, without blanks around. */
  readonly line: string;
  readonly why: string;
}

export const equivalent: readonly Equivalent[] = [
  {
    file: 'lib/documents/text.ts',
    line: 'if (outline !== undefined && this.text.length <= longText) latest = { document: this, tree };',
    why: 'says which of two places keeps the tree of a text of exactly that length; the tree is the same',
  },
  {
    file: 'lib/flux/build/roots.ts',
    line: 'for (let hops = 1; folder !== undefined && hops < 100; hops += 1) {',
    why: 'ends a circle, a hop sooner; no tree is a hundred folders deep',
  },
  {
    file: 'lib/helm/tpl/numbers.ts',
    line: 'for (let next = start; step >= 0n ? next < end : next > end; next += step) made.push(next);',
    why: 'a step of 0 is refused before',
  },
  {
    file: 'lib/delivery/diff/fields.ts',
    line: 'for (let i = 0, j = 0; i <= former.length && j < latter.length; ) {',
    why: 'what is behind the end of one list is in no place of the other',
  },
  {
    file: 'lib/testing/telemetry.ts',
    line: 'let made = 1;',
    why: 'numbers begin elsewhere; each is still given once',
  },
  {
    file: 'lib/checks/collector/constraints/receivers.ts',
    line: 'fields({ [scraper]: all(...compared.map((one) => includeAndExclude(one, compared.length > 2))) }),',
    why: 'a scraper compares one member, or three',
  },
];

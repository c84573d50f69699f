import type { SourceLocation } from './source';

/** Offsets of a text as lines and columns, found by bisection. */
export class Lines {
  private starts: number[] | undefined;

  constructor(
    readonly name: string,
    private readonly text: string,
  ) {}

  position(offset: number): SourceLocation {
    this.starts ??= [0, ...[...this.text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.name, line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }
}

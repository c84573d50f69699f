import { Unknown } from './unknown';

/** So many nodes are run, so many templates stand inside each other, so long a text becomes: far beyond what values of a release hold. */
const most = { steps: 100_000, depth: 200, length: 1 << 20 };

/** What may be spent on running one text with all that it calls: a template of a line can loop for hours. */
export class Budget {
  private steps = 0;
  private depth = 0;

  /** Spends a step. @throws Unknown where too many are spent */
  step(): void {
    this.steps += 1;
    if (this.steps > most.steps) throw new Unknown();
  }

  /** Runs what stands inside of what is run. @throws Unknown where that goes too deep */
  inside<Result>(action: () => Result): Result {
    this.depth += 1;
    if (this.depth > most.depth) throw new Unknown();
    try {
      return action();
    } finally {
      this.depth -= 1;
    }
  }

  /** A text as it is. @throws Unknown where it is too long */
  text(made: string): string {
    if (made.length > most.length) throw new Unknown();
    return made;
  }
}

/** One measurement; times in milliseconds, memory in MiB. */
export interface Measurement {
  readonly kind: string;
  readonly services: number;
  /** Wall time by phase. */
  readonly phases: Readonly<Record<string, number>>;
  /** Processor time by phase, all threads together. */
  readonly cpuPhases: Readonly<Record<string, number>>;
  /** Largest resident set of the process. */
  readonly memory: number;
}

type Phases = Readonly<Record<string, number>>;

/** Sum of phases but some. */
function total(phases: Phases, except: readonly string[]): number {
  return Object.entries(phases).reduce((sum, [name, time]) => (except.includes(name) ? sum : sum + time), 0);
}

/** Wall time but for some phases. */
export function wall({ phases }: Measurement, ...except: readonly string[]): number {
  return total(phases, except);
}

/** Processor time but for some phases; what counts where other work shares the machine. */
export function cpu({ cpuPhases }: Measurement, ...except: readonly string[]): number {
  return total(cpuPhases, except);
}

/** A Markdown table of cells. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, i) => (cells[i] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join(
    '\n',
  );
}

/** `412 ms`, `3.1 s`. */
export function time(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

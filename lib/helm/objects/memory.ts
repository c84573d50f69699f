/** What the chart takes a suffix for; it compares in lower case, so that `m` counts as mega, and never reads `ei`. */
const suffixes: readonly [suffix: string, factor: number][] = [
  ['e', 1e18],
  ['p', 1e15],
  ['pi', 2 ** 50],
  ['t', 1e12],
  ['ti', 2 ** 40],
  ['g', 1e9],
  ['gi', 2 ** 30],
  ['m', 1e6],
  ['mi', 2 ** 20],
  ['k', 1e3],
  ['ki', 2 ** 10],
];

/** Bytes of an amount of memory as the chart reads it: 0 for anything that is no number. */
export function memoryBytes(amount: string): number {
  const lower = amount.toLowerCase();
  for (const [suffix, factor] of suffixes) {
    if (lower.endsWith(suffix)) return goFloat(lower.slice(0, -suffix.length)) * factor;
  }
  return lower.endsWith('ei') ? 0 : goFloat(lower);
}

function goFloat(text: string): number {
  return /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : 0;
}

import { createTwoFilesPatch, formatPatch } from 'diff';

/** So many lines may differ: to find the fewest that do costs the square of them. */
const mostDiffering = 2000;

/**
 * The change of a file as a unified diff. Where thousands of lines differ, all old ones go and all new ones come.
 * @param titles what stands behind the name before and after. Default: nothing
 */
export function patchOf(
  name: string,
  before: string,
  after: string,
  [old, now]: readonly [string?, string?] = [],
): string {
  const patch = createTwoFilesPatch(name, name, before, after, old, now, { maxEditLength: mostDiffering });
  if (patch !== undefined) return patch;
  const [gone, come] = [linesOf(before, '-'), linesOf(after, '+')];
  return formatPatch({
    oldFileName: name,
    newFileName: name,
    oldHeader: old,
    newHeader: now,
    index: undefined,
    hunks: [
      {
        oldStart: 1,
        oldLines: gone.count,
        newStart: 1,
        newLines: come.count,
        lines: [...gone.lines, ...come.lines],
      },
    ],
  });
}

function linesOf(text: string, sign: string): { readonly lines: readonly string[]; readonly count: number } {
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => sign + line);
  return {
    lines: text.endsWith('\n') ? lines : [...lines, '\\ No newline at end of file'],
    count: lines.length,
  };
}

/**
 * Orders releases by their numbers, so that 0.99.0 stands before 0.113.0; a `v` in front and a suffix such as `-rc1`
 * are tolerated, and a suffix stands before the release itself.
 *
 * @returns negative, zero or positive, as for `Array.sort`; NaN where one of them is no release
 */
export function compareReleases(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  if (left === undefined || right === undefined) return Number.NaN;
  for (let index = 0; index < 3; index++) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.suffix === right.suffix) return 0;
  if (left.suffix === '' || right.suffix === '') return left.suffix === '' ? 1 : -1;
  return left.suffix < right.suffix ? -1 : 1;
}

function parse(release: string): { numbers: number[]; suffix: string } | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/.exec(release.trim());
  if (!match) return undefined;
  return { numbers: [match[1], match[2], match[3]].map((part) => Number(part ?? 0)), suffix: match[4] ?? '' };
}

/** True where `release` is `other` or newer; false where either is no release. */
export function isAtLeast(release: string, other: string): boolean {
  return compareReleases(release, other) >= 0;
}

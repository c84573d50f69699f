import { parse } from 'semver';
import { often } from './memo';

/**
 * Orders releases as semantic versions, so that 0.99.0 stands before 0.113.0, and 0.1.0-rc.2 before 0.1.0-rc.10, which stands before
 * 0.1.0; a `v` in front and a missing third number are tolerated.
 *
 * @returns negative, zero or positive, as for `Array.sort`; NaN where one of them is no release
 */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [read(a), read(b)];
  return left === null || right === null ? Number.NaN : left.compare(right);
}

const read = often((release: string) => {
  const [whole, numbers = '', suffix = ''] =
    /^v?(\d+\.\d+(?:\.\d+)?)(-[0-9A-Za-z.-]+)?(?:\+.*)?$/.exec(release.trim()) ?? [];
  if (whole === undefined) return null;
  return parse(`${numbers}${numbers.split('.').length === 2 ? '.0' : ''}${suffix}`, { loose: true });
});

/** True where `release` is `other` or newer; false where either is no release. */
export function isAtLeast(release: string, other: string): boolean {
  return compareReleases(release, other) >= 0;
}

/** `0.158` of `0.158.0`: the numbers that releases of one minor share. */
export function minorOf(release: string): string {
  return release.split('.').slice(0, 2).join('.');
}

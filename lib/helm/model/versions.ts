import { compare, gt, valid } from 'semver';
import byAppVersion from './data/versions.json';

const appVersions = new Map(
  Object.entries(byAppVersion).flatMap(([app, charts]) =>
    charts.split(' ').map((chart): [string, string] => [chart, app]),
  ),
);

/** Every known version of the chart, oldest first. */
const ascending: readonly string[] = [...appVersions.keys()].sort(compare);

const positions = new Map(ascending.map((version, position) => [version, position]));

/** Every known version of the chart, newest first. */
export const knownVersions: readonly string[] = ascending.toReversed();

/** The oldest version whose outcome is modelled. */
const oldestModelled = '0.89.0';

/** Versions whose outcome is known exactly, oldest first. */
export const modelledVersions: readonly string[] = ascending.slice(ascending.indexOf(oldestModelled));

/** The newest known version of the chart. */
export const newestVersion: string = ascending.at(-1) ?? '';

/** Place of a known version among all, oldest first; undefined for one that is not known. */
export function positionOf(version: string): number | undefined {
  return positions.get(version);
}

/** The place behind every known version. */
export const afterAll: number = ascending.length;

/**
 * The collector release that a chart version installs by default (`0.109.0` → `0.113.0`): the two numbers differ.
 * undefined for a version of the chart that is not known; a leading `v` is ignored.
 */
export function appVersion(chartVersion: string): string | undefined {
  return appVersions.get(exact(chartVersion));
}

/** A version as it stands in lists: trimmed, without a leading `v`. */
export function exact(version: unknown): string {
  return String(version).trim().replace(/^v/, '');
}

/** Whether a version is newer than every known one: what it makes can only be assumed. */
export function isNewer(version: string): boolean {
  return valid(version) !== null && gt(version, newestVersion);
}

/** The known versions on both sides of one that never existed, the older first. */
export function neighbours(version: string): readonly string[] {
  const at = ascending.findIndex((known) => gt(known, version));
  return at === -1 ? ascending.slice(-1) : ascending.slice(Math.max(0, at - 1), at + 1);
}

import { compareReleases } from '../../documents';

/** True where the release is known and older than the given one. */
export function isOlder(version: string | undefined, than: string): boolean {
  return version !== undefined && compareReleases(version, than) < 0;
}

/** True where the release is unknown, which stands for the newest, or not older than the given one. */
export function mayBeAtLeast(version: string | undefined, release: string): boolean {
  return !isOlder(version, release);
}

/** True where the release is known and newer than the given one. */
export function isNewer(version: string | undefined, than: string): boolean {
  return version !== undefined && compareReleases(version, than) > 0;
}

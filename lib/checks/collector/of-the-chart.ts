import { at, type Path } from '../../documents';
import type { CollectorSubject } from '../../platform';

/**
 * Whether the collector's chart wrote something on its own, for the very collector that it installs: whatever stands there is what that
 * release knows.
 */
export function isOfTheChart(subject: CollectorSubject, path: Path): boolean {
  if (subject.helm === undefined || subject.isWritten(path)) return false;
  const image = at(subject.helm.values, ['image']);
  const chosen = [at(image, ['tag']), at(image, ['digest'])];
  return chosen.every((each) => each === undefined || each === null || each === '');
}

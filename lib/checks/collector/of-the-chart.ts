import { type Place, valuesOf } from '../../platform';

/**
 * Whether the collector's chart wrote something on its own, for the very collector that it installs: whatever stands there is what that
 * release knows.
 */
export function isOfTheChart({ subject, path }: Place): boolean {
  if (!('config' in subject) || subject.helm === undefined || subject.isWritten(path)) return false;
  const image = valuesOf(subject).at('image');
  return image.at('tag').isEmpty && image.at('digest').isEmpty;
}

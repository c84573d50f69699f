import { relative, resolve, sep } from 'node:path';
import type { Checkout } from '../publish/git';
import type { Moment } from './decide';
import { imagesIn } from './edit';

/** So many changes of the file are looked at. */
const depth = 1000;

/**
 * What a file said, change by change, on the branch that is checked out; the oldest first. A change counts from the moment in which it came to this
 * branch. What is not committed yet counts from now on.
 *
 * @param now milliseconds since 1970
 * @returns whether the history is cut off, too, as in a shallow clone
 */
export function historyOf(
  checkout: Checkout,
  file: string,
  text: string,
  now: number,
): { readonly moments: readonly Moment[]; readonly isShallow: boolean } {
  const path = relative(checkout.root, resolve(file)).split(sep).join('/');
  // A branch without a commit has no history; one that git cannot read is no empty one.
  const log =
    checkout.ask(['rev-parse', '--verify', '--quiet', 'HEAD']) === undefined
      ? ''
      : checkout.text([
          'log',
          '--first-parent',
          `-${depth}`,
          '--format=%H %ct',
          'HEAD',
          '--',
          `:(literal)${path}`,
        ]);
  const committed = log
    .split('\n')
    .filter((line) => line !== '')
    .toReversed()
    .flatMap((line): Moment[] => {
      const [commit = '', seconds = ''] = line.split(' ');
      const content = checkout.content(commit, path);
      if (content === undefined) return [];
      return [{ since: Number(seconds) * 1000, images: imagesIn(content.toString('utf8')) }];
    });
  const written = imagesIn(text);
  const isNew = JSON.stringify(committed.at(-1)?.images) !== JSON.stringify(written);
  return {
    moments: isNew ? [...committed, { since: now, images: written }] : committed,
    isShallow: checkout.ask(['rev-parse', '--is-shallow-repository']) === 'true',
  };
}

import type { TreeFile, TreeFiles } from './diff/snapshot';
import type { Checkout } from './publish/git';

/**
 * Files of a folder in a revision; their content is fetched in one go as soon as one is asked for.
 * @param held files whose content is at hand: what is the same there is not fetched
 */
export function gitFiles(
  checkout: Checkout,
  revision: string,
  folder: string,
  held: Iterable<TreeFile> = [],
): TreeFiles {
  const prefix = folder === '' ? '' : `${folder}/`;
  const known = new Map([...held].map((file) => [file.key, file]));
  const entries = checkout.files(revision, folder).filter(({ mode }) => mode.startsWith('100'));
  let contents: Map<string, Buffer> | undefined;
  const read = (blob: string): string => {
    contents ??= checkout.contents([
      ...new Set(entries.map((entry) => entry.blob).filter((each) => !known.has(each))),
    ]);
    return contents.get(blob)?.toString('utf8') ?? '';
  };
  return new Map(
    entries.map(({ blob, path }): [string, TreeFile] => [
      path.slice(prefix.length),
      known.get(blob) ?? { key: blob, read: () => read(blob) },
    ]),
  );
}

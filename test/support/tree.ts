import { readSources, readTree, type TreeSubject } from '../../lib/platform';

/** A tree of the objects of a text, and of nothing else where it is complete. */
export function treeOf(text: string, complete = true): TreeSubject {
  const [part] = readSources([{ name: 'tree.yaml', text }], {});
  if (part === undefined) throw new Error('nothing was read');
  return readTree({ ...part, complete }).tree;
}

import { type Configuration, emptyConfiguration, fieldLists, type NameReference } from './configuration';
import { BuildFault } from './fault';
import { type FileTree, resolvePath } from './files';
import type { Scalar } from './nodes';
import { Shaped } from './shapes';
import { fieldSpecOf } from './transformers';

/** Reads a file of `configurations`. */
export function configurationOf(folder: string, path: Scalar, tree: FileTree): Configuration {
  const file = resolvePath(folder, path.value);
  if (file === undefined || !tree.has(file)) {
    throw new BuildFault(
      `there is no file ${path.value}`,
      path.place,
      'name a file of the tree, relative to this file',
    );
  }
  tree.use(file);
  const shaped = new Shaped(tree.first(file));
  const read: Record<string, unknown> = {};
  for (const list of fieldLists) read[list] = shaped.shapes(list).map(fieldSpecOf);
  return { ...emptyConfiguration, ...read, nameReference: shaped.shapes('nameReference').map(referenceOf) };
}

function referenceOf(shaped: Shaped): NameReference {
  return {
    group: shaped.text('group'),
    version: shaped.text('version'),
    kind: shaped.text('kind'),
    fieldSpecs: shaped.shapes('fieldSpecs').map(fieldSpecOf),
  };
}

import { listsOf, type NameReference, type TransformerConfig } from './configuration';
import { type FileTree, fileNamed } from './files';
import { gvkFields } from './ids';
import type { Scalar } from './nodes';
import { Shaped } from './shapes';
import { fieldSpecOf } from './transformers';

/** Reads a file of `configurations`. */
export function configurationOf(folder: string, path: Scalar, tree: FileTree): TransformerConfig {
  const shaped = new Shaped(tree.first(fileNamed(folder, path, tree)));
  return {
    ...listsOf((list) => shaped.shapes(list).map(fieldSpecOf)),
    nameReference: shaped.shapes('nameReference').map(referenceOf),
  };
}

function referenceOf(shaped: Shaped): NameReference {
  return { ...shaped.words(...gvkFields), fieldSpecs: shaped.shapes('fieldSpecs').map(fieldSpecOf) };
}

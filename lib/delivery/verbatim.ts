import type { ApiObject } from 'cdk8s';
import type { Document } from './tree';

/** A file that is written byte for byte. */
export interface VerbatimFile {
  /** Its name inside the folder, ending in `.yaml`. */
  readonly name: string;
  readonly text: string;
}

const files = new WeakMap<ApiObject, VerbatimFile>();

/** Has an object written as the file that it was read from; objects of one file share it. */
export function writeAs(object: ApiObject, file: VerbatimFile): void {
  files.set(object, file);
}

/** The members of a document that say so; none for an object that is written anew. */
export function verbatimMembers(object: ApiObject): Pick<Document, 'file' | 'verbatim'> {
  const file = files.get(object);
  return file === undefined ? {} : { file: file.name, verbatim: file.text };
}

/** Whether two documents of one path are what one file holds. */
export function isOneFile(one: Document, other: Document): boolean {
  return one.verbatim !== undefined && one.verbatim === other.verbatim;
}

/** One document a file: a file that is carried as it is may hold several. */
export function oneForEachFile(documents: readonly Document[]): Document[] {
  const written = new Set<string>();
  return documents.filter(({ file, verbatim }) => {
    if (verbatim === undefined || file === undefined) return true;
    const isNew = !written.has(file);
    written.add(file);
    return isNew;
  });
}

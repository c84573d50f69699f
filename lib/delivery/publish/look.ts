import { lstatSync, type Stats } from 'node:fs';
import { isCode } from '../lock';

/** What is at a path itself, links not followed; undefined where nothing is, or where a part of the way is a file. */
export function look(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

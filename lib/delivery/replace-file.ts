import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** What says that a folder takes no new file although the file in it may be written. */
const closedFolder = new Set(['EACCES', 'EPERM', 'EBUSY', 'EXDEV']);

/**
 * Writes a file, new or there already: a run that is killed or a disk that is full leaves no half of it. What is no plain file, such as a pipe,
 * gets the text itself.
 *
 * @throws the fault of the disk
 */
export function writeWhole(path: string, text: string): void {
  if (existsSync(path)) {
    if (statSync(path).isFile()) replaceFile(path, text);
    else writeFileSync(path, text);
    return;
  }
  try {
    writeFileSync(path, text);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/**
 * Gives a file another text: a run that is killed or a disk that is full leaves the old one or the new one, whole. The file keeps
 * its rights, and a link to it stays one.
 *
 * @throws the fault of the disk
 */
export function replaceFile(path: string, text: string): void {
  const file = realpathSync(path);
  const draft = `${file}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text, { mode: statSync(file).mode });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!closedFolder.has(code)) throw error;
    writeFileSync(file, text);
  }
}

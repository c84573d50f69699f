import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** What says that a folder takes no new file although the file in it may be written. */
const closedFolder = new Set(['EACCES', 'EPERM', 'EBUSY', 'EXDEV']);

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

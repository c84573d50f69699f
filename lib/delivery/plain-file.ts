import { readFileSync, statSync } from 'node:fs';

/** Text of a file, also behind a link; undefined where there is none, or a pipe that nobody may ever write to. */
export function textOfFile(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
    ? readFileSync(path, 'utf8')
    : undefined;
}

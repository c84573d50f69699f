import { existsSync, readFileSync, statSync } from 'node:fs';

/** Text of a file, also behind a link; undefined where there is none, or a pipe that nobody may ever write to. */
export function textOfFile(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
}

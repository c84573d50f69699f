import { existsSync, readFileSync, statSync } from 'node:fs';

/** Whether a relative path leads to something below its folder, on every system. */
export function staysInside(path: string): boolean {
  return !/[\\:]/.test(path) && path.split('/').every((part) => !['', '.', '..'].includes(part));
}

/** Text of a file, also behind a link; undefined where there is none, or a pipe that nobody may ever write to. */
export function textOfFile(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Whether a relative path leads to something below its folder, on every system. */
export function staysInside(path: string): boolean {
  return !/[\\:]/.test(path) && path.split('/').every((part) => !['', '.', '..'].includes(part));
}

/** What lies below a folder, apart from folders, by its path from there with `/`; links are not followed. */
export function entriesBelow(root: string): { path: string; absolute: string; isFile: boolean }[] {
  return readdirSync(root, { withFileTypes: true, recursive: true }).flatMap((entry) => {
    if (entry.isDirectory()) return [];
    const absolute = join(entry.parentPath, entry.name);
    return [{ path: relative(root, absolute).split(sep).join('/'), absolute, isFile: entry.isFile() }];
  });
}

/** Text of a file, also behind a link; undefined where there is none, or a pipe that nobody may ever write to. */
export function textOfFile(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
}

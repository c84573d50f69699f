import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize, relative } from 'node:path';

/** Rooms that the package holds as compiled sources. */
const rooms = ['charts', 'cli', 'lib'];

/**
 * Data that sources read by `require` when they need it, so that the compiler does not see it: paths from the root of the
 * repository, in order.
 */
export function requiredData(root: string): string[] {
  const found = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .flatMap(({ parentPath, name }) =>
        [...readFileSync(join(parentPath, name), 'utf8').matchAll(/\brequire\('(\.[^']+\.json)'\)/g)].map(
          ([, path = '']) => normalize(join(relative(root, parentPath), path)),
        ),
      ),
  );
  return [...new Set(found)].sort();
}

import { type Import, importsOf, type Sources } from './imports';
import { type Room, rooms } from './rooms';

/** The rooms as they are described: by folder or file. */
export type Rooms = { readonly [folder: string]: Room };

/**
 * What is wrong with the imports of some sources: an arrow that points upwards, a way past a door, a package that a room does not
 * use, YAML read elsewhere than in lib/documents, circles; types count.
 *
 * @param sources every file of the rooms; others are looked at by nobody
 * @returns one line a fault, with file and line; empty where all is well
 */
export function houseFaults(sources: Sources, house: Rooms = rooms): string[] {
  const imports = importsOf(sources);
  return [...imports.flatMap((one) => faultsOf(one, house)), ...circles(sources, imports)];
}

function faultsOf(one: Import, house: Rooms): string[] {
  const from = roomOf(one.file, house);
  if (from === undefined) return [];
  const told = (message: string) => [`${one.file}:${one.line}: ${message}`];
  if (!one.text.startsWith('.')) return packageFaults(one, from, house).flatMap(told);
  if (one.target === undefined) return [];
  const to = roomOf(one.target, house);
  if (to === undefined) return told(`${one.target} stands in no room`);
  if (to === from) return [];
  if (!house[from]?.below.includes(to)) {
    return told(`${from} does not stand above ${to}: tools/house/rooms.ts says what it may import`);
  }
  return isDoor(one.target, to, house)
    ? []
    : told(`${one.target} is inside ${to}: import it by a door, ${doorsOf(to, house).join(', ')}`);
}

function packageFaults({ text, file }: Import, from: string, house: Rooms): string[] {
  const name = text.startsWith('node:') ? text : text.split('/', text.startsWith('@') ? 2 : 1).join('/');
  const known = house[from]?.packages ?? [];
  // A type of the package itself in text that is written out for users.
  if (known.includes(name) || name === 'otelflux') return [];
  return [`${from} does not use ${name}: tools/house/rooms.ts says what it uses (${file})`];
}

/** The room in which a file stands: that with the longest name. */
export function roomOf(file: string, house: Rooms = rooms): string | undefined {
  return Object.keys(house)
    .filter((room) => file === room || file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function doorsOf(room: string, house: Rooms): string[] {
  if (room.endsWith('.ts')) return [room];
  return [`${room}/index.ts`, ...(house[room]?.doors ?? []).map((folder) => `${room}/${folder}/index.ts`)];
}

/** What is generated has no door: each of its files is one. */
function isDoor(file: string, room: string, house: Rooms): boolean {
  return room === 'imports' || doorsOf(room, house).includes(file);
}

/** One line for each set of files that import each other, whatever they import: values or types. */
function circles(sources: Sources, imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>([...sources.keys()].map((file) => [file, []]));
  for (const { file, target } of imports) if (target !== undefined) next.get(file)?.push(target);
  return stronglyConnected(next)
    .filter((files) => files.length > 1)
    .map((files) => `${[...files].sort().join(', ')} import each other`);
}

/** Tarjan's algorithm: sets of nodes that reach each other. */
function stronglyConnected(next: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): number => {
    let least = order.size;
    order.set(node, least);
    const own = least;
    stack.push(node);
    for (const other of next.get(node) ?? []) {
      if (!order.has(other)) least = Math.min(least, visit(other));
      else if (stack.includes(other)) least = Math.min(least, order.get(other) ?? least);
    }
    if (least === own) found.push(stack.splice(stack.indexOf(node)));
    return least;
  };
  for (const node of next.keys()) if (!order.has(node)) visit(node);
  return found;
}

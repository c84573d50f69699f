import { isAbsolute, relative } from 'node:path';

/** A place in what the user wrote. */
export interface SourcePlace {
  /** Relative to the working directory where it lies below. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A place that is worked out when somebody asks: most are never asked for. */
export type PlaceReader = () => SourcePlace | undefined;

/** What `package/run.js` leaves for those who want to know where a line of its bundle came from. */
const resolverKey = Symbol.for('otelflux.originOf');

type OriginOf = (file: string, line: number, column: number) => SourcePlace | undefined;

/** Rooms of the package itself: a fault is the user's, so that the first line beyond them is meant. */
const ownRooms = /^[\\/](charts|lib|imports)[\\/]/;

/** Where the user called what calls this, as far as that can be told. */
export function callerPlace(): PlaceReader {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 30;
  const here = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  let asked: { readonly place: SourcePlace | undefined } | undefined;
  return () => {
    asked ??= { place: placeOf(here) };
    return asked.place;
  };
}

/** The line of the user that an error came from; undefined where it came from somewhere else. */
export function placeOf(error: Error): SourcePlace | undefined {
  const originOf: OriginOf | undefined = Reflect.get(globalThis, resolverKey);
  const home = ownHome(originOf);
  for (const [, file = '', line = '', column = ''] of framesOf(error)) {
    const written = { file, line: Number(line), column: Number(column) };
    const place = originOf?.(file, written.line, written.column) ?? written;
    if (isUsers(place.file, home)) return { ...place, file: shortened(place.file) };
  }
  return undefined;
}

function framesOf(error: Error): RegExpMatchArray[] {
  return [
    ...(error.stack ?? '').matchAll(
      /^\s+at (?:.*\()?(?:file:\/\/)?(\/[^\s()]+|[A-Za-z]:[\\/][^\s()]+?):(\d+):(\d+)\)?$/gm,
    ),
  ];
}

/** The folder that this package lies in, told by where this very function is written. */
function ownHome(originOf: OriginOf | undefined): string {
  const [frame] = framesOf(new Error());
  const [, file = '', line = '', column = ''] = frame ?? [];
  const place = originOf?.(file, Number(line), Number(column))?.file ?? file;
  return place.replace(/charts[\\/][^\\/]*$/, '');
}

function isUsers(file: string, home: string): boolean {
  if (!isAbsolute(file) || /[\\/]node_modules[\\/]/.test(file)) return false;
  return !(file.startsWith(home) && ownRooms.test(file.slice(home.length - 1)));
}

function shortened(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith('..') || isAbsolute(short) ? file : short;
}

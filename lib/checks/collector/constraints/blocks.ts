import type { FieldGroup } from '../../../collector/catalog';
import { durationOf, listed, seconds, type TypedPlace } from '../../../collector/effective';
import { field, isMap, isSet, knownText, nearest } from '../../../documents';
import {
  alike,
  all,
  type Constraint,
  type Fault,
  fields,
  nonNegativeDuration,
  oneOf,
  within,
} from '../constraint';
import { scraperController } from './shared';

/** Defaults of the retry block, in nanoseconds (config/configretry, core 0.158). */
const retryDefaults: { readonly [name: string]: number } = {
  initial_interval: seconds(5),
  max_interval: seconds(30),
  max_elapsed_time: seconds(300),
};

const retry: Constraint = all(
  alike(Object.keys(retryDefaults), nonNegativeDuration),
  fields({
    multiplier: within({ atLeast: 0 }),
    randomization_factor: within({ atLeast: 0, atMost: 1 }),
  }),
  function* (block, path) {
    const elapsed = retryValue(block, 'max_elapsed_time');
    if (elapsed === undefined || elapsed <= 0) return;
    for (const name of ['initial_interval', 'max_interval']) {
      const value = retryValue(block, name);
      if (value === undefined || elapsed >= value) continue;
      const written = ['max_elapsed_time', name].find((key) => isSet(field(block, key)));
      if (written === undefined) return;
      yield {
        path: [...path, written],
        message: `leaves max_elapsed_time shorter than ${name}${isSet(field(block, name)) ? '' : `, which is ${value / 1e9}s by default`}`,
        fix: `Write a max_elapsed_time of at least ${name}, or a shorter ${name}.`,
      };
      return;
    }
  },
);

function retryValue(block: Parameters<Constraint>[0], name: string): number | undefined {
  const value = field(block, name);
  return isSet(value) ? durationOf(value) : retryDefaults[name];
}

/** Levels of zlib; other algorithms take none but zstd, which takes any. */
const httpCompression: Constraint = function* (block, path) {
  const level = field(field(block, 'compression_params'), 'level');
  if (typeof level !== 'number' || level === 0) return;
  const type =
    knownText(field(block, 'compression')) ?? (isSet(field(block, 'compression')) ? undefined : 'gzip');
  if (type === undefined || type === 'zstd' || type === '' || type === 'none') return;
  const isZlib = ['gzip', 'zlib', 'deflate'].includes(type);
  if (isZlib && level >= -2 && level <= 9) return;
  yield {
    path: [...path, 'compression_params', 'level'],
    message: isZlib ? `must be 1 to 9 for ${type}, and is ${level}` : `is not supported for ${type}`,
  };
};

const serverBuffers = alike(
  ['max_recv_msg_size_mib', 'read_buffer_size', 'write_buffer_size'],
  within({ atLeast: 0 }),
);

/** Constraints of shared blocks by the name that the catalog gives them. */
const byName: { readonly [group: string]: Constraint } = {
  Retry: retry,
  GrpcServer: serverBuffers,
  GrpcConfig: serverBuffers,
};

/** Faults of blocks that many components share, found by what the catalog calls the place; and values of enumerations. */
export function* blockFaults({ value, path, type }: TypedPlace): Generator<Fault> {
  if (type.kind === 'enumeration') yield* enumerationFault(value, path, type.values);
  if (type.kind === 'size') yield* sizeFault(value, path);
  if (type.kind !== 'object' || !isMap(value)) return;
  const { name } = type.object;
  if (Object.hasOwn(byName, name)) yield* byName[name]?.(value, path) ?? [];
  if (type.object.fields.has('compression_params')) yield* httpCompression(value, path);
  if (isScraper(type.object)) yield* scraperController(value, path);
  if (type.object.fields.has('transport') && type.object.fields.has('dialer'))
    yield* fields({ transport: transports })(value, path);
}

const transports = oneOf(
  '',
  ...'tcp tcp4 tcp6 udp udp4 udp6 ip ip4 ip6 unix unixgram unixpacket npipe'.split(' '),
);

function isScraper(group: FieldGroup): boolean {
  return group.fields.has('collection_interval') && group.fields.has('initial_delay');
}

/** A number of bytes, or a text such as 1MiB, 16kb. */
function* sizeFault(value: TypedPlace['value'], path: TypedPlace['path']): Generator<Fault> {
  const text = knownText(value);
  if (text === undefined || /^\d+(?:\.\d*)?\s*(?:[kmgtp]i?b)?$/i.test(text)) return;
  yield {
    path,
    message: `is not a size: "${text}"`,
    fix: 'Write a number of bytes, or a number with a unit such as 1MiB.',
  };
}

/** Fields whose decoder refuses every other text; of other fields the catalog knows what is meant to be written. */
const refused = new Set(['compression', 'payload_compression', 'error_mode']);

/** Upper and lower case are not told apart: some components do not. */
function* enumerationFault(
  value: TypedPlace['value'],
  path: TypedPlace['path'],
  values: readonly (string | number)[],
): Generator<Fault> {
  const text = knownText(value);
  const known = values.map(String);
  if (text === undefined || known.some((each) => each.toLowerCase() === text.toLowerCase())) return;
  const key = String(path[path.length - 1]);
  const isRefused = refused.has(key);
  // A type may come from an extension.
  if ((text === '' || key === 'type') && !isRefused) return;
  const shown = known.filter((each) => each !== '');
  const guess = nearest(text, shown);
  yield {
    path,
    message: `must be ${listed(shown, 'or')}, and is "${text}"`,
    ...(guess === undefined ? {} : { fix: `Write "${guess}".` }),
    ...(isRefused ? {} : { severity: 'warning' }),
  };
}

import { enumerated, isMap } from '../../documents';
import { effectiveStorage, effectiveStrategy, flattenOptions, type JaegerStorage } from '../../jaeger';
import type { TreeObject } from './snapshot';

function specOf(entry: TreeObject): { readonly [key: string]: unknown } {
  return isMap(entry.object.spec) ? entry.object.spec : {};
}

/** Where a Jaeger resource really keeps its traces; undefined for other objects. */
export function storageOf(entry: TreeObject): JaegerStorage | undefined {
  return entry.group === 'jaegertracing.io' && entry.kind === 'Jaeger'
    ? effectiveStorage(specOf(entry))
    : undefined;
}

/** What a change of a Jaeger resource means, as the operator reads it. */
export function jaegerRemarks(before: TreeObject, after: TreeObject): string[] {
  const [former, latter] = [effectiveStrategy(specOf(before)), effectiveStrategy(specOf(after))];
  return former === latter ? [] : [`runs as ${latter} instead of ${former}`];
}

/** Options that say which data a store holds. */
const placeOptions = /(?:server-urls|index-prefix|servers|keyspace|directory-value|server)$/;

/** What a change of a Jaeger resource does to the traces that it has kept; empty when they stay in reach. */
export function storageWarnings(before: TreeObject, after: TreeObject, title: string): string[] {
  const [former, latter] = [storageOf(before), storageOf(after)];
  if (former === undefined || latter === undefined) return [];
  if (former !== latter)
    return [
      `${title} changes its storage from ${former} to ${latter}: the traces kept so far are out of its reach`,
    ];
  const places = (entry: TreeObject) => {
    const storage = specOf(entry).storage;
    const options =
      typeof storage === 'object' && storage !== null ? Reflect.get(storage, 'options') : undefined;
    return new Map(
      [...flattenOptions(options)]
        .filter(([name]) => placeOptions.test(name))
        .map(([name, values]) => [name, values.join(',')]),
    );
  };
  const [old, now] = [places(before), places(after)];
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (name) => old.get(name) !== now.get(name),
  );
  if (changed.length === 0) return [];
  return [
    `${title} keeps its traces elsewhere (${enumerated(changed)} changed): those kept so far are out of its reach`,
  ];
}

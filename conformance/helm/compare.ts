import { isDeepStrictEqual } from 'node:util';
import { effectiveConfig, type ObjectName, objectName } from '../../lib/helm';
import type { Table } from '../../lib/helm/data';
import type { Rendered } from './chart';
import type { Case } from './generator';

/** What the model and the chart do not agree on; empty where they agree. */
export function disagreements(
  chartVersion: string,
  { release, namespace, values }: Case,
  real: Rendered,
): string[] {
  const ours = effectiveConfig({ chartVersion, values, release, namespace });
  if ('fails' in real) return ours.ok ? [`the chart fails: ${real.fails.trim().slice(-600)}`] : [];
  if (!ours.ok) return [`the model refuses: ${ours.reason}`];
  const pairs: [string, unknown, unknown][] = [
    ['config', ours.config, real.config],
    ['objects', sorted(ours.objects.map(objectName)), sorted(real.objects)],
    ['ports', ours.ports, real.ports],
    ['env', ours.env, real.env],
    ['image', ours.image, real.image],
  ];
  if (real.whole !== undefined) pairs.push(['object ', byName(ours.objects), byName(real.whole)]);
  return pairs
    .filter(([, model, chart]) => !isDeepStrictEqual(plain(model), plain(chart)))
    .map(([name, model, chart]) => `${name}${firstDifference(plain(model), plain(chart))}`);
}

/** The first place at which two values differ, with what stands there in each. */
function firstDifference(model: unknown, chart: unknown): string {
  if (typeof model === 'object' && typeof chart === 'object' && model !== null && chart !== null) {
    const left = new Map(Object.entries(model));
    const right = new Map(Object.entries(chart));
    for (const key of new Set([...left.keys(), ...right.keys()])) {
      if (!isDeepStrictEqual(left.get(key), right.get(key))) {
        return `[${JSON.stringify(key)}]${firstDifference(left.get(key), right.get(key))}`;
      }
    }
  }
  return `: model ${JSON.stringify(model)}, chart ${JSON.stringify(chart)}`;
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** Objects by kind and name; of several of one name each has its own entry. */
export function byName(objects: readonly Table[]): { readonly [name: string]: Table } {
  const named: { [name: string]: Table } = {};
  for (const object of objects) {
    const { kind, namespace = '', name } = objectName(object);
    let key = `${kind} ${namespace}/${name}`;
    while (Object.hasOwn(named, key)) key += ' again';
    named[key] = object;
  }
  return named;
}

function sorted(objects: readonly ObjectName[]): string[] {
  return objects.map(({ kind, name, namespace }) => `${kind} ${namespace ?? ''}/${name}`).sort();
}

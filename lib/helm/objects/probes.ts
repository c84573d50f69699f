import { inEffect } from '../model';
import { valueAt } from '../names';
import { type Part, type PartTable, Taken } from '../part';
import { field, truthy } from '../template';
import type { Release } from '../version';
import { changes } from './changes';
import { bareOf } from './text';

/** The schema lets each probe have those that it knows. */
const timings = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'failureThreshold',
  'successThreshold',
  'terminationGracePeriodSeconds',
];

/** The probes of the collector's container; a startup probe only where one is written. */
export function probes(release: Release): PartTable {
  const startup = inEffect(release, changes.startupProbe) && truthy(valueAt(release, 'startupProbe'));
  return {
    livenessProbe: probe(release, 'livenessProbe'),
    readinessProbe: probe(release, 'readinessProbe'),
    ...(startup ? { startupProbe: probe(release, 'startupProbe') } : {}),
  };
}

/** Copied field by field, zeros left out, with `httpGet` read whether it is there or not. */
function probe(release: Release, name: string): Part {
  const value = valueAt(release, name);
  const at = (...path: string[]): Taken => bareOf(field(value, path, name), [name, ...path]);
  const kept = timings.filter((key) => truthy(field(value, [key], name)));
  return new Taken(
    {
      ...Object.fromEntries(kept.map((key) => [key, at(key)])),
      httpGet: { path: at('httpGet', 'path'), port: at('httpGet', 'port') },
    },
    [name],
  );
}

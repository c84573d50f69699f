import { nearest } from '../../documents';
import type { Component } from './component';
import { type Reading, resolve, roles, runningComponents } from './reading';

/** Components that no pipeline names; none where there are no pipelines or they are not wholly known. */
export function unusedComponents(reading: Reading): readonly Component[] {
  if (reading.open || reading.pipelines.length === 0) return [];
  const running = new Set(runningComponents(reading));
  const unused = reading.components.filter(
    (component) => component.class !== 'extension' && !running.has(component),
  );
  // A mistyped reference is one fault: RF-1 reports it and names the component that was meant.
  const meant = new Set(danglingGuesses(reading, unused));
  return unused.filter(({ id }) => !meant.has(id));
}

function danglingGuesses(reading: Reading, unused: readonly Component[]): string[] {
  const ids = unused.map(({ id }) => id);
  return reading.pipelines.flatMap((pipeline) =>
    roles.flatMap((role) =>
      pipeline[role]
        .filter(({ id }) => resolve(reading, role, id) === undefined)
        .flatMap(({ id }) => nearest(id, ids) ?? []),
    ),
  );
}

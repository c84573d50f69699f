import { isTable } from '../data';
import { inEffect } from '../model';
import { valueAt } from '../names';
import { Taken } from '../part';
import { elements } from '../template';
import { templated } from '../tpl';
import type { MadeObject, ObjectTemplate } from '../version';
import { changes } from './changes';

/** Objects of the author's own; templated text that cannot be evaluated is kept as written. */
export const extraManifests: ObjectTemplate = (release) => {
  if (!inEffect(release, changes.extraManifests)) return [];
  return elements(valueAt(release, 'extraManifests'), 'extraManifests').flatMap(([position, manifest]) => {
    const made = templated(manifest, release);
    if (!isTable(made)) return [];
    const entries = Object.entries(made).map(([key, value]) => [
      key,
      new Taken(value, ['extraManifests', position, key]),
    ]);
    return [Object.fromEntries(entries) as MadeObject];
  });
};

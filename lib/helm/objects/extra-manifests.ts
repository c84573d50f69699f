import { isTable } from '../data';
import { inEffect } from '../model';
import { valueAt } from '../names';
import { elements } from '../template';
import { templated } from '../tpl';
import type { MadeObject, ObjectTemplate } from '../version';
import { changes } from './changes';
import { entriesOf } from './text';

/** Objects of the author's own; templated text that cannot be evaluated is kept as written. */
export const extraManifests: ObjectTemplate = (release) => {
  if (!inEffect(release, changes.extraManifests)) return [];
  return elements(valueAt(release, 'extraManifests'), 'extraManifests').flatMap(([position, manifest]) => {
    const made = templated(manifest, release);
    return isTable(made) ? [entriesOf(made, ['extraManifests', position]) as MadeObject] : [];
  });
};

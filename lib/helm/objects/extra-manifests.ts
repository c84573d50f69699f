import { isTable } from '../data';
import { inEffect } from '../model';
import { printed, valueAt } from '../names';
import { elements } from '../template';
import type { ObjectName, ObjectTemplate } from '../version';
import { changes } from './changes';

/** Objects of the author's own; their templated text is kept as written. */
export const extraManifests: ObjectTemplate = (release) => {
  if (!inEffect(release, changes.extraManifests)) return [];
  return elements(valueAt(release, 'extraManifests'), 'extraManifests').flatMap(
    ([, manifest]): ObjectName[] => {
      if (!isTable(manifest) || typeof manifest.kind !== 'string') return [];
      const metadata = isTable(manifest.metadata) ? manifest.metadata : {};
      const namespace = printed(metadata.namespace);
      return [
        { kind: manifest.kind, name: printed(metadata.name), ...(namespace === '' ? {} : { namespace }) },
      ];
    },
  );
};

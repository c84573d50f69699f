import { at } from '../../documents';
import { type ImageMarker, parseImageMarker } from '../../flux';
import type { ObjectSubject } from '../subject';
import type { InputProblem, Source } from './source-tree';

const imageGroup = 'image.toolkit.fluxcd.io';

/**
 * What is wrong with image setters (`# {"$imagepolicy": "flux-system:bank"}`), which are comments and therefore in no object. Judged only
 * where the sources hold image policies: otherwise these live elsewhere.
 */
export function markerProblems(
  sources: readonly Source[],
  objects: readonly ObjectSubject[],
): InputProblem[] {
  const policies = new Map(
    objects
      .filter(({ group, kind }) => group === imageGroup && kind === 'ImagePolicy')
      .map((subject) => [`${subject.namespace ?? 'default'}:${subject.name}`, subject]),
  );
  if (policies.size === 0) return [];
  return sources.flatMap(({ name, text = '' }) => {
    if (!text.includes('$imagepolicy')) return [];
    return text.split('\n').flatMap((line, index) => {
      const place = line.search(/#\s*\{\s*"\$imagepolicy"/);
      const marker = place < 0 ? undefined : parseImageMarker(line.slice(place));
      const message = marker && fault(marker, policies);
      const location = { file: name, line: index + 1, column: place + 1 };
      return message === undefined ? [] : [{ rule: 'FX-49', message, location }];
    });
  });
}

function fault(
  { namespace, policy, part }: ImageMarker,
  policies: ReadonlyMap<string, ObjectSubject>,
): string | undefined {
  const found = policies.get(`${namespace}:${policy}`);
  if (found === undefined) {
    return `the image setter names ImagePolicy ${namespace}/${policy}, which does not exist`;
  }
  const reflection = at(found.object, ['spec', 'digestReflectionPolicy']) ?? 'Never';
  if (part === 'digest' && reflection === 'Never') {
    return `the image setter asks for the digest, which ImagePolicy ${namespace}/${policy} does not reflect`;
  }
  return undefined;
}

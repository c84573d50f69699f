import { at } from '../../documents';
import { type ImageMarker, parseImageMarker } from '../../flux';
import type { ObjectSubject } from '../subject';
import type { Source, SourceProblem } from './source';

const imageGroup = 'image.toolkit.fluxcd.io';

/**
 * What is wrong with image setters (`# {"$imagepolicy": "flux-system:bank"}`), which are comments and therefore in no object. Judged only
 * where the sources hold image policies: otherwise these live elsewhere.
 */
export function markerProblems(
  sources: readonly Source[],
  objects: readonly ObjectSubject[],
): SourceProblem[] {
  const policies = new Map(
    objects
      .filter(({ group, kind }) => group === imageGroup && kind === 'ImagePolicy')
      .map((subject) => [`${subject.namespace ?? 'default'}:${subject.name}`, subject]),
  );
  return sources.flatMap(({ name, text = '' }) => {
    if (!text.includes('$imagepolicy')) return [];
    return text.split('\n').flatMap((line, index) => {
      const place = line.search(/#\s*\{\s*"\$imagepolicy"/);
      const marker = place < 0 ? undefined : parseImageMarker(line.slice(place));
      if (marker === undefined) return [];
      // Policies that are nowhere here live elsewhere.
      const message =
        partFault(line.slice(0, place), marker) ??
        (policies.size === 0 ? undefined : fault(marker, policies));
      const location = { file: name, line: index + 1, column: place + 1 };
      return message === undefined ? [] : [{ rule: 'FX-49', message, location }];
    });
  });
}

const written: { readonly [part in ImageMarker['part']]: string } = {
  image: 'the whole reference, name and tag,',
  name: 'the name of the image',
  tag: 'the tag alone',
  digest: 'the digest alone',
};

/** Whether the part that a setter writes belongs where it stands. */
function partFault(before: string, { namespace, policy, part }: ImageMarker): string | undefined {
  const [, key = '', value = ''] = /^[\s-]*["']?([\w.][\w.-]*)["']?[ \t]*:[ \t]*(.*)$/.exec(before) ?? [];
  const text = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  const wanted = wantedPart(key, text, part);
  if (wanted === undefined) return undefined;
  const suffix = wanted === 'image' ? '' : `:${wanted}`;
  return `the image setter writes ${written[part]} into ${key}; write "${namespace}:${policy}${suffix}"`;
}

/** The part that a field takes, where it is another one than that which is written. */
function wantedPart(key: string, text: string, part: ImageMarker['part']): ImageMarker['part'] | undefined {
  if (/^tag$|(?:Tag|_tag|-tag)$/.test(key)) {
    if (part === 'tag') return undefined;
    // A tag may be pinned together with its digest, which no setter writes alone.
    return part === 'digest' && text.includes('sha256:') ? undefined : 'tag';
  }
  if (/^digest$|Digest$/.test(key)) return part === 'digest' ? undefined : 'digest';
  if (/^(?:repository|newName)$/.test(key) && part === 'image' && !/:[^/]+$/.test(text)) return 'name';
  if (/^(?:image|repository|newName)$/.test(key) && part === 'tag' && text.includes('/'))
    return key === 'image' ? 'image' : 'name';
  return undefined;
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

/** What an image setter comment asks image-automation-controller to write. */
export interface ImageMarker {
  readonly namespace: string;
  readonly policy: string;
  /** `image`: the whole reference; otherwise the part that is written. */
  readonly part: 'image' | 'name' | 'tag' | 'digest';
}

const marker = /\{\s*"\$imagepolicy"\s*:\s*"([^":]+):([^":]+)(?::(name|tag|digest))?"\s*\}/;

/** Reads the comment of an image setter, `# {"$imagepolicy": "namespace:policy:tag"}`; undefined where it is none. */
export function parseImageMarker(comment: string): ImageMarker | undefined {
  const [, namespace, policy, part] = marker.exec(comment) ?? [];
  if (namespace === undefined || policy === undefined) return undefined;
  return { namespace, policy, part: (part ?? 'image') as ImageMarker['part'] };
}

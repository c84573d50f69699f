/** Parts of an image reference. */
export interface ImageReference {
  /** Registry and repository, without tag. */
  readonly repository: string;
  /** Absent where the reference has none. */
  readonly tag?: string;
  /** `sha256:…`, absent where the reference has none. */
  readonly digest?: string;
}

/** Splits `registry:5000/name:tag@sha256:…`; a port in the registry is no tag. */
export function parseImage(reference: string): ImageReference {
  const [named = '', digest] = reference.split('@', 2);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  return {
    repository: hasTag ? named.slice(0, colon) : named,
    ...(hasTag ? { tag: named.slice(colon + 1) } : {}),
    ...(digest === undefined ? {} : { digest }),
  };
}

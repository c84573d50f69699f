/** Label or annotation by which an object is left out of post-build substitution. */
export const substituteKey = 'kustomize.toolkit.fluxcd.io/substitute';

/** The one value of `substituteKey` that works; it is compared letter by letter. */
export const substituteDisabled = 'disabled';

/** Deeper nesting than this is not walked; the API server refuses such objects. */
const deepestNesting = 200;

/**
 * Escapes a text so that substitution gives it back unchanged: every dollar before a brace or beside another dollar is
 * doubled, a lone one stays. Only right where substitution is on for the object.
 */
export function escapeSubstitution(text: string): string {
  return text.replace(/\$+/g, (run, offset: number) => {
    const beforeBrace = text[offset + run.length] === '{';
    return beforeBrace || run.length > 1 ? run + run : run;
  });
}

/** Whether substitution would change or refuse the text: it holds `${` or `$$`. */
export function isTouchedBySubstitution(text: string): boolean {
  return text.includes('${') || text.includes('$$');
}

/**
 * Whether an object holds literal `${…}` or `$$` in a key or a value, so that it needs the annotation
 * `kustomize.toolkit.fluxcd.io/substitute: disabled` unless the text is meant for Flux.
 */
export function needsSubstituteDisabled(object: unknown): boolean {
  return holdsTouchedText(object, 0);
}

function holdsTouchedText(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isTouchedBySubstitution(value);
  if (typeof value !== 'object' || value === null || depth > deepestNesting) return false;
  if (Array.isArray(value)) return value.some((item) => holdsTouchedText(item, depth + 1));
  return Object.entries(value).some(
    ([key, item]) => isTouchedBySubstitution(key) || holdsTouchedText(item, depth + 1),
  );
}

/** Whether an object carries the label or annotation that switches substitution off, spelled so that Flux sees it. */
export function isSubstituteDisabled(object: unknown): boolean {
  const metadata = (object as { metadata?: { labels?: unknown; annotations?: unknown } } | null)?.metadata;
  return [metadata?.annotations, metadata?.labels].some(
    (map) =>
      typeof map === 'object' &&
      map !== null &&
      (map as { [key: string]: unknown })[substituteKey] === substituteDisabled,
  );
}

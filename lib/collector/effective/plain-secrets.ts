import {
  type Data,
  isLiteralSecret,
  isOpen,
  isSecretBy,
  type Path,
  placeVerdict,
  secretPlaces,
} from '../../documents';
import type { Component } from './component';
import { typedPlaces } from './typed-places';

/** A secret that is written openly. */
export interface PlainSecret {
  readonly path: Path;
  /** The secret itself, which no output may show. */
  readonly secret: string;
  /** `known`: the field holds a secret by what it is; `pattern`: it looks like one. */
  readonly certainty: 'known' | 'pattern';
}

/** The secrets that a component writes openly, at any depth; `${…}`, files and placeholders are none. */
export function plainSecrets(component: Component): readonly PlainSecret[] {
  const found = new Map<string, PlainSecret>();
  const add = (one: PlainSecret) => {
    const key = JSON.stringify(one.path);
    if (!found.has(key)) found.set(key, one);
  };
  for (const { value, path, type } of typedPlaces(component)) {
    if (type.kind === 'secret' && isPlain(value) && isMeant(placeVerdict(path), value))
      add({ path, secret: value, certainty: 'known' });
  }
  for (const { path, secret, certainty } of secretPlaces(component.body, component.path)) {
    add({ path, secret, certainty });
  }
  return [...found.values()];
}

/** A field of the type of secrets holds one by a name that may be that of one; a header that may be anything does not. */
function isMeant(verdict: ReturnType<typeof placeVerdict>, value: string): boolean {
  return verdict === 'ambiguous' || isSecretBy(verdict, value);
}

function isPlain(value: Data): value is string {
  return typeof value === 'string' && !isOpen(value) && isLiteralSecret(value);
}

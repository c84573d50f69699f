import { dig, fieldsOf, get, isNull, itemsOf, type Mapping, textOf } from './nodes';
import { Shaped, wordOf } from './shapes';
import type { SubstitutionVariables } from './substitute-object';

/** Finds a ConfigMap or Secret of the cluster as far as it is built. */
export type FindSource = (kind: string, namespace: string, name: string) => Mapping | undefined;

/** What `spec.postBuild` of a Flux Kustomization asks for. */
export interface PostBuild extends SubstitutionVariables {
  /** False where Flux leaves every text as it is: nothing is asked for, or nothing is set. */
  readonly isOn: boolean;
  /** Objects that are named and not built yet, or not in the tree. */
  readonly missing: readonly string[];
}

/** Reads `spec.postBuild`. Later objects beat earlier ones, and what is written inline beats all. */
export function postBuildOf(object: Mapping, find: FindSource): PostBuild {
  const postBuild = dig(object, 'spec', 'postBuild');
  const known = new Map<string, string>();
  const unknown = new Set<string>();
  const missing: string[] = [];
  if (postBuild === undefined || isNull(postBuild))
    return { isOn: false, known, unknown, isOpen: false, missing };
  const namespace = textOf(dig(object, 'metadata', 'namespace')) ?? '';
  for (const reference of itemsOf(get(postBuild, 'substituteFrom'))) {
    const kind = textOf(get(reference, 'kind')) ?? '';
    const name = textOf(get(reference, 'name')) ?? '';
    const source = find(kind, namespace, name);
    if (source === undefined) missing.push(`${kind} ${namespace}/${name}`);
    else addValues(source, kind, known, unknown);
  }
  for (const { key, value } of fieldsOf(get(postBuild, 'substitute'))) {
    const isUnknown = value.kind === 'scalar' && value.unknown === true;
    if (isUnknown) {
      unknown.add(key);
      known.delete(key);
    } else {
      known.set(key, wordOf(value).replaceAll('\n', ''));
      unknown.delete(key);
    }
  }
  const always = new Shaped(postBuild).text('substituteStrategy') === 'Always';
  const isOn = always || known.size > 0 || unknown.size > 0 || missing.length > 0;
  return { isOn, known, unknown, isOpen: missing.length > 0, missing };
}

function addValues(source: Mapping, kind: string, known: Map<string, string>, unknown: Set<string>): void {
  const fields = kind === 'ConfigMap' ? ['data'] : ['data', 'stringData'];
  for (const field of fields) {
    for (const { key, value } of fieldsOf(get(source, field))) {
      const isReadable = value.kind === 'scalar' && value.unknown !== true && !value.value.startsWith('ENC[');
      const text = isReadable ? decoded(value.value, field === 'data' && kind === 'Secret') : undefined;
      if (text === undefined) {
        unknown.add(key);
        known.delete(key);
      } else {
        known.set(key, text.replaceAll('\n', ''));
        unknown.delete(key);
      }
    }
  }
}

function decoded(text: string, isBase64: boolean): string | undefined {
  if (!isBase64) return text;
  const plain = text.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) ? Buffer.from(plain, 'base64').toString('utf8') : undefined;
}

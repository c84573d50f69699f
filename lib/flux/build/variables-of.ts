import type { DataMap } from '../../documents';
import { isVariableName } from '../substitution';
import {
  dig,
  fieldsOf,
  get,
  isNull,
  itemsOf,
  type Mapping,
  nodeOf,
  nowhere,
  type TextPlace,
  textOf,
} from './nodes';
import { Shaped, wordOf } from './shapes';
import type { SubstitutionVariables } from './substitute-object';

/** Finds a ConfigMap or Secret of the cluster as far as it is built. */
export type FindSource = (kind: string, namespace: string, name: string) => Mapping | undefined;

/** What `spec.postBuild` of a Flux Kustomization asks for. */
export interface PostBuild extends SubstitutionVariables {
  /**
   * `off` where Flux leaves every text as it is: nothing is asked for, or nothing is set. `unknown` where that hangs on objects that
   * may be there.
   */
  readonly state: 'on' | 'off' | 'unknown';
  /** Names that Flux does not take for a variable, which stops every build that substitutes. */
  readonly badNames: readonly { readonly name: string; readonly place: TextPlace }[];
  /** Objects that are named and not built yet, or not in the tree. */
  readonly missing: readonly string[];
}

/**
 * What `spec.postBuild` of a Flux Kustomization in plain data asks for.
 *
 * @param find a ConfigMap or Secret of its namespace; undefined where the tree has none
 */
export function readPostBuild(
  object: DataMap,
  find: (kind: string, name: string) => DataMap | undefined,
): PostBuild {
  const mapping = (data: DataMap) => nodeOf(data, nowhere) as Mapping;
  return postBuildOf(mapping(object), (kind, _, name) => {
    const found = find(kind, name);
    return found && mapping(found);
  });
}

/** Reads `spec.postBuild`. Later objects beat earlier ones, and what is written inline beats all. */
export function postBuildOf(object: Mapping, find: FindSource): PostBuild {
  const postBuild = dig(object, 'spec', 'postBuild');
  const values = new Values();
  if (postBuild === undefined || isNull(postBuild)) return values.postBuild('off', []);
  const namespace = textOf(dig(object, 'metadata', 'namespace')) ?? '';
  const missing: string[] = [];
  let demands = new Shaped(postBuild).text('substituteStrategy') === 'Always';
  for (const reference of itemsOf(get(postBuild, 'substituteFrom'))) {
    const kind = textOf(get(reference, 'kind')) ?? '';
    const name = textOf(get(reference, 'name')) ?? '';
    const source = find(kind, namespace, name);
    if (source !== undefined) values.addFrom(source, kind);
    else {
      missing.push(`${kind} ${namespace}/${name}`);
      demands ||= !new Shaped(reference).bool('optional');
    }
  }
  for (const { key, value, place } of fieldsOf(get(postBuild, 'substitute'))) {
    const isUnknown = value.kind === 'scalar' && value.unknown === true;
    values.set(key, isUnknown ? undefined : wordOf(value), place);
  }
  if (demands || values.isAny) return values.postBuild('on', missing);
  return values.postBuild(missing.length > 0 ? 'unknown' : 'off', missing);
}

/** Variables while they are gathered. */
class Values {
  readonly #known = new Map<string, string>();
  readonly #unknown = new Set<string>();
  readonly #badNames: { name: string; place: TextPlace }[] = [];

  get isAny(): boolean {
    return this.#known.size > 0 || this.#unknown.size > 0;
  }

  /** Sets a variable, to what is not known where there is no text. */
  set(name: string, text: string | undefined, place: TextPlace): void {
    if (!isVariableName(name)) this.#badNames.push({ name, place });
    if (text === undefined) {
      this.#unknown.add(name);
      this.#known.delete(name);
    } else {
      this.#known.set(name, text.replaceAll('\n', ''));
      this.#unknown.delete(name);
    }
  }

  /** Sets one variable for each key of a ConfigMap or Secret. */
  addFrom(source: Mapping, kind: string): void {
    for (const field of kind === 'ConfigMap' ? ['data'] : ['data', 'stringData']) {
      for (const { key, value, place } of fieldsOf(get(source, field))) {
        const isReadable =
          value.kind === 'scalar' && value.unknown !== true && !value.value.startsWith('ENC[');
        this.set(
          key,
          isReadable ? decoded(value.value, field === 'data' && kind === 'Secret') : undefined,
          place,
        );
      }
    }
  }

  postBuild(state: PostBuild['state'], missing: readonly string[]): PostBuild {
    return {
      state,
      known: this.#known,
      unknown: this.#unknown,
      isOpen: missing.length > 0,
      missing,
      badNames: this.#badNames,
    };
  }
}

function decoded(text: string, isBase64: boolean): string | undefined {
  if (!isBase64) return text;
  const plain = text.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) ? Buffer.from(plain, 'base64').toString('utf8') : undefined;
}

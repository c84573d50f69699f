import { groupVersion, idKey, type ResId } from './ids';
import {
  type BuildNode,
  copyOf,
  dig,
  emptyMap,
  fieldOf,
  fieldsOf,
  get,
  isNilOrEmpty,
  type Mapping,
  put,
  remove,
  scalar,
  type TextPlace,
} from './nodes';

/** An identity that an object had before a transformer renamed or moved it. */
interface PreviousId {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** One object while kustomize builds it, with what kustomize keeps of it in annotations of its own. */
export class Resource {
  previous: PreviousId[] = [];
  prefixes: string[] = [];
  suffixes: string[] = [];
  /** True for a generated object whose name gets a hash of its content. */
  needsHash = false;
  /** True for what a generator made. */
  isGenerated = false;
  /** What a generated object does to the one of its name that is there. */
  behavior: 'create' | 'merge' | 'replace' = 'create';
  /** Of a patch: whether it may rename the object, or change its kind. */
  mayRename = false;
  mayChangeKind = false;
  /** Names of `vars` that take their value from it. */
  varNames: string[] = [];
  /** True once a patch deleted it. */
  deleted = false;

  constructor(public node: Mapping) {}

  get apiVersion(): string {
    return word(get(this.node, 'apiVersion'));
  }

  get kind(): string {
    return word(get(this.node, 'kind'));
  }

  get name(): string {
    return metaWord(this.node, 'name');
  }

  get namespace(): string {
    return metaWord(this.node, 'namespace');
  }

  /** Identity by what it holds now. */
  get id(): ResId {
    return { ...groupVersion(this.apiVersion), kind: this.kind, name: this.name, namespace: this.namespace };
  }

  get key(): string {
    return idKey(this.id);
  }

  /** Identities that it had, oldest first. */
  get previousIds(): ResId[] {
    const gv = groupVersion(this.apiVersion);
    return this.previous.map((id) => ({ ...gv, ...id }));
  }

  /** Identity that the author gave it. */
  get originalId(): ResId {
    return this.previousIds[0] ?? this.id;
  }

  /** Every identity that it has or had. */
  get anyIds(): ResId[] {
    return [...this.previousIds, this.id];
  }

  /** Whether it had an identity of this key before. */
  hadKey(key: string): boolean {
    return this.previous.length > 0 && this.previousIds.some((id) => idKey(id) === key);
  }

  /** Keeps the present identity for references that still name it; the same one again tells nothing. */
  storeId(): void {
    const { kind, name } = this.id;
    const namespace = storedNamespace(this.id);
    const last = this.previous.at(-1);
    if (last?.kind === kind && last.name === name && last.namespace === namespace) return;
    this.previous.push({ kind, name, namespace });
  }

  set(key: 'kind' | 'apiVersion', value: string, place: TextPlace): void {
    put(this.node, key, scalar(value, place, ''), place);
  }

  setMeta(key: 'name' | 'namespace', value: string, place: TextPlace): void {
    put(this.metadata(), key, scalar(value, place, ''), place);
  }

  metadata(): Mapping {
    const found = get(this.node, 'metadata');
    if (found?.kind === 'map') return found;
    const made = emptyMap(this.node.place);
    put(this.node, 'metadata', made, made.place);
    return made;
  }

  /** Kustomize keeps what it knows of an object in annotations: with any of that there are annotations for a JSON patch to work on. */
  addBookkeeping(): void {
    const isKept = this.previous.length + this.prefixes.length + this.suffixes.length > 0 || this.isGenerated;
    const metadata = this.metadata();
    if (!isKept || !isNilOrEmpty(get(metadata, 'annotations'))) return;
    put(metadata, 'annotations', emptyMap(metadata.place), metadata.place);
  }

  /** Labels or annotations as text. */
  words(key: 'labels' | 'annotations'): Map<string, string> {
    return new Map(
      fieldsOf(dig(this.node, 'metadata', key)).map(({ key: name, value }) => [name, word(value)]),
    );
  }

  copy(): Resource {
    const made = new Resource(copyOf(this.node));
    made.previous = [...this.previous];
    made.prefixes = [...this.prefixes];
    made.suffixes = [...this.suffixes];
    made.needsHash = this.needsHash;
    made.isGenerated = this.isGenerated;
    made.behavior = this.behavior;
    made.mayRename = this.mayRename;
    made.mayChangeKind = this.mayChangeKind;
    return made;
  }
}

function storedNamespace(id: ResId): string {
  const [, , , namespace = ''] = idKey(id).split('\n');
  return namespace;
}

function word(node: BuildNode | undefined): string {
  return node?.kind === 'scalar' ? node.value : '';
}

function metaWord(root: Mapping, key: string): string {
  const node = dig(root, 'metadata', key);
  return isNilOrEmpty(node) ? '' : word(node);
}

/** Makes a mapping under `metadata` text throughout, in the order of its keys; an empty one is taken out. */
export function makeTextual(resource: Resource, key: 'labels' | 'annotations'): void {
  const found = fieldOf(get(resource.node, 'metadata'), key);
  if (found === undefined) return;
  const metadata = resource.metadata();
  remove(metadata, key);
  const fields = fieldsOf(found.value);
  if (fields.length === 0) return;
  const map = emptyMap(found.value.place);
  for (const field of fields) {
    const { value } = field;
    const text = value.kind === 'scalar' ? { ...value, tag: 'str' as const } : scalar('', value.place);
    put(map, field.key, text, field.place);
  }
  put(metadata, key, map, found.place);
}

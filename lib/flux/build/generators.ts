import { sortedBy } from '../../documents';
import { BuildFault } from './fault';
import { type FileTree, fileNamed } from './files';
import { emptyMap, type Mapping, put, type Scalar, scalar, type TextPlace } from './nodes';
import { Resource } from './resource';
import { Shaped } from './shapes';
import { isEncryptedText } from './sops';

/** One value of a generated object. */
interface Pair {
  readonly key: string;
  /** Undefined where it is not known: encrypted, or not read. */
  readonly value: string | Uint8Array | undefined;
  readonly place: TextPlace;
  readonly indent?: number;
}

/** Makes the ConfigMap or Secret of an entry of `configMapGenerator` or `secretGenerator`. */
export function generate(
  kind: 'ConfigMap' | 'Secret',
  entry: Shaped,
  global: Shaped,
  folder: string,
  tree: FileTree,
): Resource {
  const { place } = entry;
  const name = entry.scalar('name');
  if (name === undefined || name.value === '') {
    throw new BuildFault(`a generated ${kind} has no name`, place, 'write name');
  }
  const root = emptyMap(place);
  put(root, 'apiVersion', scalar('v1', place), place);
  put(root, 'kind', scalar(kind, place), place);
  const metadata = emptyMap(place);
  put(root, 'metadata', metadata, place);
  put(metadata, 'name', scalar(entry.text('name'), name.place), name.place);
  const namespace = entry.scalar('namespace');
  if (namespace !== undefined && namespace.value !== '') {
    put(metadata, 'namespace', scalar(namespace.value, namespace.place), namespace.place);
  }
  if (kind === 'Secret') {
    const type = entry.scalar('type');
    put(root, 'type', scalar(type?.value || 'Opaque', type?.place ?? place), type?.place ?? place);
  }
  addData(root, kind, pairsOf(entry, folder, tree, place), place);
  const options = entry.in('options');
  addOptions(root, metadata, options, global, place);
  const resource = new Resource(root);
  resource.isGenerated = true;
  resource.needsHash = !options.bool('disableNameSuffixHash') && !global.bool('disableNameSuffixHash');
  const behavior = entry.text('behavior');
  resource.behavior = behavior === 'merge' || behavior === 'replace' ? behavior : 'create';
  return resource;
}

function addData(
  root: Mapping,
  kind: 'ConfigMap' | 'Secret',
  pairs: readonly Pair[],
  place: TextPlace,
): void {
  if (kind === 'Secret') put(root, 'data', emptyMap(place), place);
  for (const pair of sortedBy(pairs, ({ key }) => key)) {
    const content = textual(pair.value);
    const isBinary = kind === 'ConfigMap' && content instanceof Uint8Array;
    const key = isBinary ? 'binaryData' : 'data';
    let map = root.fields.find((field) => field.key === key)?.value;
    if (map === undefined) {
      map = emptyMap(place);
      put(root, key, map, place);
    }
    if (map.kind !== 'map') continue;
    const value = scalar(written(kind, content), pair.place, 'str');
    if (content === undefined) value.unknown = true;
    if (kind === 'ConfigMap' && pair.indent !== undefined) value.indent = pair.indent;
    put(map, pair.key, value, pair.place);
  }
}

/** Bytes that are UTF-8 as text. */
function textual(content: Pair['value']): Pair['value'] {
  if (!(content instanceof Uint8Array)) return content;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return content;
  }
}

function written(kind: 'ConfigMap' | 'Secret', content: Pair['value']): string {
  if (content === undefined) return '';
  return kind === 'ConfigMap' && typeof content === 'string' ? content : base64Lines(content);
}

/** Base64 in lines of 70 characters, as kustomize writes it. */
function base64Lines(content: string | Uint8Array): string {
  const encoded = Buffer.from(content).toString('base64');
  if (encoded.length < 70) return encoded;
  return (encoded.match(/.{1,70}/g) ?? []).map((line) => `${line}\n`).join('');
}

function addOptions(
  root: Mapping,
  metadata: Mapping,
  options: Shaped,
  global: Shaped,
  place: TextPlace,
): void {
  for (const key of ['labels', 'annotations']) {
    const entries = new Map([...global.map(key), ...options.map(key)].map((field) => [field.key, field]));
    if (entries.size === 0) continue;
    const map = emptyMap(place);
    for (const field of sortedBy(entries.values(), ({ key }) => key)) {
      const text = new Shaped({ kind: 'map', place, fields: [field] }).text(field.key);
      put(map, field.key, scalar(text, field.value.place), field.place);
    }
    put(metadata, key, map, place);
  }
  if (options.bool('immutable') || global.bool('immutable'))
    put(root, 'immutable', scalar('true', place, 'bool'), place);
}

function pairsOf(entry: Shaped, folder: string, tree: FileTree, place: TextPlace): Pair[] {
  const env = entry.scalar('env');
  const envs = [...entry.texts('envs'), ...(env === undefined || env.value === '' ? [] : [env])];
  const pairs = [
    ...envs.flatMap((node) => envPairs(node, folder, tree)),
    ...entry.texts('literals').map(literalPair),
    ...entry.texts('files').map((node) => filePair(node, folder, tree)),
  ];
  const seen = new Set<string>();
  for (const { key, place: at } of pairs) {
    if (seen.has(key))
      throw new BuildFault(`the key ${key} comes twice`, at ?? place, 'take one of them out');
    seen.add(key);
  }
  return pairs;
}

function literalPair(node: Scalar): Pair {
  const equals = node.value.indexOf('=');
  if (equals <= 0) throw new BuildFault(`${node.value} is not a literal`, node.place, 'write key=value');
  return {
    key: node.value.slice(0, equals),
    value: unquoted(node.value.slice(equals + 1)),
    place: node.place,
  };
}

function unquoted(text: string): string {
  const first = text[0];
  const isQuoted = text.length >= 2 && first === text.at(-1) && (first === '"' || first === "'");
  return isQuoted ? text.slice(1, -1) : text;
}

function filePair(node: Scalar, folder: string, tree: FileTree): Pair {
  const parts = node.value.split('=');
  if (parts.length > 2 || parts.some((part) => part === '')) {
    throw new BuildFault(`${node.value} names no file`, node.place, 'write key=path, or the path alone');
  }
  const path = parts[1] ?? node.value;
  const key = parts.length === 2 ? (parts[0] ?? '') : path.slice(path.lastIndexOf('/') + 1);
  const file = fileNamed(folder, { ...node, value: path }, tree);
  const content = tree.content(file) ?? null;
  const isKnown = content !== null && !(typeof content === 'string' && isEncryptedText(content));
  return {
    key,
    value: isKnown ? content : undefined,
    place: { source: tree.source(file), offset: 0 },
    indent: 0,
  };
}

function envPairs(node: Scalar, folder: string, tree: FileTree): Pair[] {
  const file = fileNamed(folder, node, tree);
  const text = tree.text(file) ?? '';
  const isEncrypted = isEncryptedText(text);
  const source = tree.source(file);
  const pairs: Pair[] = [];
  let offset = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const place: TextPlace = { source, offset };
    offset += raw.length + 1;
    const line = (index === 0 ? raw.replace(/^\uFEFF/, '') : raw).replace(/\r$/, '').replace(/^\s+/, '');
    if (line === '' || line.startsWith('#')) continue;
    const equals = line.indexOf('=');
    const key = equals < 0 ? line : line.slice(0, equals);
    // What SOPS adds to a file is gone once Flux has decrypted it.
    if (isEncrypted && key.startsWith('sops_')) continue;
    const value = equals < 0 ? '' : line.slice(equals + 1);
    pairs.push({ key, value: isEncrypted ? undefined : value, place });
  }
  return pairs;
}

import { createHash } from 'node:crypto';
import { type Data, isList } from '../../documents';
import { type BuildNode, get, type Mapping, textOf } from './nodes';
import { dataOf } from './plain';

/** The hash that kustomize puts behind the name of a generated ConfigMap or Secret. */
export function contentHash(root: Mapping): string {
  const kind = textOf(get(root, 'kind')) ?? '';
  // Kustomize looks for the name under a key that no object has, and so leaves it out.
  const parts: { [key: string]: Data } = { kind, name: '' };
  parts.data = contentOf(get(root, 'data'));
  if (kind === 'Secret') parts.type = contentOf(get(root, 'type'));
  const further = kind === 'Secret' ? 'stringData' : 'binaryData';
  const more = get(root, further);
  if (more?.kind === 'map') parts[further] = contentOf(more);
  return encode(createHash('sha256').update(goJson(parts)).digest('hex'));
}

function contentOf(node: BuildNode | undefined): Data {
  if (node === undefined) return '';
  return node.kind === 'scalar' ? node.value : dataOf(node);
}

const letters: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };

/** Ten characters without those that could make a word. */
function encode(hex: string): string {
  return [...hex.slice(0, 10)].map((character) => letters[character] ?? character).join('');
}

/** JSON as Go writes it: keys in order, `<`, `>` and `&` escaped. */
function goJson(data: Data): string {
  if (isList(data)) return `[${data.map(goJson).join(',')}]`;
  if (typeof data === 'object' && data !== null) {
    const keys = Object.keys(data).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return `{${keys.map((key) => `${goText(key)}:${goJson(data[key] ?? null)}`).join(',')}}`;
  }
  return typeof data === 'string' ? goText(data) : JSON.stringify(data);
}

function goText(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]|\\b|\\f/g, (match) => {
    if (match === '\\b') return '\\b';
    if (match === '\\f') return '\\f';
    return `\\u${match.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

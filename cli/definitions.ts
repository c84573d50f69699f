import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Data, field, items, maximumBytes, readYaml } from '../lib/documents';
import { WrongUse } from './ending';
import { readInputs, UnreadablePath } from './sources';

/**
 * Reads CustomResourceDefinitions from folders, files and archives (`.tar`, `.tar.gz`, `.tgz`); what is none is passed over.
 *
 * @throws WrongUse where a path cannot be opened, is no archive although it is called one, or holds no definition
 */
export function readDefinitions(paths: readonly string[]): Data[] {
  return paths.flatMap((path) => {
    const texts = /\.(?:tar|tgz|tar\.gz)$/i.test(path)
      ? textsOfArchive(path)
      : readInputs([path]).flatMap(({ text }) => text ?? []);
    const found = texts.flatMap((text) => definitionsIn(path, text));
    if (found.length === 0) throw new WrongUse(`${path}: there is no CustomResourceDefinition in it`);
    return found;
  });
}

function definitionsIn(path: string, text: string): Data[] {
  if (!text.includes('CustomResourceDefinition')) return [];
  return readYaml(path, text).documents.flatMap(({ data }) => {
    const listed = field(data, 'kind') === 'List' ? items(field(data, 'items')) : [data];
    return listed.filter((each) => field(each, 'kind') === 'CustomResourceDefinition');
  });
}

const block = 512;

/** The YAML files of a tar archive, in its order. */
function textsOfArchive(path: string): string[] {
  const archive = unpacked(path);
  const texts: string[] = [];
  for (let at = 0; at + block <= archive.length; ) {
    const header = archive.subarray(at, at + block);
    const name = words(header, 0, 100);
    const size = Number.parseInt(words(header, 124, 12).trim() || '0', 8);
    if (name === '' || Number.isNaN(size) || size < 0) break;
    const isFile = ['0', '', '\0'].includes(words(header, 156, 1));
    if (isFile && /\.ya?ml$/i.test(name))
      texts.push(archive.subarray(at + block, at + block + size).toString('utf8'));
    at += block + Math.ceil(size / block) * block;
  }
  return texts;
}

function words(header: Buffer, start: number, length: number): string {
  return header
    .subarray(start, start + length)
    .toString('latin1')
    .replace(/\0.*$/s, '');
}

function unpacked(path: string): Buffer {
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch {
    throw new UnreadablePath(`${path}: cannot be opened`);
  }
  if (content[0] !== 0x1f || content[1] !== 0x8b) return content;
  try {
    return gunzipSync(content, { maxOutputLength: maximumBytes });
  } catch {
    throw new WrongUse(`${path} is not an archive that can be unpacked, or one of more than 64 MiB`);
  }
}

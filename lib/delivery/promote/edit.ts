import { isScalar, parseDocument } from 'yaml';
import { readYaml } from '../../documents';
import { inlineString } from '../yaml/scalar';
import type { Decision, ImageTable } from './decide';

/** The images that a file names. Whatever is no text in it is left out. */
export function imagesIn(text: string): ImageTable {
  const [document] = readYaml('images.yaml', text).documents;
  return Object.fromEntries(
    membersOf(document?.asHelm()).map(([environment, block]) => [
      environment,
      Object.fromEntries(
        membersOf(block).flatMap(([service, image]) => (typeof image === 'string' ? [[service, image]] : [])),
      ),
    ]),
  );
}

function membersOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** A file with other images in it; every other byte, comments included, stays. */
export function withImages(text: string, decisions: readonly Decision[]): string {
  const document = parseDocument(text);
  const edits = decisions.flatMap(({ environment, service, after }) => {
    const node = document.getIn([environment, service], true);
    return isScalar(node) && node.range ? [{ start: node.range[0], end: node.range[1], after }] : [];
  });
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((now, { start, end, after }) => now.slice(0, start) + inlineString(after) + now.slice(end), text);
}

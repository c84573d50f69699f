import { isScalar, parseDocument } from 'yaml';
import { entries, readYaml } from '../../documents';
import { inlineString } from '../yaml/scalar';
import type { Decision, ImageTable } from './decide';

/** The images that a file names. Whatever is no text in it is left out. */
export function imagesIn(text: string): ImageTable {
  const [document] = readYaml('images.yaml', text).documents;
  return Object.fromEntries(
    entries(document?.asHelm()).map(([environment, block]) => [
      environment,
      Object.fromEntries(
        entries(block).flatMap(([service, image]) => (typeof image === 'string' ? [[service, image]] : [])),
      ),
    ]),
  );
}

/**
 * A file with other images in it; every other byte, comments included, stays.
 * @returns undefined where it cannot be told by other images alone: one that is an alias, or is one of several by an anchor or a merge
 */
export function withImages(text: string, decisions: readonly Decision[]): string | undefined {
  const document = parseDocument(text);
  const edits = decisions.flatMap(({ environment, service, after }) => {
    const node = document.getIn([environment, service], true);
    if (!isScalar(node) || !node.range) return [];
    const [start, end] = node.range;
    // A block ends behind its line.
    const [ending] = /\s*$/.exec(text.slice(start, end)) ?? [''];
    return [{ start, end, written: inlineString(after) + ending }];
  });
  const edited = edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((now, { start, end, written }) => now.slice(0, start) + written + now.slice(end), text);
  const wanted = withDecisions(imagesIn(text), decisions);
  return JSON.stringify(imagesIn(edited)) === JSON.stringify(wanted) ? edited : undefined;
}

function withDecisions(images: ImageTable, decisions: readonly Decision[]): ImageTable {
  const wanted: Record<string, Record<string, string>> = structuredClone(images);
  for (const { environment, service, after } of decisions) {
    const block = wanted[environment];
    if (block !== undefined) block[service] = after;
  }
  return wanted;
}

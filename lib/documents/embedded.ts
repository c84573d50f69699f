import type { Data, Path } from './data';
import type { SourceLocation } from './source';
import type { YamlDocument } from './text';
import { readYaml, type YamlText } from './text';

/** A collector configuration that stands as text inside an object. */
export interface EmbeddedConfiguration {
  readonly config: Data;
  locate(path: Path): SourceLocation;
}

/** What holds a text at a path and knows where it stands. */
export interface TextHolder {
  locate(path: Path): SourceLocation;
  locateText?(path: Path): SourceLocation | undefined;
}

/** Where the lines of a text inside an object stand in the file. */
export type LineMap = (inner: SourceLocation) => SourceLocation;

/** Reads text that is the value at a path of an object; the positions of what is found lie in the object's file. */
export function readEmbedded(
  text: string,
  holder: TextHolder,
  path: Path,
): YamlText & { readonly lines: LineMap } {
  const lines = lineMap(holder, path);
  const read = readYaml('', text);
  return {
    lines,
    documents: read.documents,
    problems: read.problems.map((problem) => ({ ...problem, location: lines(problem.location) })),
  };
}

/** The first document of a text as the collector reads it. */
export function embeddedConfiguration(document: YamlDocument, lines: LineMap): EmbeddedConfiguration {
  return { config: document.asCollector(), locate: (path) => lines(document.locate(path)) };
}

function lineMap(holder: TextHolder, path: Path): LineMap {
  return (inner) => {
    const outer = holder.locate(path);
    const block = holder.locateText?.(path);
    if (block === undefined || inner.line === undefined) return outer;
    return {
      ...block,
      line: (block.line ?? 1) + inner.line - 1,
      column: (block.column ?? 1) + (inner.column ?? 1) - 1,
    };
  };
}

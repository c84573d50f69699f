import { addTo } from '../../documents';
import type { Source } from '../../platform';
import type { CheckOptions } from '../check';

/** An example of a rule as input for `checkSources`. */
export interface Example {
  readonly sources: readonly Source[];
  readonly options: CheckOptions;
  /** The line of the example's text for a line of one of its sources, both from 1. */
  lineOf(file: string | undefined, line: number): number | undefined;
}

const fileLine = /^#\s*file:\s*(\S+)\s*$/m;

/**
 * Reads the text of a rule's example. A comment `# file: services/bank/service.yaml` places what follows in that file of a
 * tree, `# collector: 0.158.0`, `# distribution: k8s` and `# chart: 0.170.0` say what runs a bare configuration or takes values.
 */
export function readExample(text: string): Example {
  const collectorVersion = setting(text, 'collector');
  const distribution = setting(text, 'distribution');
  const chartVersion = setting(text, 'chart');
  const files = fileLine.test(text) ? placed(text) : [];
  return {
    sources: files.length > 0 ? files.map(({ source }) => source) : [{ name: 'example.yaml', text }],
    lineOf: (file, line) =>
      files.length > 0 ? files.find(({ source }) => source.name === file)?.lines[line - 1] : line,
    options: {
      complete: true,
      ...(collectorVersion === undefined ? {} : { collectorVersion }),
      ...(distribution === undefined ? {} : { distribution }),
      ...(chartVersion === undefined ? {} : { chartVersion }),
    },
  };
}

function setting(text: string, name: string): string | undefined {
  return new RegExp(`^#\\s*${name}:\\s*(\\S+)\\s*$`, 'm').exec(text)?.[1];
}

/** A part of an example with the lines of the whole text that it is made of. */
interface Part {
  readonly text: string;
  readonly line: number;
}

function placed(text: string): { source: Source; lines: number[] }[] {
  const byFile = new Map<string, Part[]>();
  let file = 'example.yaml';
  for (const part of parts(text)) {
    file = fileLine.exec(part.text)?.[1] ?? file;
    addTo(byFile, file, part);
  }
  return [...byFile].map(([name, found]) => ({
    source: { name, text: found.map((part) => part.text).join('\n---\n'), base: '' },
    // The line that divides two documents counts to the second one.
    lines: found.flatMap((part, at) => linesOf(part, at > 0)),
  }));
}

function parts(text: string): Part[] {
  let line = 1;
  return text.split(/^---[ \t]*\n/m).map((part) => {
    const trimmed = part.replace(/\n$/, '');
    const found = { text: trimmed, line };
    line += part.split('\n').length;
    return found;
  });
}

function linesOf({ text, line }: Part, isDivided: boolean): number[] {
  const own = text.split('\n').map((_, at) => line + at);
  return isDivided ? [line - 1, ...own] : own;
}

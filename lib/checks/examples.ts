import type { Source } from '../platform';
import type { CheckOptions } from './check';

/** An example of a rule as input for `checkSources`. */
export interface Example {
  readonly sources: readonly Source[];
  readonly options: CheckOptions;
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
  return {
    sources: fileLine.test(text) ? placed(text) : [{ name: 'example.yaml', text }],
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

function placed(text: string): Source[] {
  const byFile = new Map<string, string[]>();
  let file = 'example.yaml';
  for (const part of text.split(/^---[ \t]*$/m)) {
    file = fileLine.exec(part)?.[1] ?? file;
    byFile.set(file, [...(byFile.get(file) ?? []), part]);
  }
  return [...byFile].map(([name, parts]) => ({ name, text: parts.join('\n---\n'), base: '' }));
}

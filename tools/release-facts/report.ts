import type { Differences } from './differences';
import type { EngineOutcome } from './engine';
import type { NamesFound } from './names';
import type { SampleVerdicts } from './samples';

/** Everything that is known of a release that was brought in. */
export interface ReleaseReport {
  readonly release: string;
  readonly names: Pick<NamesFound, 'known' | 'told'>;
  readonly differences: Differences;
  readonly samples: SampleVerdicts;
  /** Absent where no engine was asked for. */
  readonly engine: EngineOutcome | undefined;
}

/** The report as Markdown: the text of the change. */
export function reportText({ release, names, differences, samples, engine }: ReleaseReport): string {
  const { read, carried, came, gone, renamed, stability } = differences;
  return [
    `# Collector ${release}`,
    `${read.length} components were read, ${carried.length} are carried because their module cannot be had.`,
    section(
      `Names: known to ${names.known.contrib} in contrib, to ${names.known.core} in core; what is renamed has its old name as an alias until \`later\` says otherwise`,
      names.told,
    ),
    section('Renamed: take the name over by hand, with `former`', renamed),
    section('Fields that came', came),
    section('Fields that are gone', gone),
    section(
      'Stability that differs: take it over by hand where the catalog moves to this release',
      stability,
    ),
    section(
      `Samples of the modules: ${samples.bodies} bodies; to be looked at, since some are wrong on purpose`,
      samples.faults,
    ),
    engineText(engine),
    ...(engine?.defaults === undefined ? [] : [section('Defaults that differ', engine.defaults)]),
    section('Carried', carried),
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  const list = lines.length === 0 ? ['None.'] : [...lines].sort().map((line) => `- ${line}`);
  return [`## ${title}`, ...list].join('\n');
}

function engineText(engine: EngineOutcome | undefined): string {
  if (engine === undefined) return '## Engine\nNot asked for.';
  const title = engine.built ? 'Engine: built; of `dist/` it says' : 'Engine: not built';
  return `## ${title}\n\`\`\`\n${engine.output}\n\`\`\``;
}

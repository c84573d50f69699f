import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { textOfFile } from '../lib/delivery';
import { differencesOf, type ProbedChart } from './chart/check';
import { endedBy, WrongUse } from './ending';
import { helmProgram } from './helm/program';
import { show, tell } from './output';

interface CheckOptions {
  readonly chart?: string;
  readonly helm?: string;
}

/** `otelflux chart`: the collector's chart itself beside what is known of it here. */
export function chartCommand(): Command {
  const command = new Command('chart').description(
    'Put the chart opentelemetry-collector beside what otelflux knows of it.',
  );
  command
    .command('check')
    .description(
      'Render releases with Helm and a chart folder, and tell where the model of otelflux makes something else of them.',
    )
    .argument('[version]', 'version of the chart; default: that of the folder')
    .option('--chart <folder>', 'the chart, or a folder of charts by version; default: OTELFLUX_CHART')
    .option('--helm <program>', 'Helm 3 or 4; default: OTELFLUX_HELM, else helm')
    .action((version: string | undefined, options: CheckOptions) => {
      process.exitCode = check(version, options);
    });
  return command;
}

/** Exit status 0 where all is alike, 1 where something differs, 2 where chart or Helm are not at hand. */
function check(version: string | undefined, options: CheckOptions): number {
  try {
    const place = options.chart ?? process.env.OTELFLUX_CHART;
    if (place === undefined) throw new WrongUse('--chart or OTELFLUX_CHART must name a folder of the chart');
    const chart = chartIn(place, version);
    const helm = options.helm ?? helmProgram();
    const { compared, differences } = differencesOf(helm, chart);
    for (const { name, difference } of differences) show(`${name}: ${difference}\n`);
    tell(`chart ${chart.version}: ${compared} releases, ${differences.length} of them rendered otherwise`);
    return differences.length === 0 ? 0 : 1;
  } catch (error) {
    return endedBy('chart check', error);
  }
}

/** The chart of a folder, or of the folder of its version inside it. */
function chartIn(place: string, wanted: string | undefined): ProbedChart {
  const folder = wanted !== undefined && existsSync(join(place, wanted)) ? join(place, wanted) : place;
  const file = join(folder, 'Chart.yaml');
  const text = textOfFile(file);
  if (text === undefined) throw new WrongUse(`${file} does not exist`);
  const version = /^version: *"?([^"\s]+)/m.exec(text)?.[1];
  if (version === undefined) throw new WrongUse(`${file} names no version`);
  if (wanted !== undefined && wanted !== version)
    throw new WrongUse(`${file} is of version ${version}, not ${wanted}`);
  return { folder, version };
}

import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { judgePlatforms, type Source } from '../lib/checks';
import { writeWhole } from '../lib/delivery';
import { platformsOf, type ReadPlatform } from '../lib/platform';
import { mermaid, svg, topologyOf } from '../lib/topology';
import { runApp } from './app';
import { endedBy, Refusal, reasonOf, WrongUse } from './ending';
import { htmlPage } from './graph/html';
import { pageData } from './graph/page-data';
import { emit, showJson, tell, withoutSecrets } from './output';
import { readRepositories } from './repositories';
import { readInputs } from './sources';
import { problemLine, tellUnbuilt } from './unbuilt';

interface Options {
  readonly html?: string;
  readonly svg?: string;
  readonly environment?: string;
  readonly json?: boolean;
}

/** `otelflux graph`: draws what sends telemetry where. Exit status 0, 1 the app fails, 2 wrong use. */
export function graphCommand(): Command {
  return new Command('graph')
    .description(
      'Draw an environment: services, collectors with their pipelines, Jaeger and storage. Prints Mermaid unless told otherwise.',
    )
    .argument(
      '[path...]',
      'trees, manifests or collector configurations, - for standard input; default: what the app of cdk8s.yaml writes',
    )
    .option('--environment <name>', 'which environment of several')
    .option('--html <file>', 'write one page to look around in, - for standard output')
    .option('--svg <file>', 'write the picture, - for standard output')
    .option('--json', 'print the model of the picture')
    .action((paths: string[], options: Options) => {
      process.exitCode = run(paths, options);
    });
}

function run(paths: readonly string[], options: Options): number {
  try {
    if (paths.length > 0) return draw(paths, readInputs(paths), options);
    if (!existsSync('cdk8s.yaml')) return draw(['dist'], readInputs(['dist']), options);
    const app = runApp();
    try {
      return draw([], renamed(readInputs([app.folder]), app.folder), options);
    } finally {
      app.dispose();
    }
  } catch (error) {
    return endedBy('graph', error);
  }
}

/** Files of a run of the app are called as they would be in the committed tree. */
function renamed(sources: readonly Source[], folder: string): Source[] {
  return sources.map((source) => ({ ...source, name: source.name.replace(folder, 'dist'), base: 'dist' }));
}

/** What keeps a source from being read. */
const unreadable = ['IN-1', 'IN-2', 'IN-3', 'IN-4'];

function draw(paths: readonly string[], sources: readonly Source[], options: Options): number {
  const platforms = platformsOf(sources, {
    repositories: readRepositories(paths, sources),
    everything: true,
  });
  const problems = platforms.platforms.flatMap((one) =>
    one.problems.filter(({ rule }) => unreadable.includes(rule)),
  );
  for (const problem of problems) tell(`otelflux graph: ${problemLine(problem)}`);
  // Half a picture would pass for a whole one.
  if (problems.length > 0) throw new Refusal('no picture was drawn, since something in it cannot be read');
  tellUnbuilt('graph', platforms);
  const platform = chosen(platforms.platforms, options.environment);
  const { tree } = platform.read();
  const topology = topologyOf(tree);
  if (topology.nodes.length === 0)
    throw new Refusal('there is no collector, Jaeger or service that sends telemetry in it');
  if (options.html !== undefined) {
    const { findings } = judgePlatforms({ ...platforms, platforms: [platform] }, sources);
    write(options.html, htmlPage(svg(topology), pageData(tree, topology, findings)));
  }
  if (options.svg !== undefined) write(options.svg, svg(topology));
  if (options.json === true) showJson(topology);
  else if (options.html === undefined && options.svg === undefined) emit(mermaid(topology));
  return 0;
}

function chosen(platforms: readonly ReadPlatform[], environment: string | undefined): ReadPlatform {
  const held = drawable(platforms);
  const names = held.flatMap(({ name }) => name ?? []);
  const matching = environment === undefined ? held : held.filter(({ name }) => name === environment);
  const drawn = matching.length > 1 ? matching.filter(holdsNodes) : matching;
  const [first = matching[0], second] = drawn;
  if (first === undefined) {
    if (environment === undefined) throw new Refusal('there are no manifests in it');
    throw new WrongUse(`there is no environment ${environment}${listed(names)}`);
  }
  if (second !== undefined) {
    const several = listed(drawn.flatMap(({ name }) => name ?? []));
    throw new WrongUse(`there are several environments${several}; choose one with --environment`);
  }
  return first;
}

/** What nothing applies is drawn where there is nothing else to draw. */
function drawable(platforms: readonly ReadPlatform[]): readonly ReadPlatform[] {
  const held = platforms.filter((one) => {
    const { tree } = one.read();
    return tree.objects.length + tree.collectors.length > 0;
  });
  const applied = held.filter(({ isUnapplied }) => isUnapplied !== true);
  const unapplied = held.filter((one) => !applied.includes(one));
  return unapplied.length === 0 || applied.some(holdsNodes) ? applied : unapplied;
}

function holdsNodes(platform: ReadPlatform): boolean {
  return topologyOf(platform.read().tree).nodes.length > 0;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? '' : `: ${[...new Set(names)].join(', ')}`;
}

function write(file: string, text: string): void {
  if (file === '-') {
    emit(text);
    return;
  }
  try {
    writeWhole(file, withoutSecrets(text));
  } catch (error) {
    throw new WrongUse(`${file}: cannot be written (${reasonOf(error)})`);
  }
  tell(`${file} written`);
}

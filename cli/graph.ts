import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { checkSources, type Finding, type Source, type TreeSubject } from '../lib/checks';
import { writeWhole } from '../lib/delivery';
import { readSources, readTree } from '../lib/platform';
import { mermaid, svg, topologyOf } from '../lib/topology';
import { runApp } from './app';
import { endedBy, Refusal, reasonOf, WrongUse } from './ending';
import { htmlPage } from './graph/html';
import { pageData } from './graph/page-data';
import { emit, showJson, tell, withoutSecrets } from './output';
import { readInputs } from './sources';

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
    if (paths.length > 0) return draw(readInputs(paths), options);
    if (!existsSync('cdk8s.yaml')) return draw(readInputs(['dist']), options);
    const app = runApp();
    try {
      return draw(renamed(readInputs([app.folder]), app.folder), options);
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

/** What keeps a source from being read, with its place. */
function problemsOf(sources: readonly Source[]): string[] {
  return readSources(sources, {})
    .flatMap(({ problems }) => problems)
    .filter(({ rule }) => ['IN-1', 'IN-2', 'IN-3', 'IN-4'].includes(rule))
    .map(({ message, location }) => {
      if (location?.line === undefined) return message;
      const place = [location.file, location.line, location.column].filter((part) => part !== undefined);
      return `${place.join(':')}: ${message}`;
    });
}

interface Drawn {
  readonly tree: TreeSubject;
  readonly findings: readonly Finding[];
}

function draw(sources: readonly Source[], options: Options): number {
  const unreadable = problemsOf(sources);
  for (const problem of unreadable) tell(`otelflux graph: ${problem}`);
  // Half a picture would pass for a whole one.
  if (unreadable.length > 0) throw new Refusal('no picture was drawn, since something in it cannot be read');
  const { tree, findings } = chosen(sources, options.environment);
  const topology = topologyOf(tree);
  if (topology.nodes.length === 0)
    throw new Refusal('there is no collector, Jaeger or service that sends telemetry in it');
  if (options.html !== undefined)
    write(options.html, htmlPage(svg(topology), pageData(tree, topology, findings)));
  if (options.svg !== undefined) write(options.svg, svg(topology));
  if (options.json === true) showJson(topology);
  else if (options.html === undefined && options.svg === undefined) emit(mermaid(topology));
  return 0;
}

function chosen(sources: readonly Source[], environment: string | undefined): Drawn {
  const parts = readSources(sources, {});
  const trees = parts
    .map((part) => ({ part, tree: readTree(part).tree }))
    .filter(({ tree }) => tree.objects.length + tree.collectors.length > 0);
  const names = trees.flatMap(({ tree }) => tree.environment ?? []);
  const matching =
    environment === undefined ? trees : trees.filter(({ tree }) => tree.environment === environment);
  const [first, second] = matching;
  if (first === undefined) {
    if (environment === undefined) throw new Refusal('there are no manifests in it');
    throw new WrongUse(`there is no environment ${environment}${listed(names)}`);
  }
  if (second !== undefined)
    throw new WrongUse(`there are several environments${listed(names)}; choose one with --environment`);
  const files = new Set([
    ...first.part.objects.map((object) => object.locate([]).file),
    ...first.part.collectors.map((collector) => collector.locate([]).file),
  ]);
  // Judged with everything that was given, so that nothing is missed that the others hold.
  const findings = checkSources(sources).filter(({ file }) => trees.length === 1 || files.has(file));
  return { tree: first.tree, findings };
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? '' : `: ${names.join(', ')}`;
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

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { findingsNotWritten } from '../lib/checks';
import { effectiveYaml } from '../lib/delivery';
import { type Data, isMap, yamlComment } from '../lib/documents';
import {
  asRendered,
  type ExplainedRelease,
  explain,
  modelledVersions,
  type RefusedRelease,
} from '../lib/helm';
import { platformsOf } from '../lib/platform';
import { runApp } from './app';
import { type FoundRelease, type Overrides, releasesIn } from './effective/input';
import { diffText } from './effective/text';
import { endedBy, Refusal } from './ending';
import { type RenderOptions, rendererFor, withRenderOptions } from './helm/options';
import { emit, learnSecrets, show, showJson, tell } from './output';
import { readRepositories } from './repositories';
import { readInputs } from './sources';
import { tellUnbuilt } from './unbuilt';

interface EffectiveOptions extends Overrides, RenderOptions {
  readonly values?: string;
  readonly json?: boolean;
  readonly diff?: boolean;
}

/** A release with the environment that it belongs to, where there is one, and what the model says of it. */
interface Answer {
  readonly environment?: string;
  readonly found: FoundRelease;
  readonly result: ExplainedRelease | RefusedRelease;
}

/**
 * `otelflux effective`: what the collector's chart makes of values. Exit status 0, 1 where the answer is no (values that
 * the chart refuses, an app that fails, text that is no YAML), 2 for wrong use.
 */
export function effectiveCommand(): Command {
  return withRenderOptions(new Command('effective'))
    .description(
      'Show the configuration that a collector will run: values, chart defaults and presets together, with who put each line there.',
    )
    .argument(
      '[path...]',
      'files or folders with HelmReleases, Argo CD Applications, helmfiles or values, - for standard input; default: every environment of the app',
    )
    .option('--values <file>', 'one more file')
    .option(
      '--chart-version <version>',
      `version of the chart opentelemetry-collector, from ${modelledVersions[0]} on, or a range; default: that of the HelmRelease, else ${modelledVersions.at(-1)}`,
    )
    .option(
      '--release <name>',
      'name of the Helm release; default: that of the HelmRelease, else otel-collector',
    )
    .option('--namespace <name>', 'its namespace; default: that of the HelmRelease, else default')
    .option(
      '--diff',
      'only what was added, changed and lost, and what is wrong with the parts that nobody wrote',
    )
    .option('--json', 'print data')
    .action((paths: string[], options: EffectiveOptions) => {
      process.exitCode = effective(paths, options);
    });
}

function effective(paths: readonly string[], options: EffectiveOptions): number {
  const named = [...paths, ...(options.values === undefined ? [] : [options.values])];
  try {
    const answers = named.length === 0 ? ofApp(options) : ofFiles(named, options);
    return print(answers, options, named.length > 0);
  } catch (error) {
    if (options.json === true && error instanceof Refusal) showJson({ ok: false, reason: error.message });
    return endedBy('effective', error);
  }
}

function ofFiles(paths: readonly string[], options: EffectiveOptions): Answer[] {
  const sources = readInputs(paths);
  const platforms = platformsOf(sources, {
    repositories: readRepositories(paths, sources),
    everything: true,
  });
  tellUnbuilt('effective', platforms);
  const found = releasesIn(platforms, sources, options);
  if (found.length === 0)
    throw new Refusal(`${paths.join(', ')}: holds no release of the chart opentelemetry-collector`);
  return found.map((release) => ({
    ...(release.environment === undefined ? {} : { environment: release.environment }),
    found: release,
    result: resultOf(release, options),
  }));
}

/** What the model makes of a release, or where it was asked for the Helm of this machine. */
function resultOf({ input }: FoundRelease, options: EffectiveOptions): Answer['result'] {
  const model = explain(input);
  const renderer = rendererFor(options);
  if (renderer === undefined || !model.ok) return model;
  const { chartVersion: version, release, namespace } = input;
  const values = isMap(input.values as Data) ? (input.values as { [key: string]: Data }) : {};
  const chart = { name: 'opentelemetry-collector', version };
  const rendering = renderer.render({ chart, release, namespace, values });
  if (!rendering.ok) return { ok: false, reason: `${rendering.why} ${rendering.how}` };
  return asRendered(model, rendering);
}

function ofApp(options: EffectiveOptions): Answer[] {
  const { folder, dispose } = runApp();
  try {
    return directories(folder).flatMap((environment) => {
      const sources = readInputs([join(folder, environment)]).filter(
        ({ name }) => !name.startsWith(join(folder, environment, 'review')),
      );
      for (const { text } of sources) learnSecrets(text ?? '');
      const named = sources.map((source) => ({ ...source, name: `dist${source.name.slice(folder.length)}` }));
      return releasesIn(platformsOf(named), named, options).map((found) => ({
        environment,
        found,
        result: resultOf(found, options),
      }));
    });
  } finally {
    dispose();
  }
}

function directories(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function print(answers: readonly Answer[], options: EffectiveOptions, isOfFiles: boolean): number {
  if (answers.length === 0) tell('The app makes no HelmRelease of the chart opentelemetry-collector.');
  for (const { found } of answers) for (const note of found.notes) tell(note);
  if (options.json === true) printJson(answers, isOfFiles);
  else printText(answers, options.diff === true);
  return answers.every(({ result }) => result.ok) ? 0 : 1;
}

function printText(answers: readonly Answer[], diff: boolean): void {
  const parts: string[] = [];
  for (const { environment, found, result } of answers) {
    if (!result.ok) {
      tell(`${found.source}: ${result.reason}`);
      continue;
    }
    for (const warning of result.warnings) tell(`${found.source}: warning: ${warning}`);
    const text = diff ? diffText(result, findingsNotWritten(found.input)) : effectiveYaml(result);
    const heads = [
      ...(environment === undefined ? [] : [`Environment ${environment}`]),
      ...(found.appliedBy === undefined ? [] : [`Applied by ${found.appliedBy ?? 'nothing in this tree'}`]),
    ];
    parts.push(`${heads.map((head) => `# ${yamlComment(head)}\n`).join('')}${text}`);
  }
  if (diff) show(parts.join('\n'));
  else emit(parts.join('---\n'), true);
}

/** One object for one values file; a list for all that the app makes. */
function printJson(answers: readonly Answer[], single: boolean): void {
  const data = answers.map(({ environment, found, result }) => {
    const { chartVersion, release, namespace } = found.input;
    const named = {
      ...(environment === undefined ? {} : { environment }),
      ...(found.appliedBy === undefined ? {} : { appliedBy: found.appliedBy }),
      chartVersion,
      release,
      namespace,
    };
    if (!result.ok) return { ...named, ...result };
    const { origin, ...plain } = result;
    return { ...named, ...plain, findings: findingsNotWritten(found.input) };
  });
  const [first] = data;
  showJson(single && data.length === 1 ? first : data);
}

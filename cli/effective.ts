import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { findingsNotWritten } from '../lib/checks';
import { effectiveYaml } from '../lib/delivery';
import { yamlComment } from '../lib/documents';
import { type ExplainedRelease, explain, modelledVersions, type RefusedRelease } from '../lib/helm';
import { AppFailure, runApp } from './app';
import { type FoundRelease, type Overrides, releasesIn, UnreadableValues } from './effective/input';
import { diffText } from './effective/text';
import { emit, learnSecrets, show, showJson, tell } from './output';
import { readInputs, UnreadablePath } from './sources';

interface EffectiveOptions extends Overrides {
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
  return new Command('effective')
    .description(
      'Show the configuration that a collector will run: values, chart defaults and presets together, with who put each line there.',
    )
    .option(
      '--values <file>',
      'values file or HelmRelease, - for standard input; default: every environment of the app',
    )
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
    .action((options: EffectiveOptions) => {
      process.exitCode = effective(options);
    });
}

function effective(options: EffectiveOptions): number {
  try {
    const answers = options.values === undefined ? ofApp(options) : ofValues(options.values, options);
    return print(answers, options);
  } catch (error) {
    if (error instanceof UnreadablePath) return complain(error.message, 2);
    if (error instanceof UnreadableValues || error instanceof AppFailure) {
      if (options.json === true) showJson({ ok: false, reason: error.message });
      return complain(error.message, 1);
    }
    throw error;
  }
}

function complain(message: string, status: number): number {
  tell(message);
  return status;
}

function ofValues(path: string, options: EffectiveOptions): Answer[] {
  const found = readInputs([path]).flatMap((source) => {
    if (source.text === undefined)
      throw new UnreadableValues(source.refusal?.message ?? `${source.name}: cannot be read`);
    return releasesIn(source.name, source.text, options);
  });
  if (found.length === 0)
    throw new UnreadableValues(`${path}: holds no HelmRelease of the chart opentelemetry-collector`);
  return found.map((release) => ({ found: release, result: explain(release.input) }));
}

function ofApp(options: EffectiveOptions): Answer[] {
  const { folder, dispose } = runApp();
  try {
    return directories(folder).flatMap((environment) =>
      manifests(join(folder, environment, 'observability')).flatMap((file): Answer[] => {
        const name = `dist/${environment}/observability/${file}`;
        const text = readFileSync(join(folder, environment, 'observability', file), 'utf8');
        learnSecrets(text);
        return releasesIn(name, text, options).map((found) => ({
          environment,
          found,
          result: explain(found.input),
        }));
      }),
    );
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

function manifests(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^helmrelease\..*\.yaml$/.test(name))
    .sort();
}

function print(answers: readonly Answer[], options: EffectiveOptions): number {
  if (answers.length === 0) complain('The app makes no HelmRelease of the chart opentelemetry-collector.', 0);
  for (const { found } of answers) for (const note of found.notes) complain(note, 0);
  if (options.json === true) printJson(answers, options.values !== undefined);
  else printText(answers, options.diff === true);
  return answers.every(({ result }) => result.ok) ? 0 : 1;
}

function printText(answers: readonly Answer[], diff: boolean): void {
  const parts: string[] = [];
  for (const { environment, found, result } of answers) {
    if (!result.ok) {
      complain(`${found.source}: ${result.reason}`, 1);
      continue;
    }
    for (const warning of result.warnings) complain(`${found.source}: warning: ${warning}`, 0);
    const text = diff ? diffText(result, findingsNotWritten(found.input)) : effectiveYaml(result);
    parts.push(environment === undefined ? text : `# ${yamlComment(`Environment ${environment}`)}\n${text}`);
  }
  if (diff) show(parts.join('\n'));
  else emit(parts.join('---\n'), true);
}

/** One object for one values file; a list for all that the app makes. */
function printJson(answers: readonly Answer[], single: boolean): void {
  const data = answers.map(({ environment, found, result }) => {
    const { chartVersion, release, namespace } = found.input;
    const named = { ...(environment === undefined ? {} : { environment }), chartVersion, release, namespace };
    if (!result.ok) return { ...named, ...result };
    const { origin, ...plain } = result;
    return { ...named, ...plain, findings: findingsNotWritten(found.input) };
  });
  const [first] = data;
  showJson(single && data.length === 1 ? first : data);
}

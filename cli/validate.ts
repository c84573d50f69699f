import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import {
  type CheckOptions,
  type Finding,
  grouped,
  type Judgement,
  judgeSources,
  type NotJudged,
  type Rule,
  ruleCatalog,
  type Severity,
  type Source,
  severities,
  summarise,
} from '../lib/checks';
import { explained, formsOf } from '../lib/checks/documentation';
import { baselineText, beyond, countsByRule, NoBaseline, readBaseline } from '../lib/checks/report';
import { catalogVersions, distributionName, distributions } from '../lib/collector/catalog';
import { counted, jsonText, nearest } from '../lib/documents';
import { isKubernetesRelease } from '../lib/platform';
import { readDefinitions } from './definitions';
import { endedBy, reasonOf, WrongUse } from './ending';
import { type EngineMode, engineFor, engineModes, missingEngine } from './engine';
import { type RenderOptions, rendererFor, withRenderOptions } from './helm/options';
import { ownManifest } from './manifest';
import { emit, emitOwn, knownSecrets, tell } from './output';
import { readRepositories } from './repositories';
import { readInputs, textOf, UnreadablePath } from './sources';
import { notKnown } from './unbuilt';

const formats = ['text', 'json', 'sarif', 'junit', 'github'] as const;
type Format = (typeof formats)[number];

interface ValidateOptions extends RenderOptions {
  readonly format: Format;
  readonly json?: boolean;
  readonly failOn: Severity;
  readonly rule?: readonly string[];
  readonly explain?: string;
  readonly chartVersion?: string;
  readonly collectorVersion?: string;
  readonly distribution?: string;
  readonly engine: EngineMode;
  readonly kubernetesVersion?: string;
  readonly baseline?: string;
  readonly crds?: readonly string[];
}

/** `otelflux validate`: judges manifests and collector configurations. Exit status 0, 1 findings, 2 wrong use. */
export function validateCommand(): Command {
  return withRenderOptions(new Command('validate'))
    .description(
      'Judge manifests and collector configurations: what the cluster would refuse, and what would not work in it.',
    )
    .argument('[path...]', 'files or folders of YAML, - for standard input', ['dist'])
    .addOption(new Option('--format <format>', 'how findings are printed').choices(formats).default('text'))
    .option('--json', 'the same as --format json')
    .addOption(
      new Option('--fail-on <severity>', 'lightest finding that fails').choices(severities).default('error'),
    )
    .option('--rule <id>', 'run this rule only; may be given several times', collect)
    .option('--explain <id>', 'print what a rule demands, with examples, and stop')
    .option('--chart-version <version>', 'chart that a values file is for; default: the newest that is known')
    .option('--collector-version <version>', 'release that runs a bare configuration, as 0.158.0')
    .option('--distribution <name>', 'distribution that runs a bare configuration: core, contrib, k8s, …')
    .option(
      '--baseline <file>',
      'findings that are accepted: written where the file is missing, otherwise only what is new counts',
    )
    .option(
      '--crds <path>',
      'CustomResourceDefinitions that the cluster holds: a folder, a file or a .tar.gz; may be given several times',
      appended,
    )
    .option(
      '--kubernetes-version <version>',
      'release of the cluster, as 1.30; default: the newest that is known',
    )
    .addOption(
      new Option(
        '--engine <mode>',
        'ask the collector itself too: where it is at hand (auto), in any case, never, or without the rules',
      )
        .choices(engineModes)
        .default('auto'),
    )
    .action((paths: string[], options: ValidateOptions) => {
      try {
        process.exitCode = validate(paths, options);
      } catch (error) {
        process.exitCode = endedBy('validate', error);
      }
    });
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, ...value.split(',')];
}

function appended(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Why an option cannot be used; undefined when each can. */
function optionProblem({
  distribution,
  collectorVersion,
  chartVersion,
}: ValidateOptions): string | undefined {
  if (distribution !== undefined && distributionName(distribution) === undefined)
    return `--distribution ${distribution}: there is no such distribution that the catalog knows: ${distributions.join(', ')}`;
  const isVersion = (text: string | undefined) =>
    text === undefined || /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(text);
  if (!isVersion(collectorVersion))
    return `--collector-version ${collectorVersion}: that is not a release; write it as ${catalogVersions.newest}`;
  if (!isVersion(chartVersion))
    return `--chart-version ${chartVersion}: that is not a version; write it as 0.170.0`;
  return undefined;
}

function validate(paths: readonly string[], options: ValidateOptions): number {
  if (options.explain !== undefined) return explain(options.explain, options);
  const problem = optionProblem(options);
  if (problem !== undefined) throw new WrongUse(problem);
  const unknown = (options.rule ?? []).find((id) => ruleById(id) === undefined);
  if (unknown !== undefined) throw new WrongUse(unknownRule(unknown));
  const { kubernetesVersion } = options;
  if (kubernetesVersion !== undefined && !isKubernetesRelease(kubernetesVersion))
    throw new WrongUse(`"${kubernetesVersion}" is not a release of Kubernetes; write it as 1.30`);
  return report(paths, options);
}

function ruleById(id: string): Rule | undefined {
  return ruleCatalog().find((rule) => rule.id.toLowerCase() === id.trim().toLowerCase());
}

function unknownRule(id: string): string {
  const wanted = id.toUpperCase();
  const ids = ruleCatalog().map((rule) => rule.id);
  // Letters are remembered, figures are not: the nearest of the same letters, if there is one.
  const family = ids.filter((each) => each.split('-')[0] === wanted.split('-')[0]).sort();
  const near = nearest(wanted, family) ?? nearest(wanted, ids);
  return `there is no rule ${id}; ${near === undefined ? 'docs/rules lists them' : `did you mean ${near}?`}`;
}

function explain(id: string, { format, json }: ValidateOptions): number {
  const rule = ruleById(id);
  if (rule === undefined) throw new WrongUse(unknownRule(id));
  const { title, severity, why, fix } = rule;
  const { wrong: bad, right: good } = formsOf(rule.example);
  const isJson = json === true || format === 'json';
  const data = { id: rule.id, title, severity, why, fix, bad, good };
  emitOwn(isJson ? `${jsonText(data)}\n` : explained(rule));
  return 0;
}

function report(paths: readonly string[], options: ValidateOptions): number {
  if (paths[0] === 'dist' && paths.length === 1 && !existsSync('dist'))
    throw new WrongUse(
      'dist: there is no such folder: run npm run synth first, or name what is to be judged',
    );
  const sources = readInputs(paths);
  const engine = engineFor(options.engine);
  const renderer = rendererFor(options);
  const judgement = judgeSources(sources, {
    ...checkOptions(options),
    ...(options.crds === undefined ? {} : { definitions: readDefinitions(options.crds) }),
    repositories: readRepositories(paths, sources),
    redactor: knownSecrets(),
    ...(engine === undefined ? {} : { engine }),
    ...(renderer === undefined ? {} : { renderer }),
  });
  const unknown = [
    ...judgement.notJudged,
    ...unappliedFiles(judgement.appliedByNothing),
    ...(engine === undefined && judgement.collectors > 0 ? missingEngine(options.engine) : []),
  ];
  const all = fresh(judgement.findings, options.baseline);
  const findings = isReadPlaceByPlace(options) ? all : grouped(all, ruleCatalog());
  emit(formatted({ ...judgement, findings, notJudged: unknown }, sources, options));
  for (const line of notKnown(unknown, '--json')) tell(line);
  for (const line of countsByRule(all, (id) => ruleById(id)?.title ?? '')) tell(line);
  const { error, warning, advice } = summarise(findings);
  const counts = `${counted(error, 'error')}, ${counted(warning, 'warning')}, ${advice} of advice`;
  tell(`${counted(sources.length, 'file')}: ${counts}`);
  const worst = severities.indexOf(options.failOn);
  return findings.some(({ severity }) => severities.indexOf(severity) <= worst) ? 1 : 0;
}

/** Formats that put each finding at its own line of the source, and fold what belongs together themselves. */
function isReadPlaceByPlace({ format, json }: ValidateOptions): boolean {
  return json !== true && (format === 'sarif' || format === 'junit' || format === 'github');
}

/** One entry for all files that nothing applies. */
function unappliedFiles(names: readonly string[]): NotJudged[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 5).join(', ');
  return [
    {
      what:
        names.length === 1 ? '1 file is applied by nothing' : `${names.length} files are applied by nothing`,
      why: 'no kustomization.yaml and no Kustomization of Flux leads to them',
      how: `name a file itself to have it judged: ${shown}${names.length > 5 ? ' and others' : ''}`,
    },
  ];
}

/** The findings that a baseline does not accept; the baseline is written where there is none yet. */
function fresh(findings: readonly Finding[], baseline: string | undefined): readonly Finding[] {
  if (baseline === undefined) return findings;
  const text = readBaselineFile(baseline);
  if (text === undefined) {
    writeFile(baseline, baselineText(findings));
    tell(`${baseline}: written, with ${counted(findings.length, 'finding')} that are accepted from now on`);
    return [];
  }
  const { fresh: added, gone } = beyond(findings, baselineIn(baseline, text));
  if (gone > 0)
    tell(`${baseline}: ${counted(gone, 'finding')} in it are gone; delete the file to write it anew`);
  return added;
}

function baselineIn(path: string, text: string): ReturnType<typeof readBaseline> {
  try {
    return readBaseline(text);
  } catch (error) {
    throw error instanceof NoBaseline ? new WrongUse(`${path} is not a baseline: ${error.message}`) : error;
  }
}

function readBaselineFile(path: string): string | undefined {
  // A link that leads nowhere is a file that is yet to be written.
  return existsSync(path) ? textOf(path) : undefined;
}

function writeFile(path: string, text: string): void {
  // Loaded here: few runs write, and the room loads much.
  const { writeWhole } = require('../lib/delivery') as typeof import('../lib/delivery');
  try {
    writeWhole(path, text);
  } catch (error) {
    throw new UnreadablePath(`${path}: the baseline cannot be written (${reasonOf(error)})`);
  }
}

function checkOptions({
  rule,
  engine,
  chartVersion,
  collectorVersion,
  distribution,
  kubernetesVersion,
}: ValidateOptions): CheckOptions {
  const rules =
    rule?.flatMap((id) => ruleById(id)?.id ?? []) ?? (engine === 'only' ? rulesOfTheEngine() : undefined);
  return {
    ...(rules === undefined ? {} : { rules }),
    ...(chartVersion === undefined ? {} : { chartVersion }),
    ...(collectorVersion === undefined ? {} : { collectorVersion: collectorVersion.replace(/^v/, '') }),
    ...(distribution === undefined ? {} : { distribution: distribution.replace(/^otelcol-/, '') }),
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion: kubernetesVersion.replace(/^v/, '') }),
  };
}

/** The collector's verdict, and what stops the input from being read at all. */
function rulesOfTheEngine(): string[] {
  return ruleCatalog().flatMap(({ id }) => (/^(CO|IN)-/.test(id) ? [id] : []));
}

function formatted(
  { findings, notJudged }: Judgement,
  sources: readonly Source[],
  options: ValidateOptions,
): string {
  // Loaded here, so that a run pays for the one format that it prints.
  const reports = require('../lib/checks/report') as typeof import('../lib/checks/report');
  switch (options.json === true ? 'json' : options.format) {
    case 'json':
      return reports.jsonReport(findings, notJudged);
    case 'sarif':
      return reports.sarifReport(findings, ruleCatalog(), ownManifest().version);
    case 'junit':
      return reports.junitReport(
        findings,
        sources.map(({ name }) => name),
        options.failOn,
      );
    case 'github':
      return reports.githubReport(findings);
    default:
      return reports.textReport(findings);
  }
}

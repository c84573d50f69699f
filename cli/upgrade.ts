import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Source } from '../lib/checks';
import { patchOf, replaceFile } from '../lib/delivery';
import { counted, placeText, sortedBy, terminalLine } from '../lib/documents';
import {
  type Note,
  type ProgramFile,
  type Proof,
  readTarget,
  rewriteProgram,
  UnknownTarget,
  type Upgrade,
  type UpgradedCollector,
  type UpgradedFile,
  type UpgradeTarget,
  upgrade,
} from '../lib/upgrade';
import { AppFailure, runApp } from './app';
import { endedBy, reasonOf, WrongUse } from './ending';
import { type EngineMode, engineFor, engineModes } from './engine';
import { emit, show, showJson, tell } from './output';
import { readInputs, standardInput } from './sources';

interface Options {
  readonly to: string;
  readonly from?: string;
  readonly write?: boolean;
  readonly patch?: boolean;
  readonly json?: boolean;
  readonly keepStoredNames?: boolean;
  readonly engine: EngineMode;
}

const examples = `
Examples:
  otelflux upgrade --to 0.158.0 clusters/          what collector 0.158.0 wants otherwise; writes nothing
  otelflux upgrade --to chart-0.170.0 --write      the program of cdk8s.yaml
  otelflux upgrade --to 0.158.0 - < config.yaml    the new configuration on standard output`;

/** `otelflux upgrade`: writes configurations anew for another release. Exit status 0, 1 the new release refuses something or something is left to do by hand, 2 wrong use. */
export function upgradeCommand(): Command {
  return new Command('upgrade')
    .description(
      'Write configurations anew for another release of the collector or its chart; tell what runs differently, what is lost, and whether both sides are accepted.',
    )
    .argument(
      '[path...]',
      'files or folders of YAML, - for standard input; default: the program of cdk8s.yaml',
    )
    .requiredOption(
      '--to <release>',
      'collector release, as 0.158.0, or version of the chart, as chart-0.170.0',
    )
    .option('--from <release>', 'collector release that runs what does not say which one does')
    .option('--write', 'write the files; without it nothing is changed')
    .option('--patch', 'print the changes of the files too')
    .option(
      '--keep-stored-names',
      'keep old names under which queues and checkpoints are stored, as long as the release takes them',
    )
    .option('--json', 'print the outcome for programs')
    .addOption(
      new Option(
        '--engine <mode>',
        'ask the collector itself too: where it is at hand (auto), in any case, or never',
      )
        .choices(engineModes.filter((mode) => mode !== 'only'))
        .default('auto'),
    )
    .addHelpText('after', examples)
    .action((paths: string[], options: Options) => {
      process.exitCode = run(paths, options);
    });
}

function run(paths: readonly string[], options: Options): number {
  try {
    const target = readTarget(options.to);
    if (options.from !== undefined && !/^\d+\.\d+\.\d+$/.test(options.from))
      throw new WrongUse(`--from ${options.from}: that is not a release; write it as 0.113.0`);
    if (paths.length === 0 && existsSync('cdk8s.yaml')) return upgradeProgram(target, options);
    const sources = readInputs(paths.length === 0 ? ['dist'] : paths);
    const result = upgraded(sources, target, options);
    const isPiped = paths.includes('-');
    if (isPiped) process.stdout.write(textOf(standardInput, result, sources));
    else if (options.write === true) writeAll(result.files);
    tellOutcome(result, result.files, options, isPiped);
    return statusOf(result);
  } catch (error) {
    return endedBy('upgrade', error instanceof UnknownTarget ? new WrongUse(error.message) : error);
  }
}

/** A text as it is afterwards, changed or not. */
function textOf(name: string, { files }: Upgrade, sources: readonly Source[]): string {
  const changed = files.find((file) => file.name === name);
  return changed?.after ?? sources.find((source) => source.name === name)?.text ?? '';
}

function upgraded(
  sources: readonly Source[],
  target: UpgradeTarget,
  { from, keepStoredNames, engine }: Options,
): Upgrade {
  const judge = engineFor(engine);
  return upgrade(sources, {
    target,
    ...(from === undefined ? {} : { from }),
    ...(keepStoredNames === true && { keepStored: true }),
    ...(judge && { engine: judge }),
  });
}

/** All of them or none: where one cannot be written, those before it become what they were. */
function writeAll(files: readonly (UpgradedFile | ProgramFile)[]): void {
  const written: { readonly name: string; readonly before: string }[] = [];
  for (const { name, after } of files) {
    try {
      const before = readFileSync(name, 'utf8');
      written.push({ name, before });
      replaceFile(name, after);
    } catch (error) {
      for (const one of written) replaceFile(one.name, one.before);
      throw new WrongUse(`${name} cannot be written, and nothing was: ${reasonOf(error)}`);
    }
  }
}

/** Of a program the output is upgraded as a forecast; what is written is the program itself, and then it must still run. */
function upgradeProgram(target: UpgradeTarget, options: Options): number {
  if (target.chart === undefined)
    throw new WrongUse(
      `no known chart installs collector ${target.collector}; name a chart, as --to chart-0.170.0`,
    );
  const result = upgraded(outputOfApp(), target, options);
  const versions = new Set(result.collectors.flatMap(({ from }) => from.chart ?? []));
  const { chart } = target;
  const files = programFiles('.').flatMap(
    (name) => rewriteProgram(name, readFileSync(name, 'utf8'), versions, chart) ?? [],
  );
  const changes = files.flatMap(({ name, lines }) =>
    lines.map((line): Note => ({ message: `the chart becomes ${chart}`, location: { file: name, line } })),
  );
  const missing: Note[] =
    changes.length === 0 && versions.size > 0 && !versions.has(chart)
      ? [
          {
            message: `${[...versions].join(', ')} is not found behind \`chart:\` in the program; write ${chart} there by hand`,
            location: {},
          },
        ]
      : [];
  if (options.write === true) writeProgram(files);
  const told = { ...result, changes, byHand: [...missing, ...result.byHand] };
  tellOutcome(told, files, options, false);
  return statusOf(told);
}

function outputOfApp(): Source[] {
  const app = runApp();
  try {
    return readInputs([app.folder]).map((source) => ({
      ...source,
      name: source.name.replace(app.folder, 'dist'),
      base: 'dist',
    }));
  } finally {
    app.dispose();
  }
}

/** Puts the old program back where the new one does not run. */
function writeProgram(files: readonly ProgramFile[]): void {
  writeAll(files);
  try {
    runApp().dispose();
  } catch (error) {
    writeAll(files.map((file) => ({ ...file, after: file.before })));
    if (error instanceof AppFailure)
      throw new AppFailure(
        `with the new version the program fails, so that it was left as it was:\n${error.message}`,
      );
    throw error;
  }
}

/** TypeScript files of a program: not what it depends on, writes, or has generated. */
function programFiles(folder: string): string[] {
  return sortedBy(readdirSync(folder, { withFileTypes: true }), ({ name }) => name).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || /^(?:node_modules|dist|build|imports|test)$/.test(entry.name))
      return [];
    if (entry.isDirectory()) return programFiles(path);
    return entry.isFile() && /\.[cm]?ts$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function statusOf({ new: { errors }, byHand }: Upgrade): number {
  return errors.length === 0 && byHand.length === 0 ? 0 : 1;
}

/** To standard error where standard output carries the new configuration. */
function tellOutcome(
  result: Upgrade,
  files: readonly UpgradedFile[] | readonly ProgramFile[],
  options: Options,
  isPiped: boolean,
): void {
  const notJudged = [
    ...result.old.notJudged.map(ofSide('before')),
    ...result.new.notJudged.map(ofSide('after')),
  ];
  if (options.json === true && !isPiped) {
    showJson({
      ...result,
      files: files.map(({ name }) => name),
      notJudged,
      written: options.write === true,
    });
    return;
  }
  const text = report(result, files, options.write === true);
  if (isPiped) for (const line of text.trimEnd().split('\n')) tell(terminalLine(line));
  else {
    show(text);
    if (options.patch === true)
      emit(files.map(({ name, before, after }) => patchOf(name, before, after)).join(''), true);
  }
  for (const { what, why, how } of notJudged) tell(terminalLine(`not judged: ${what}. ${why} ${how}`));
}

function ofSide(side: string) {
  return ({ what, why, how }: Proof['notJudged'][number]) => ({ what: `${what}, ${side}`, why, how });
}

function report(result: Upgrade, files: readonly { readonly name: string }[], isWritten: boolean): string {
  const parts = [
    ...section('Written anew', result.changes.map(noted)),
    ...section('Left to do by hand', result.byHand.map(noted)),
    ...result.collectors.flatMap(collectorLines),
    ...proofLines('before', result.old),
    ...proofLines('after', result.new),
    files.length === 0
      ? 'no file changes'
      : `${counted(files.length, 'file')} ${isWritten ? 'written' : 'would change; --write writes them'}`,
  ];
  return `${parts.map(terminalLine).join('\n')}\n`;
}

function collectorLines({ title, from, to, differs, lost, stays, flips }: UpgradedCollector): string[] {
  const moves = (['chart', 'collector'] as const).flatMap((key) =>
    from[key] === to[key] ? [] : [`${key} ${from[key] ?? 'unknown'} → ${to[key] ?? 'unknown'}`],
  );
  const remarks = differs.filter((remark) => !moves.includes(remark));
  const lines = [
    ...section(
      '  What is lost',
      lost.map((line) => `!! ${line}`),
    ),
    ...section('  What is found again', stays),
    ...section('  What runs differently', remarks),
    ...section(
      '  What the releases between do otherwise',
      flips.map(({ message, path }) => `${path}: ${message}`),
    ),
  ];
  return lines.length + moves.length === 0
    ? []
    : [`${title}${moves.length === 0 ? '' : `: ${moves.join(', ')}`}`, ...lines];
}

function proofLines(side: string, { errors, notJudged }: Proof): string[] {
  if (errors.length === 0)
    return [`${side}: accepted${notJudged.length === 0 ? '' : ', as far as the catalog knows'}`];
  return [
    `${side}: ${counted(errors.length, 'error')}`,
    ...errors.map((error) => `  ${placeText(error)} ${error.rule}: ${error.message}`),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  const indent = /^ */.exec(title)?.[0] ?? '';
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `${indent}  ${line}`)];
}

function noted({ message, location }: Note): string {
  const place = placeText(location);
  return place === '' ? message : `${place} ${message}`;
}

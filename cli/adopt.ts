import { rmSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import {
  type AdoptedProgram,
  type AdoptInput,
  type AdoptNote,
  adopt,
  indexOf,
  NotAdoptable,
  readInputs,
} from '../lib/adopt';
import { catalogVersions } from '../lib/collector/catalog';
import { compareReleases, jsonText, placeText, terminalLine } from '../lib/documents';
import { endedBy, reasonOf, WrongUse } from './ending';
import { emit, tell } from './output';
import { readInputs as readFiles } from './sources';

interface Options {
  readonly collector?: string;
  readonly object?: string;
  readonly output?: string;
  readonly model: string;
  readonly charts: string;
  readonly json?: boolean;
}

/** `otelflux adopt`: a collector configuration becomes TypeScript. Exit status 0, 1 something is lost, 2 wrong use. */
export function adoptCommand(): Command {
  return new Command('adopt')
    .description(
      'Write the TypeScript that emits a collector configuration: a bare one, a ConfigMap, a release of the collector’s chart (HelmRelease, Argo CD Application, helmfile, values file, Terraform), an OpenTelemetryCollector.',
    )
    .argument('[path...]', 'files of YAML or Terraform and folders, - for standard input')
    .option(
      '--collector <version>',
      'release whose component names are written; default: what the chart runs, else the newest known',
    )
    .option('--object <title>', 'which configuration of a file with several, as "ConfigMap shop/collector"')
    .option('-o, --output <file>', 'write to this new file; default: standard output')
    .option('--model <module>', 'module that exports the model', 'otelflux')
    .option('--charts <module>', 'module that exports CollectorChart', 'otelflux/charts')
    .option('--json', 'print code and notes as JSON')
    .action((paths: readonly string[], options: Options) => {
      process.exitCode = run(paths, options);
    });
}

function run(paths: readonly string[], options: Options): number {
  try {
    return write(adopted(paths, options), options);
  } catch (error) {
    if (error instanceof NotAdoptable) {
      for (const reason of error.reasons) tell(reason);
      return 1;
    }
    return endedBy('adopt', error);
  }
}

function adopted(paths: readonly string[], options: Options): AdoptedProgram {
  const version = options.collector === undefined ? undefined : releaseOf(options.collector);
  return adopt(chosen(inputsOf(textsOf(paths)), options.object), {
    ...(version === undefined ? {} : { version }),
    modules: { model: options.model, charts: options.charts },
  });
}

/** The configurations of all texts; of several texts, some may hold none. */
function inputsOf(texts: readonly { readonly name: string; readonly text: string }[]): AdoptInput[] {
  const reasons: string[] = [];
  const index = indexOf(texts);
  const inputs = texts.flatMap(({ name, text }) => {
    try {
      return readInputs(name, text, index);
    } catch (error) {
      if (!(error instanceof NotAdoptable)) throw error;
      reasons.push(...error.reasons);
      return [];
    }
  });
  if (inputs.length === 0) throw new NotAdoptable(reasons);
  return inputs;
}

function textsOf(paths: readonly string[]): { name: string; text: string }[] {
  if (paths.length === 0)
    throw new WrongUse('name what is to be adopted: files, folders, or - for standard input');
  return readFiles(paths).map(({ name, text, refusal }) => {
    if (text === undefined) throw new NotAdoptable([refusal?.message ?? `${name} cannot be read`]);
    return { name, text };
  });
}

function releaseOf(text: string): string {
  const version = text.replace(/^v/, '');
  const { oldest, newest } = catalogVersions;
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new WrongUse(`--collector ${text} is not a release; write it as ${newest}`);
  if (compareReleases(version, oldest) < 0 || compareReleases(version, newest) > 0) {
    throw new WrongUse(`--collector ${text} is outside of what the catalog knows, ${oldest} to ${newest}`);
  }
  return version;
}

function chosen(inputs: readonly AdoptInput[], title: string | undefined): AdoptInput {
  const matching = title === undefined ? inputs : inputs.filter((input) => input.title === title);
  const [first, second] = matching;
  if (first !== undefined && second === undefined) return first;
  const titles = inputs.map((input) => `"${input.title}"`).join(', ');
  throw new WrongUse(
    first === undefined
      ? `there is no "${title}" in it, but ${titles}`
      : `there are ${matching.length} configurations in it: choose one with --object: ${titles}`,
  );
}

function write(program: AdoptedProgram, { output, json }: Options): number {
  const { code, notes, version } = program;
  const text = json === true ? `${jsonText({ code, version, notes })}\n` : code;
  if (output === undefined) emit(text);
  else writeNew(output, text);
  for (const note of notes) tell(terminalLine(line(note)));
  const count = (kind: AdoptNote['kind']) => notes.filter((note) => note.kind === kind).length;
  tell(
    `for collector ${version}: ${count('lost')} lost, ${count('changed')} written in another way, ${count('kept')} carried unchecked`,
  );
  return count('lost') > 0 ? 1 : 0;
}

/** An existing file may hold somebody's work by now. */
function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    // Half of a program helps nobody.
    if (!isTaken) rmSync(path, { force: true });
    const reason = isTaken ? 'it exists; adopt into a new file' : reasonOf(error);
    throw new WrongUse(`${path} cannot be written: ${reason}`);
  }
}

function line({ kind, message, location }: AdoptNote): string {
  return `${placeText({ ...location, file: location.file ?? '-' })}: ${kind}: ${message}`;
}

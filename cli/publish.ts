import { Command } from 'commander';
import { BrokenJournal, Locked } from '../lib/delivery';
import { formatText } from '../lib/delivery/diff';
import {
  type Choice,
  GitFailed,
  type PublishedEnvironment,
  type PublishedMany,
  PublishRefused,
  PublishUsage,
  publishMany,
} from '../lib/delivery/publish';
import { endedBy, isSystemError, Refusal, WrongUse } from './ending';
import { show, showJson, tell } from './output';

interface Options {
  readonly to: string;
  readonly path?: string;
  readonly environment?: readonly string[];
  readonly all?: boolean;
  readonly wave?: string;
  readonly select?: string;
  readonly keepGoing?: boolean;
  readonly tree: string;
  readonly commit?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly allowConflicts?: boolean;
  readonly review: boolean;
  readonly json?: boolean;
}

const examples = `
It owns the files that it wrote, listed with hashes in .otelflux.json beside them, and touches no other. It refuses,
with exit status 1 and not a byte written, where something of others would be lost or Flux would not see the tree.

Examples:
  otelflux publish --to ../fleet --environment develop --dry-run     what would change there
  otelflux publish --to ../fleet --environment develop --commit      write and commit it
  otelflux publish --to ../fleet --environment production --path clusters/eu-1/tracing
  otelflux publish --to ../fleet --wave canary --commit              each cluster of a wave, in one commit
  otelflux publish --to ../fleet --select region=eu,wave!=canary --commit --keep-going
                                                                     those that nothing speaks against`;

/** `otelflux publish`: brings trees of environments into the repository that Flux watches. Exit status 0, 1 refused, 2 wrong use. */
export function publishCommand(): Command {
  return new Command('publish')
    .description('Bring the trees of environments into a checkout of the repository that Flux watches.')
    .requiredOption('--to <checkout>', 'root of the checkout')
    .option(
      '--path <folder>',
      'folder in the checkout; {environment}, {region} and other labels stand for their values (default: clusters/{environment}/platform)',
    )
    .option('--environment <name...>', 'environments to publish (default: the only one)')
    .option('--all', 'publish all environments')
    .option('--wave <name>', 'publish the environments of a wave')
    .option('--select <selector>', 'publish those whose cluster has these labels: region=eu,wave!=canary')
    .option(
      '--keep-going',
      'publish those that nothing speaks against; the exit status is 1 if there are others',
    )
    .option('--tree <folder>', 'folder with the synthesised trees', 'dist')
    .option('--commit', 'commit the files to the current branch, in one step and without hooks')
    .option('--dry-run', 'say what would change, write nothing')
    .option('--force', 'overwrite owned files that were edited by hand')
    .option('--allow-conflicts', 'tell what else applies the objects, and publish nevertheless')
    .option('--no-review', 'leave out the files for people (review/)')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', examples)
    .action((options: Options) => {
      process.exitCode = run(options);
    });
}

function run({ tree, environment, all, wave, select, ...options }: Options): number {
  try {
    const choice = choiceOf({ environment, all, wave, select });
    const done = publishMany({ ...options, output: tree, choice });
    report(done, options);
    return done.refused.length === 0 ? 0 : refused(refusedLines(done));
  } catch (error) {
    if (error instanceof PublishUsage) return endedBy('publish', new WrongUse(error.message));
    if (error instanceof PublishRefused) {
      if (options.json) showJson({ refused: error.problems });
      else show(error.edits);
      return refused([...error.problems, 'nothing was written']);
    }
    if (
      error instanceof Locked ||
      error instanceof GitFailed ||
      error instanceof BrokenJournal ||
      isSystemError(error)
    )
      return endedBy('publish', new Refusal(error.message));
    throw error;
  }
}

function choiceOf({
  environment,
  all,
  wave,
  select,
}: Pick<Options, 'environment' | 'all' | 'wave' | 'select'>): Choice {
  const choices: Choice[] = [
    ...(environment === undefined ? [] : [{ environments: environment.flatMap((name) => name.split(',')) }]),
    ...(all === true ? [{ all } as const] : []),
    ...(wave === undefined ? [] : [{ wave }]),
    ...(select === undefined ? [] : [{ select }]),
  ];
  if (choices.length > 1)
    throw new PublishUsage(
      'give one of --environment, --all, --wave and --select: --select wave=canary,region=eu takes both together',
    );
  return choices[0] ?? { only: true };
}

/** Each environment that stays as it was, by name, and all of them in the last line. */
function refusedLines({ refused }: PublishedMany): string[] {
  return [
    ...refused.flatMap(({ environment, problems }) =>
      problems.map((problem) => `${environment}: ${problem}`),
    ),
    `not published: ${refused.map(({ environment }) => environment).join(', ')}, as ${refused.length === 1 ? 'it was' : 'they were'}`,
  ];
}

function refused(problems: readonly string[]): number {
  for (const problem of problems) tell(`otelflux publish: ${problem}`);
  return 1;
}

function report(done: PublishedMany, options: Pick<Options, 'json' | 'dryRun'>): void {
  if (options.json) showJson(jsonOf(done));
  else {
    show(done.refused.map(({ edits }) => edits).join(''));
    show(formatText(done.diff));
  }
  const many = done.environments.length > 1;
  const lines = [
    ...(done.recovered ? ['an earlier run had been killed; it was completed first'] : []),
    ...done.environments.flatMap(({ environment, notes }) =>
      notes.map((note) => (many ? `${environment}: ${note}` : note)),
    ),
    ...outcomes(done, options),
  ];
  for (const line of lines) tell(`otelflux publish: ${line}`);
}

/** One environment as it always was; several with what was refused. */
function jsonOf({ environments, ...outcome }: PublishedMany): object {
  const [only, ...others] = environments;
  if (only !== undefined && others.length === 0 && outcome.refused.length === 0) {
    const { refused: _, ...rest } = outcome;
    return { ...only, ...rest };
  }
  return { environments, ...outcome };
}

function outcomes({ environments, commit }: PublishedMany, { dryRun }: Pick<Options, 'dryRun'>): string[] {
  const changed = environments.filter(({ written, deleted }) => written.length + deleted.length > 0);
  if (environments.length === 1) return environments.map((one) => outcome(one, commit, dryRun));
  const same = environments.length - changed.length;
  return [
    ...changed.map(
      (one) => `${one.environment} → ${one.target}: ${dryRun ? 'would be ' : ''}${numbersOf(one)}`,
    ),
    ...(same === 0 ? [] : [`${same} up to date`]),
    ...endOf(changed.length, commit, dryRun),
  ];
}

function endOf(changed: number, commit: PublishedMany['commit'], dryRun = false): string[] {
  if (dryRun) return ['nothing was written'];
  if (commit !== undefined) return [`commit ${commit.id.slice(0, 12)} on ${commit.branch}`];
  return changed === 0 ? [] : ['commit them, or run it again with --commit'];
}

function numbersOf({ written, deleted, files }: PublishedEnvironment): string {
  return `${written.length} written, ${deleted.length} deleted, ${files} in all`;
}

function outcome(one: PublishedEnvironment, commit: PublishedMany['commit'], dryRun = false): string {
  const { environment, target, written, deleted } = one;
  const numbers = numbersOf(one);
  if (dryRun) return `${environment} → ${target}: would be ${numbers}; nothing was written`;
  if (commit !== undefined)
    return `${environment} → ${target}: ${numbers}; commit ${commit.id.slice(0, 12)} on ${commit.branch}`;
  if (written.length + deleted.length === 0) return `${environment} → ${target}: up to date`;
  return `${environment} → ${target}: ${numbers}; commit them, or run it again with --commit`;
}

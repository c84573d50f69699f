import { Command } from 'commander';
import { BrokenJournal, Locked } from '../lib/delivery';
import { formatText } from '../lib/delivery/diff';
import { GitFailed, type Published, PublishRefused, PublishUsage, publish } from '../lib/delivery/publish';
import { show, showJson, tell } from './output';

interface Options {
  readonly to: string;
  readonly path?: string;
  readonly environment?: string;
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
  otelflux publish --to ../fleet --environment production --path clusters/eu-1/tracing`;

/** `otelflux publish`: brings one environment's tree into the repository that Flux watches. Exit status 0, 1 refused, 2 wrong use. */
export function publishCommand(): Command {
  return new Command('publish')
    .description('Bring the tree of one environment into a checkout of the repository that Flux watches.')
    .requiredOption('--to <checkout>', 'root of the checkout')
    .option('--path <folder>', 'folder in the checkout (default: clusters/<environment>/platform)')
    .option('--environment <name>', 'environment to publish (default: the only one)')
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

function run({ tree, ...options }: Options): number {
  try {
    report(publish({ ...options, output: tree }), options);
    return 0;
  } catch (error) {
    if (error instanceof PublishUsage) return complain([error.message], 2);
    if (error instanceof PublishRefused) {
      if (options.json) showJson({ refused: error.problems });
      else show(error.edits);
      return complain([...error.problems, 'nothing was written'], 1);
    }
    if (
      error instanceof Locked ||
      error instanceof GitFailed ||
      error instanceof BrokenJournal ||
      isSystemError(error)
    )
      return complain([error.message], 1);
    throw error;
  }
}

/** A full disk, a missing right. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

function complain(problems: readonly string[], status: number): number {
  for (const problem of problems) tell(`otelflux publish: ${problem}`);
  return status;
}

function report(done: Published, options: Pick<Options, 'json' | 'dryRun'>): void {
  if (options.json) showJson(done);
  else show(formatText(done.diff));
  const lines = [
    ...(done.recovered ? ['an earlier run had been killed; it was completed first'] : []),
    ...done.notes,
    outcome(done, options),
  ];
  for (const line of lines) tell(`otelflux publish: ${line}`);
}

function outcome(
  { environment, target, written, deleted, files, commit }: Published,
  { dryRun }: Pick<Options, 'dryRun'>,
): string {
  const numbers = `${written.length} written, ${deleted.length} deleted, ${files} in all`;
  if (dryRun) return `${environment} → ${target}: would be ${numbers}; nothing was written`;
  if (commit !== undefined)
    return `${environment} → ${target}: ${numbers}; commit ${commit.id.slice(0, 12)} on ${commit.branch}`;
  if (written.length + deleted.length === 0) return `${environment} → ${target}: up to date`;
  return `${environment} → ${target}: ${numbers}; commit them, or run it again with --commit`;
}

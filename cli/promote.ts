import { Command } from 'commander';
import { type Decision, GitFailed, type Promoted, PromoteUsage, promote } from '../lib/delivery/promote';
import { endedBy, isSystemError, Refusal, WrongUse } from './ending';
import { show, showJson, tell } from './output';

interface Options {
  readonly file: string;
  readonly tree: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `otelflux promote`: takes over images that stood in another environment for long enough. Exit status 0, 1 disk or git failed, 2 wrong use. */
export function promoteCommand(): Command {
  return new Command('promote')
    .description('take over images that stood in another environment for as long as this one asks')
    .option('--file <file>', 'the file that names images, a block an environment', 'environments/images.yaml')
    .option('--tree <folder>', 'folder with the synthesised trees', 'dist')
    .option('--dry-run', 'say what would change, write nothing')
    .option('--json', 'print what was done as JSON')
    .action(({ file, tree, ...options }: Options) => {
      try {
        report(promote({ file, output: tree, dryRun: options.dryRun ?? false }), options);
        process.exitCode = 0;
      } catch (error) {
        process.exitCode = endedBy('promote', endOf(error));
      }
    });
}

/** A full disk, a missing right and a git that fails are no fault of the call. */
function endOf(error: unknown): unknown {
  if (error instanceof PromoteUsage) return new WrongUse(error.message);
  return error instanceof GitFailed || isSystemError(error) ? new Refusal(error.message) : error;
}

function report(done: Promoted, { json }: Pick<Options, 'json'>): void {
  if (json) showJson(done);
  else show(done.promoted.map((one) => `${line(one)}\n`).join(''));
  for (const one of done.waiting) tell(`otelflux promote: ${line(one)}: in ${hours(one.wait)}`);
  if (done.isShallow)
    tell(
      'otelflux promote: the history of this clone is cut off, so tags look younger than they are: fetch all of it',
    );
  if (done.promotions === 0)
    tell(
      "otelflux promote: no environment takes over images: write promotion: { from: 'develop', after: '72h' } in the facts of one",
    );
  else if (done.promoted.length + done.waiting.length === 0) tell('otelflux promote: nothing to take over');
}

function line({ environment, service, before, after, from }: Decision): string {
  return `${environment}.${service}: ${before} → ${after}, from ${from}`;
}

function hours(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  return `${Math.floor(minutes / 60)}h${minutes % 60}m`;
}

import { existsSync, statSync } from 'node:fs';
import { Command, Option } from 'commander';
import { recover } from '../lib/delivery';
import {
  compareTrees,
  type Environments,
  formatMarkdown,
  formatText,
  isRevision,
  isSame,
  matchEnvironments,
  openFolder,
  openRevision,
  type TreeDiff,
  UnknownTree,
} from '../lib/delivery/diff';
import { jsonText } from '../lib/documents';
import { runApp } from './app';
import { endedBy, WrongUse } from './ending';
import { emit, tell } from './output';

const formats = ['text', 'markdown', 'json'] as const;
type Format = (typeof formats)[number];

interface DiffOptions {
  readonly against: string;
  readonly tree: string;
  readonly environment?: string;
  readonly synth?: boolean;
  readonly format: Format;
  readonly json?: boolean;
  readonly exitCode?: boolean;
}

const examples = `
Examples:
  otelflux diff                                what changed in dist/ since the last commit
  otelflux diff --against origin/main          what this branch changes
  otelflux diff --against ../fleet/clusters/develop/platform --environment develop
                                               what publishing would change there
  otelflux diff --format markdown              for a comment on a pull request`;

/** `otelflux diff`: what a change means. Exit status 0, with --exit-code 1 for differences, 1 for unreadable YAML, 2 wrong use. */
export function diffCommand(): Command {
  return new Command('diff')
    .description(
      'Show what a change does: objects and fields, collectors as they run, pods that restart, what Flux deletes.',
    )
    .option(
      '--against <revision|folder>',
      'what to compare with: a revision of this repository, or a folder with a tree',
      'HEAD',
    )
    .option('--tree <folder>', 'the tree that is new', 'dist')
    .option('--environment <name>', 'only this environment')
    .option(
      '--synth',
      'run the app of cdk8s.yaml and take what it writes for the new tree; writes nothing to dist',
    )
    .addOption(new Option('--format <format>', 'how it is told').choices(formats).default('text'))
    .option('--json', 'the same as --format json')
    .option('--exit-code', 'exit with 1 where there are differences')
    .addHelpText('after', examples)
    .action((options: DiffOptions) => {
      process.exitCode = run(options);
    });
}

function run(options: DiffOptions): number {
  try {
    const diff = compare(options);
    emit(print(diff, options.json ? 'json' : options.format));
    for (const problem of diff.problems) tell(`otelflux diff: ${problem}`);
    if (diff.problems.length > 0) return 1;
    return options.exitCode && !isSame(diff) ? 1 : 0;
  } catch (error) {
    return endedBy('diff', error instanceof UnknownTree ? new WrongUse(error.message) : error);
  }
}

function compare(options: DiffOptions): TreeDiff {
  recover(options.tree);
  if (!options.synth) return compareWith(options, openFolder(options.tree));
  const app = runApp();
  try {
    return compareWith(options, openFolder(app.folder));
  } finally {
    app.dispose();
  }
}

function compareWith(options: DiffOptions, after: Environments): TreeDiff {
  const [former, latter] = matchEnvironments(openFormer(options, after), after, options.environment);
  return compareTrees(former, latter, options.environment);
}

/** A folder of that name goes before a revision, unless it is the tree itself or the name is a branch as well. */
function openFormer({ against, tree }: DiffOptions, after: Environments): Environments {
  if (!existsSync(against) || !statSync(against).isDirectory()) return openRevision(against, tree, after);
  if (!against.includes('/') && against !== tree && inRepository(tree) && isRevision(against, tree)) {
    throw new UnknownTree(
      `--against ${against}: both a folder and a revision: write ./${against} or refs/heads/${against}`,
    );
  }
  return openFolder(against);
}

function inRepository(tree: string): boolean {
  try {
    isRevision('HEAD', tree);
    return true;
  } catch {
    return false;
  }
}

function print(diff: TreeDiff, format: Format): string {
  switch (format) {
    case 'json':
      return `${jsonText(diff)}\n`;
    case 'markdown':
      return formatMarkdown(diff);
    case 'text':
      return isSame(diff) ? '' : formatText(diff);
  }
}

import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** A git command that failed. */
export class GitFailed extends Error {
  constructor(
    message: string,
    /** Exit status, where git ran at all. */
    readonly status?: number,
  ) {
    super(message);
    this.name = 'GitFailed';
  }

  /** Whether there is no repository; any other failure says nothing of that. */
  get isOutside(): boolean {
    return this.message.includes('not a git repository');
  }
}

/** A file of a git tree. */
export interface TreeEntry {
  readonly mode: string;
  readonly blob: string;
  /** Relative to the root of the repository. */
  readonly path: string;
}

export interface GitOptions {
  readonly input?: string | Buffer;
  /** Another index than the checkout's own. */
  readonly index?: string;
}

/**
 * Variables that a hook of another repository would set, and that would lead every command there; and the locks of
 * read-only commands, which would rewrite the index of a checkout that must stay byte for byte as it is.
 */
function gitEnvironment(index: string | undefined): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
  const leading = [
    'GIT_DIR',
    'GIT_WORK_TREE',
    'GIT_INDEX_FILE',
    'GIT_OBJECT_DIRECTORY',
    'GIT_NAMESPACE',
    'GIT_PREFIX',
  ];
  for (const name of [...leading, 'GIT_COMMON_DIR', 'GIT_ALTERNATE_OBJECT_DIRECTORIES'])
    delete environment[name];
  if (index !== undefined) environment.GIT_INDEX_FILE = index;
  return environment;
}

/** The work tree of a git repository. */
export class Checkout {
  private constructor(
    /** Absolute, symbolic links resolved. */
    readonly root: string,
    /** Git's own folder for this work tree, absolute. */
    readonly gitFolder: string,
  ) {}

  /**
   * Opens the checkout that a folder is in.
   * @throws GitFailed when it is in none, or git is missing
   */
  static around(folder: string): Checkout {
    const { root, gitFolder } = locate(folder);
    return new Checkout(root, gitFolder);
  }

  /** Output of a git command. @throws GitFailed with git's own words */
  run(args: readonly string[], options: GitOptions = {}): Buffer {
    return runGit(this.root, args, options);
  }

  /** Output of a git command as text without the line break at its end. */
  text(args: readonly string[], options: GitOptions = {}): string {
    return this.run(args, options).toString('utf8').replace(/\n$/, '');
  }

  /**
   * Output of a git command as text, or undefined when the answer is no.
   * @param no each exit status by which this command says no; any other failure is one
   */
  ask(args: readonly string[], no: readonly number[] = [1]): string | undefined {
    try {
      return this.text(args);
    } catch (error) {
      if (error instanceof GitFailed && no.includes(error.status ?? 0)) return undefined;
      throw error;
    }
  }

  /** A revision as the name of its commit, or undefined where it has none. */
  commit(revision: string): string | undefined {
    return this.ask(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  }

  /** Files of a revision below a folder; empty where there is none. */
  files(revision: string, folder: string): TreeEntry[] {
    return this.entries(revision, folder === '' ? '.' : `${folder}/`);
  }

  /** Content of one file of a revision, or undefined where it has none. */
  content(revision: string, path: string): Buffer | undefined {
    const entry = this.entries(revision, path).find((found) => found.path === path);
    return entry && this.contents([entry.blob]).get(entry.blob);
  }

  private entries(revision: string, path: string): TreeEntry[] {
    const output = this.text(['ls-tree', '-r', '-z', '--full-tree', revision, '--', path]);
    return output
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => {
        const [meta = '', path = ''] = split(line, '\t');
        const [mode = '', , blob = ''] = meta.split(' ');
        return { mode, blob, path };
      });
  }

  /** Contents of blobs, in one process. @throws GitFailed for one that does not exist */
  contents(blobs: readonly string[]): Map<string, Buffer> {
    const contents = new Map<string, Buffer>();
    if (blobs.length === 0) return contents;
    const output = this.run(['cat-file', '--batch'], { input: `${blobs.join('\n')}\n` });
    for (let at = 0; at < output.length; ) {
      const end = output.indexOf(0x0a, at);
      const [blob = '', type = '', size = ''] = output.toString('utf8', at, end).split(' ');
      if (type !== 'blob') throw new GitFailed(`${blob} is not a file of this repository`);
      const start = end + 1;
      contents.set(blob, output.subarray(start, start + Number(size)));
      at = start + Number(size) + 1;
    }
    return contents;
  }
}

function locate(folder: string): { root: string; gitFolder: string } {
  const output = runGit(folder, ['rev-parse', '--show-toplevel', '--absolute-git-dir'], {}).toString('utf8');
  const [root = '', gitFolder = ''] = output.split('\n');
  return { root: realpathSync(resolve(root)), gitFolder: resolve(gitFolder) };
}

function runGit(folder: string, args: readonly string[], options: GitOptions): Buffer {
  const done = spawnSync('git', args, {
    cwd: folder,
    env: gitEnvironment(options.index),
    input: options.input,
    maxBuffer: 1 << 30,
  });
  if (done.error !== undefined) {
    const missing = Reflect.get(done.error, 'code') === 'ENOENT';
    throw new GitFailed(missing ? `git is not installed, or ${folder} does not exist` : done.error.message);
  }
  if (done.status !== 0) {
    const words = done.stderr
      .toString('utf8')
      .trim()
      .replace(/^(fatal|error): /, '');
    throw new GitFailed(
      `git ${args[0]}: ${words === '' ? `exit status ${done.status}` : words}`,
      done.status ?? undefined,
    );
  }
  return done.stdout;
}

/** A text parted at the first separator. */
function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

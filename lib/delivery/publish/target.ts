import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { field, firstOf, items, Redactor, readYaml, visible } from '../../documents';
import { kustomizationNames } from '../../flux';
import { patchOf } from '../patch';
import { staysInside } from '../plain-file';
import { Checkout, GitFailed } from './git';
import { look } from './look';
import { hash, manifestFile, type PublishManifest, parseManifest } from './manifest';
import { PublishUsage } from './refused';
import type { Standing } from './standing';
import type { StoredContents } from './stored';

/** Where `flux bootstrap` keeps what it writes. */
const bootstrapFolder = 'flux-system';

/** The folder that a tree is published to. */
export interface PublishTarget {
  readonly checkout: Checkout;
  /** Relative to the root of the checkout, with `/`. */
  readonly path: string;
  readonly folder: string;
  /** What an earlier run wrote; absent for the first one. */
  readonly manifest?: PublishManifest;
}

/**
 * Opens the target in a checkout.
 * @param path relative to the root of the checkout
 * @throws PublishUsage when the checkout is none, or the path leaves it
 */
export function openTarget(to: string, path: string): PublishTarget {
  const checkout = openCheckout(to);
  const tidy = targetOf(path);
  const parts = tidy.split('/');
  const folder = join(checkout.root, ...parts);
  const file = join(folder, manifestFile);
  const manifest = isPlainFile(file) ? parseManifest(readFileSync(file)) : undefined;
  return { checkout, path: tidy, folder, manifest };
}

/** A path as targets have it: `./a/b/` is `a/b`. @throws PublishUsage where it can be no target */
export function targetOf(path: string): string {
  const tidy = path.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
  const problem = targetProblem(tidy);
  if (problem !== undefined) throw new PublishUsage(`--path ${visible(path)}: ${problem}`);
  return tidy;
}

/** Why a path can be no target, on any system; undefined when it can. */
export function targetProblem(path: string): string | undefined {
  if (!staysInside(path))
    return 'give a folder inside the checkout, relative to its root, such as clusters/develop/platform';
  if (visible(path) !== path || /[<>"|?*]/.test(path)) return 'it holds characters that no path should have';
  const parts = path.split('/');
  // Windows drops dots and blanks at the end, and knows `.git` by its short name as well.
  if (parts.some((part) => /^(?:\.git|git~\d+)[. ]*$/i.test(part))) return 'git keeps its own files there';
  if (parts.some((part) => /[. ]$|^ /.test(part))) return 'a part of it begins or ends with a blank or a dot';
  if (parts.some((part) => part.length > 255) || path.length > 2000) return 'it is too long';
  if (parts.includes(bootstrapFolder))
    return `${bootstrapFolder} belongs to flux bootstrap, which overwrites it: give a folder beside it`;
  return undefined;
}

/** The checkout with this root. @throws PublishUsage where it is none */
export function openCheckout(to: string): Checkout {
  if (!existsSync(to)) throw new PublishUsage(`--to ${to}: there is no such folder`);
  if (!lstatSync(realpathSync(to)).isDirectory()) throw new PublishUsage(`--to ${to}: it is not a folder`);
  let checkout: Checkout;
  try {
    checkout = Checkout.around(to);
  } catch (error) {
    throw new PublishUsage(
      `--to ${to}: not the checkout of a git repository (${error instanceof Error ? error.message : error})`,
    );
  }
  if (checkout.root !== realpathSync(to)) {
    throw new PublishUsage(
      `--to ${to}: it lies inside the checkout ${checkout.root}: give that, and the folder in it with --path`,
    );
  }
  return checkout;
}

function isPlainFile(path: string): boolean {
  return look(path)?.isFile() ?? false;
}

/** Reasons for which no file may be written to this target whatever its content; empty when there are none. */
export function placeProblems(
  target: PublishTarget,
  standing: Standing,
  environment: string,
  paths: readonly string[],
): string[] {
  if (!existsSync(target.folder)) return ignoredProblems(target, standing, paths);
  const links = linkProblems(target, new Set(paths), standing);
  // Git answers no question about what lies behind a link.
  const ignored = links.length > 0 ? [] : ignoredProblems(target, standing, paths);
  return [...ownerProblems(target, environment), ...links, ...ignored];
}

/** Reasons for which these files may not be touched, whoever owns them: links and repositories on the way. */
export function pathProblems(target: PublishTarget, paths: readonly string[]): string[] {
  const way = wayProblems(target);
  return way.length > 0 ? way : linkProblems(target, new Set(paths));
}

/** Each folder on the way must be a folder of this repository: only then git can be asked about what lies in the target. */
export function wayProblems(target: PublishTarget): string[] {
  const parts = target.path.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const path = parts.slice(0, depth).join('/');
    const absolute = join(target.checkout.root, path);
    const found = look(absolute);
    if (found === undefined) return [];
    if (found.isSymbolicLink()) return [`${path} is a symbolic link: publish to where it leads, with --path`];
    if (!found.isDirectory()) return [`${path} is a file: give another folder with --path`];
    if (existsSync(join(absolute, '.git')))
      return [`${path} is a repository of its own: publish to that checkout`];
  }
  return [];
}

function ownerProblems(target: PublishTarget, environment: string): string[] {
  const problems: string[] = [];
  if (existsSync(join(target.folder, bootstrapFolder))) {
    problems.push(
      `${target.path} holds ${bootstrapFolder}/, so it is the folder of flux bootstrap: a kustomization.yaml here would take everything in it away from Flux; publish to a folder below it, such as ${target.path}/platform`,
    );
  }
  const foreign = kustomizationNames.filter(
    (name) => existsSync(join(target.folder, name)) && target.manifest?.files[name] === undefined,
  );
  for (const name of foreign) {
    problems.push(
      `${target.path}/${name} was not written by publish, which needs that place: give another folder with --path`,
    );
  }
  if (target.manifest === undefined && existsSync(join(target.folder, manifestFile))) {
    problems.push(
      `${target.path}/${manifestFile} cannot be read, so it is not known what publish owns: restore it, for instance with git checkout`,
    );
  } else if (target.manifest !== undefined && target.manifest.environment !== environment) {
    problems.push(
      `${target.path} holds the environment ${target.manifest.environment}: publish ${environment} to another folder with --path`,
    );
  }
  return problems;
}

/** Nothing is written or deleted through a symbolic link. */
function linkProblems(target: PublishTarget, files: ReadonlySet<string>, standing?: Standing): string[] {
  const seen = new Map<string, string | undefined>();
  const owned = target.manifest?.files ?? {};
  const problemAt = (path: string, last: boolean): string | undefined => {
    const found = look(join(target.folder, path));
    if (found?.isSymbolicLink()) return `${target.path}/${path} is a symbolic link: remove it`;
    if (found !== undefined && last && !found.isFile())
      return `${target.path}/${path} is not a file: move it elsewhere`;
    // An owned file that goes makes room for a folder of its name.
    if (found === undefined || last || found.isDirectory() || (owned[path] !== undefined && !files.has(path)))
      return undefined;
    return `${target.path}/${path} is not a folder: move it elsewhere`;
  };
  for (const path of [...files, ...Object.keys(owned), manifestFile]) {
    // Git sees a link in the place of a file, or of a folder above one, as a change.
    if (standing?.blob(path) !== undefined) continue;
    const parts = path.split('/');
    for (let depth = 1; depth <= parts.length; depth++) {
      const part = parts.slice(0, depth).join('/');
      if (!seen.has(part)) seen.set(part, problemAt(part, depth === parts.length));
    }
  }
  return [...seen.values()].filter((problem) => problem !== undefined);
}

/** A file that git ignores would never reach Flux. */
function ignoredProblems(target: PublishTarget, standing: Standing, paths: readonly string[]): string[] {
  // What git has in its index it does not ignore, whatever the patterns say.
  const full = [...paths, manifestFile]
    .filter((path) => !standing.isTracked(path))
    .map((path) => `${target.path}/${path}`);
  if (full.length === 0) return [];
  let output: string;
  try {
    output = target.checkout.text(['check-ignore', '--no-index', '-z', '--stdin'], {
      input: full.join('\0'),
    });
  } catch (error) {
    if (error instanceof GitFailed && error.status === 1) return [];
    throw error;
  }
  const ignored = output.split('\0').filter((path) => path !== '');
  if (ignored.length === 0) return [];
  return [
    `git ignores ${firstOf(ignored, 1)}, so Flux would never see it: change .gitignore, or give another folder with --path`,
  ];
}

/** What hands did to the target since the last run. */
export interface HandWork {
  /** Owned files that are not as they were written, or gone. */
  readonly edited: readonly string[];
  /** Files that publish would write, that exist with other content, and that it does not own. */
  readonly inTheWay: readonly string[];
  /** Uncommitted changes below the target, apart from owned files as publish wrote them. */
  readonly uncommitted: readonly string[];
}

/** Compares the target with what publish wrote and with the last commit. */
export function findHandWork(
  target: PublishTarget,
  standing: Standing,
  stored: StoredContents,
  files: ReadonlyMap<string, Buffer>,
): HandWork {
  const owned = target.manifest?.files ?? {};
  const intact = new Set<string>([manifestFile]);
  stored.look(
    [...Object.keys(owned), ...files.keys()].filter((path) => !stored.isKnownToHold(path, files.get(path))),
  );
  const edited: string[] = [];
  for (const [path, sum] of Object.entries(owned)) {
    if (stored.sum(path, files.get(path)) === sum) intact.add(path);
    else edited.push(path);
  }
  const inTheWay: string[] = [];
  for (const [path, content] of files) {
    if (owned[path] !== undefined) continue;
    // A file that holds what would be written anyway may be taken over.
    if (stored.holds(path, content)) intact.add(path);
    else if (stored.of(path) !== undefined) inTheWay.push(path);
  }
  // What publish deleted in a run that was not committed shows as a change, too, and is its own doing.
  const deleted = standing.uncommitted.length === 0 ? new Set() : new Set(ownedAtHead(target));
  const uncommitted = standing.uncommitted.filter(
    (path) =>
      !(
        intact.has(path) ||
        (deleted.has(path) && owned[path] === undefined && !existsSync(join(target.folder, path)))
      ),
  );
  return { edited, inTheWay, uncommitted };
}

function readIfThere(path: string): Buffer | undefined {
  return isPlainFile(path) ? readFileSync(path) : undefined;
}

function ownedAtHead(target: PublishTarget): string[] {
  return Object.keys(manifestAt(target, 'HEAD')?.files ?? {});
}

/** The manifest in a commit. */
export function manifestAt(target: PublishTarget, revision: string): PublishManifest | undefined {
  if (target.checkout.commit(revision) === undefined) return undefined;
  const content = target.checkout.content(revision, `${target.path}/${manifestFile}`);
  return content === undefined ? undefined : parseManifest(content);
}

/**
 * Unified diffs of what hands changed in owned files: against what publish wrote, where the history still has it, else
 * against what it would write now.
 */
export function showEdits(
  target: PublishTarget,
  edited: readonly string[],
  files: ReadonlyMap<string, Buffer>,
): string {
  const redactor = new Redactor();
  const patches = edited
    .map((path) => {
      const now = readIfThere(join(target.folder, path))?.toString('utf8') ?? '';
      const [title, before] = writtenBefore(target, path) ?? [
        'as publish would write it now',
        files.get(path)?.toString('utf8') ?? '',
      ];
      for (const text of [before, now]) redactor.learn(text);
      return patchOf(`${target.path}/${path}`, before, now, [title, 'as it is now']);
    })
    .join('');
  return redactor.redact(patches);
}

/** How many commits back the content that publish wrote is looked for. */
const historyDepth = 50;

function writtenBefore(target: PublishTarget, path: string): [string, string] | undefined {
  const sum = target.manifest?.files[path];
  const full = `${target.path}/${path}`;
  const revisions =
    target.checkout
      .ask(['log', `-${historyDepth}`, '--format=%H', 'HEAD', '--', `:(literal)${full}`], [128])
      ?.split('\n') ?? [];
  for (const revision of revisions.filter((name) => name !== '')) {
    const content = target.checkout.content(revision, full);
    if (content !== undefined && hash(content) === sum)
      return ['as publish wrote it', content.toString('utf8')];
  }
  return undefined;
}

/** A hand-written kustomization.yaml above the target that does not list it: then Flux never sees the tree. */
export function unlistedBy(target: PublishTarget): string | undefined {
  for (
    let folder = dirname(target.folder);
    isInside(target.checkout.root, folder);
    folder = dirname(folder)
  ) {
    const name = kustomizationNames.find((candidate) => isPlainFile(join(folder, candidate)));
    if (name === undefined) continue;
    const listed = resourcesOf(join(folder, name)).map((resource) => resolve(folder, resource));
    const leads = listed.some((path) => path === target.folder || target.folder.startsWith(path + sep));
    if (leads) continue;
    const file = relative(target.checkout.root, join(folder, name)).split(sep).join('/');
    return `${file} does not list ${relative(folder, target.folder).split(sep).join('/')}, so Flux does not see it unless a Flux Kustomization names it: add it to the resources`;
  }
  return undefined;
}

function isInside(root: string, folder: string): boolean {
  return folder === root || folder.startsWith(root + sep);
}

function resourcesOf(path: string): string[] {
  const { documents } = readYaml(path, readFileSync(path, 'utf8'));
  return items(field(documents[0]?.data, 'resources')).filter((item) => typeof item === 'string');
}

import { parentOf } from '../layout';
import type { FileContent } from './files';

/** One line of an ignore file. */
interface Pattern {
  readonly domain: readonly string[];
  readonly parts: readonly Part[];
  readonly includes: boolean;
  readonly foldersOnly: boolean;
  readonly isPath: boolean;
}

/** A pattern between two slashes. */
interface Part {
  readonly text: string;
  matches(name: string): boolean;
}

/** What source-controller leaves out without being told (sourceignore 0.19). */
const defaults = [
  '.git/,.gitignore,.gitmodules,.gitattributes',
  '*.jpg,*.jpeg,*.gif,*.png,*.wmv,*.flv,*.tar.gz,*.zip',
  '.github/,.circleci/,.travis.yml,.gitlab-ci.yml,appveyor.yml,.drone.yml,cloudbuild.yaml,codeship-services.yml,codeship-steps.yml',
  '**/.goreleaser.yml,**/.sops.yaml,**/.flux.yaml',
].flatMap((list) => list.split(','));

/** Name of the files that list what does not belong to a source. */
const ignoreFile = '.sourceignore';

/** The files that source-controller puts into the artifact of a repository; `spec.ignore` of the source replaces the defaults. */
export function artifactFiles(
  files: ReadonlyMap<string, FileContent>,
  specIgnore?: string,
): ReadonlyMap<string, FileContent> {
  const patterns = (specIgnore?.split('\n') ?? defaults).flatMap((line) => patternOf(line, []));
  for (const path of [...files.keys()]
    .filter((each) => each === ignoreFile || each.endsWith(`/${ignoreFile}`))
    .sort()) {
    const folder = parentOf(path);
    const domain = folder === '' ? [] : folder.split('/');
    for (const line of textIn(files, path).split(/\r?\n/)) patterns.push(...patternOf(line, domain));
  }
  const folders = new Map<string, boolean>([['', false]]);
  /** A file is out where it, or a folder above it, is: the archive does not look into a folder that it leaves out. */
  const isFolderIgnored = (folder: string): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const ignored = isFolderIgnored(parentOf(folder)) || isIgnored(folder.split('/'), patterns, true);
    folders.set(folder, ignored);
    return ignored;
  };
  return new Map(
    [...files].filter(
      ([path]) => !isFolderIgnored(parentOf(path)) && !isIgnored(path.split('/'), patterns, false),
    ),
  );
}

function textIn(files: ReadonlyMap<string, FileContent>, path: string): string {
  const content = files.get(path);
  return typeof content === 'string' ? content : '';
}

function patternOf(line: string, domain: readonly string[]): Pattern[] {
  if (line.startsWith('#') || line.trim() === '') return [];
  const includes = line.startsWith('!');
  let text = includes ? line.slice(1) : line;
  if (!text.endsWith('\\ ')) text = text.replace(/(?<! ) +$/, '');
  const foldersOnly = text.endsWith('/');
  if (foldersOnly) text = text.slice(0, -1);
  return [{ domain, parts: text.split('/').map(partOf), includes, foldersOnly, isPath: text.includes('/') }];
}

/** Whether the last pattern that matches a file or folder leaves it out. */
function isIgnored(path: readonly string[], patterns: readonly Pattern[], isFolder: boolean): boolean {
  const last = patterns.findLast((pattern) => matches(pattern, path, isFolder));
  return last !== undefined && !last.includes;
}

function matches(pattern: Pattern, path: readonly string[], isFolder: boolean): boolean {
  const { domain } = pattern;
  if (path.length <= domain.length || domain.some((part, index) => part !== path[index])) return false;
  const rest = domain.length === 0 ? path : path.slice(domain.length);
  return pattern.isPath ? matchesPath(pattern, rest, isFolder) : matchesName(pattern, rest, isFolder);
}

function matchesName({ parts, foldersOnly }: Pattern, path: readonly string[], isFolder: boolean): boolean {
  const index = path.findIndex((name) => parts[0]?.matches(name) === true);
  return index >= 0 && !(foldersOnly && !isFolder && index === path.length - 1);
}

function matchesPath({ parts, foldersOnly }: Pattern, path: readonly string[], isFolder: boolean): boolean {
  let rest = [...path];
  let matched = false;
  let traverses = false;
  for (const [index, part] of parts.entries()) {
    const { text } = part;
    if (text === '') {
      traverses = false;
      continue;
    }
    if (text === '**') {
      if (index === parts.length - 1) break;
      traverses = true;
      continue;
    }
    if (text.includes('**') || rest.length === 0) return false;
    const at = traverses
      ? rest.findIndex((name) => part.matches(name))
      : part.matches(rest[0] ?? '')
        ? 0
        : -1;
    if (at < 0) {
      if (!traverses) return false;
      rest = [];
      matched = false;
    } else {
      rest = rest.slice(at + 1);
      matched = true;
    }
    traverses = false;
  }
  return matched && !(foldersOnly && !isFolder && rest.length === 0);
}

/** Nearly all patterns are a name, or an ending like `*.jpg`. */
function partOf(text: string): Part {
  const special = text.search(/[*?[\\]/);
  if (special < 0) return { text, matches: (name) => name === text };
  const ending = text.slice(1);
  if (text[0] === '*' && ending.search(/[*?[\\]/) < 0)
    return { text, matches: (name) => name.endsWith(ending) };
  return { text, matches: (name) => matchesPart(text, name) };
}

/** `*`, `?` and `[…]` as Go's filepath.Match has them; time grows with both texts only. */
function matchesPart(pattern: string, name: string): boolean {
  let [p, n] = [0, 0];
  let [star, mark] = [-1, 0];
  while (n < name.length) {
    const step = p < pattern.length && pattern[p] !== '*' ? matchOne(pattern, p, name[n] ?? '') : 0;
    if (step > 0) {
      p += step;
      n += 1;
    } else if (pattern[p] === '*') {
      star = p;
      mark = n;
      p += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      n = mark;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

/** Length of the part of a pattern that takes one character; 0 where it does not. */
function matchOne(pattern: string, at: number, character: string): number {
  const first = pattern[at];
  if (first === '?') return 1;
  if (first === '\\') return pattern[at + 1] === character ? 2 : 0;
  if (first !== '[') return first === character ? 1 : 0;
  const end = pattern.indexOf(']', at + 2);
  if (end < 0) return 0;
  const isNegated = pattern[at + 1] === '^';
  const set = pattern.slice(at + (isNegated ? 2 : 1), end);
  return inSet(set, character) === isNegated ? 0 : end - at + 1;
}

function inSet(set: string, character: string): boolean {
  for (let index = 0; index < set.length; index += 1) {
    const from = set[index] ?? '';
    if (set[index + 1] === '-' && index + 2 < set.length) {
      if (from <= character && character <= (set[index + 2] ?? '')) return true;
      index += 2;
    } else if (from === character) return true;
  }
  return false;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  anchorsOf,
  at,
  type Data,
  groupOf,
  type Path,
  placeOf,
  readTrees,
  readYaml,
  sortedBy,
} from '../../documents';
import { environmentRoot, fluxGroup, folderOfPath, isFluxKustomizationType } from '../../flux';
import { kustomizationFile } from '../files';
import { entriesBelow, textOfFile } from '../plain-file';
import { inlineString } from '../yaml/scalar';
import { PublishRefused } from './refused';

/** Folder of an environment with files for people. */
const reviewFolder = 'review';

/** Files by path relative to the environment, with `/`, in order. */
export type Files = ReadonlyMap<string, Buffer>;

/** Names of the environments in an output folder. */
export function environmentsIn(output: string): string[] {
  return readdirSync(output, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}

/** A map of the metadata of the kustomization.yaml at the root of an environment, by which synth hands on what it knows. */
export function rootMetadata(folder: string, map: 'labels' | 'annotations'): Data | undefined {
  const file = join(folder, kustomizationFile);
  const [document] = readYaml(file, textOfFile(file) ?? '').documents;
  return at(document?.asHelm(), ['metadata', map]);
}

/**
 * Reads the tree of an environment.
 * @param review false leaves out the files for people
 * @throws PublishRefused where it holds no kustomization.yaml at its root, or something that is no file
 */
export function readSource(folder: string, review: boolean): Files {
  const files = new Map<string, Buffer>();
  for (const { path, absolute, isFile } of entriesBelow(folder)) {
    if (!isFile) throw new PublishRefused([`${absolute} is not a plain file: synthesise the tree again`]);
    if (review || !path.startsWith(`${reviewFolder}/`)) files.set(path, readFileSync(absolute));
  }
  if (!files.has(kustomizationFile)) {
    throw new PublishRefused([
      `${folder} has no ${kustomizationFile}, so Flux would apply nothing or everything: synthesise the tree again`,
    ]);
  }
  return new Map(sortedBy(files, ([path]) => path));
}

/** What became of the `path` of the Flux Kustomizations. */
export interface Retargeted {
  readonly files: Files;
  /** Flux Kustomizations whose path leads to no folder of this tree; they stay as they are. */
  readonly foreign: readonly string[];
}

/**
 * Points the Flux Kustomizations of a tree at the folder that it is published to: with most paths of the form
 * `<root>/<folder of the tree>`, each of those becomes `./<target>/<folder>`. Everything else in the files stays byte
 * for byte.
 * @param target relative to the root of the repository
 */
export function retarget(files: Files, target: string): Retargeted {
  const folders = new Set(
    [...files.keys()].filter(isKustomization).map((path) => path.slice(0, -kustomizationFile.length - 1)),
  );
  const places = [...files].flatMap(([path, content]) => pathPlaces(path, content));
  const root = environmentRoot(
    places.map((place) => place.written),
    folders,
  );
  const result = new Map(files);
  const foreign: string[] = [];
  // From the end of a file to its start, so that earlier places stay where they are.
  for (const { file, written, start, end } of places.reverse()) {
    const folder = root === undefined ? undefined : folderOfPath(written, root);
    if (folder === undefined || (folder !== '' && !folders.has(folder))) {
      foreign.push(`${file} (spec.path ${written})`);
      continue;
    }
    const text = (result.get(file) ?? Buffer.alloc(0)).toString('utf8');
    const path = `./${folder === '' ? target : `${target}/${folder}`}`;
    result.set(file, Buffer.from(`${text.slice(0, start)}${inlineString(path)}${text.slice(end)}`));
  }
  return { files: result, foreign: foreign.reverse() };
}

function isKustomization(path: string): boolean {
  return path.endsWith(`/${kustomizationFile}`);
}

/** Where a Flux Kustomization says its path: characters `start` to `end` of a file. */
interface PathPlace {
  readonly file: string;
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

function pathPlaces(file: string, content: Buffer): PathPlace[] {
  // Most files are passed over without being read as YAML.
  if (!file.endsWith('.yaml') || !content.includes(`${fluxGroup}/v`)) return [];
  return readTrees(content.toString('utf8')).trees.flatMap(({ root, offset }) => {
    const anchors = anchorsOf(root);
    const scalar = (path: Path) => {
      const { node, exact } = placeOf(root, anchors, path);
      return exact && node.kind === 'scalar' ? node : undefined;
    };
    const textAt = (key: string) => scalar([key])?.text ?? '';
    const path = scalar(['spec', 'path']);
    const type = { group: groupOf(textAt('apiVersion')), kind: textAt('kind') };
    if (!isFluxKustomizationType(type) || path === undefined) return [];
    const quote = path.quoted === true ? 1 : 0;
    return [{ file, written: path.text, start: offset(path.start) - quote, end: offset(path.end) + quote }];
  });
}

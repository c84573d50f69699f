import { isDeepStrictEqual } from 'node:util';
import type { Data, DataMap } from '../../lib/documents';
import { type BuiltKustomization, type BuiltObject, buildTree } from '../../lib/flux';
import { firstDifference } from '../api-server/flux-view';
import { askAll, type FluxAnswer } from './oracle';

/** A Kustomization of a tree with what both sides make of it. */
interface Step {
  readonly tree: number;
  readonly built: BuiltKustomization;
  readonly isFailed: boolean;
}

/** Where this project and Flux's libraries build a tree differently. */
export interface BuildDifference {
  readonly tree: number;
  readonly kustomization: string;
  readonly detail: string;
}

/** What was compared. */
export interface Comparison {
  readonly kustomizations: number;
  readonly objects: number;
  /** Builds that both sides refuse. */
  readonly refused: number;
  readonly differences: readonly BuildDifference[];
}

/**
 * Builds trees with this project and with Flux's libraries. The libraries get each Kustomization as this project applies it; that it
 * is right is compared with its parent.
 */
export function compareTrees(program: string, trees: readonly ReadonlyMap<string, string>[]): Comparison {
  const steps = trees.flatMap((files, tree) => stepsOf(files, tree));
  const answers = askAll(
    program,
    steps.map(({ tree, built }) => {
      const files = Object.fromEntries(trees[tree] ?? new Map<string, string>());
      return built.definition === undefined
        ? { files, folder: built.folder ?? '' }
        : { files, kustomization: withVariables(built.definition, built, files) };
    }),
  );
  const differences: BuildDifference[] = [];
  let objects = 0;
  let refused = 0;
  for (const [index, step] of steps.entries()) {
    const answer = answers[index] ?? { objects: [] };
    objects += answer.objects.length;
    if (answer.error !== undefined && step.isFailed) refused += 1;
    const detail = differenceOf(step, answer);
    if (detail !== undefined) differences.push({ tree: step.tree, kustomization: step.built.name, detail });
  }
  return { kustomizations: steps.length, objects, refused, differences };
}

/**
 * The libraries have no cluster to read ConfigMaps and Secrets from: variables are written inline, those that are not known as
 * expressions of themselves.
 */
function withVariables(
  object: DataMap,
  { postBuild }: BuiltKustomization,
  files: Readonly<Record<string, string>>,
): DataMap {
  if (postBuild?.state !== 'on') return object;
  const unknown = postBuild.isOpen ? [...postBuild.unknown, ...namesIn(files)] : [...postBuild.unknown];
  const substitute = {
    ...Object.fromEntries(unknown.map((name) => [name, `\${${name}}`])),
    ...Object.fromEntries(postBuild.known),
  };
  const spec = object.spec as { [key: string]: Data };
  const strategy = (spec.postBuild as { substituteStrategy?: Data }).substituteStrategy;
  return {
    ...object,
    spec: {
      ...spec,
      postBuild: { substitute, ...(strategy === undefined ? {} : { substituteStrategy: strategy }) },
    },
  };
}

function namesIn(files: Readonly<Record<string, string>>): string[] {
  const names = Object.values(files).flatMap((text) =>
    [...text.matchAll(/\$\{#?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ''),
  );
  return [...new Set(names)];
}

function stepsOf(files: ReadonlyMap<string, string>, tree: number): Step[] {
  return buildTree(files)
    .clusters.flatMap(({ kustomizations }) => kustomizations)
    .filter(({ kind, folder, isComplete }) => kind !== 'plain' && folder !== undefined && isComplete)
    .filter(({ definition }) => !readsArtifact(definition))
    .map((built) => ({ tree, built, isFailed: built.failed }));
}

/** The libraries know trees, not what an ArtifactGenerator makes of one. */
function readsArtifact(definition: DataMap | undefined): boolean {
  const spec = definition?.spec as { sourceRef?: { kind?: string } } | undefined;
  return spec?.sourceRef?.kind === 'ExternalArtifact';
}

function differenceOf({ built, isFailed }: Step, answer: FluxAnswer): string | undefined {
  if (answer.error !== undefined) {
    return isFailed ? undefined : `the libraries refuse it: ${answer.error}`;
  }
  if (isFailed) return 'the libraries build it, this project does not';
  const theirs = new Map(answer.objects.map((object) => [titleOf(object), comparable(object)]));
  const ours = new Map(built.objects.map((each) => [titleOf(each.object), each]));
  for (const [title, object] of theirs) {
    const own = ours.get(title);
    if (own === undefined && built.objects.some((each) => mayBe(each, object))) continue;
    if (own === undefined) return `${title} is missing; there is ${[...ours.keys()].join(', ')}`;
    const [wanted, got] = knownParts(object, comparable(own.object), own);
    if (!isDeepStrictEqual(got, wanted)) return `${title}: ${firstDifference(wanted, got)}`;
  }
  for (const [title, own] of ours) {
    if (!theirs.has(title) && own.isKnown(['metadata', 'name'])) return `${title} is too many`;
  }
  return undefined;
}

function titleOf(object: DataMap): string {
  const metadata = object.metadata as { name?: string; namespace?: string } | undefined;
  return [object.apiVersion, object.kind, metadata?.namespace ?? '', metadata?.name].join(' ');
}

/** Whether an object whose name is not known could be another one. */
function mayBe(own: BuiltObject, theirs: Data): boolean {
  return own.object.kind === (theirs as DataMap).kind && !own.isKnown(['metadata', 'name']);
}

/** Both objects without what is not known: encrypted values, and those of variables that are not in the tree. */
function knownParts(
  theirs: Data,
  ours: Data,
  own: BuiltObject,
  path: readonly (string | number)[] = [],
): [Data, Data] {
  if (typeof ours !== 'object' || ours === null) return own.isKnown(path) ? [theirs, ours] : [null, null];
  if (typeof theirs !== 'object' || theirs === null || Array.isArray(theirs) !== Array.isArray(ours))
    return [theirs, ours];
  const mine = new Map<string, Data>(Object.entries(ours));
  const left: { [key: string]: Data } = {};
  const right: { [key: string]: Data } = {};
  for (const [key, value] of Object.entries(theirs)) {
    const other = mine.get(key);
    const step = Array.isArray(ours) ? Number(key) : key;
    const [wanted, got] =
      other === undefined ? [value, undefined] : knownParts(value, other, own, [...path, step]);
    left[key] = wanted;
    if (got !== undefined) right[key] = got;
  }
  for (const [key, value] of mine) if (!Object.hasOwn(theirs, key)) right[key] = value;
  return [left, right];
}

/** Kustomize notes where objects come from where nothing but components or generators is named; that is no part of them. */
function comparable(object: DataMap): Data {
  const copy = structuredClone(object) as { [key: string]: Data };
  delete copy.sops;
  const metadata = copy.metadata as { annotations?: { [key: string]: Data } } | undefined;
  if (metadata?.annotations !== undefined) {
    delete metadata.annotations['config.kubernetes.io/origin'];
    if (Object.keys(metadata.annotations).length === 0) delete metadata.annotations;
  }
  return JSON.parse(JSON.stringify(copy)) as Data;
}

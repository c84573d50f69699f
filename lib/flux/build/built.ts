import type { Data, Path, SourceLocation } from '../../documents';
import type { ResId } from './ids';
import {
  type BuildNode,
  type Field,
  fieldOf,
  isAllKnown,
  type Mapping,
  positionOf,
  type TextPlace,
} from './nodes';
import { type ConversionFault, dataOf } from './plain';
import type { BuildProblem, NotBuilt } from './sinks';
import type { PostBuild } from './variables-of';

/** What applies objects: a Flux Kustomization, or a folder that somebody applies. */
export interface BuiltKustomization {
  readonly kind: 'flux' | 'kustomize' | 'plain';
  /** `namespace/name` of a Flux Kustomization, the folder otherwise. */
  readonly name: string;
  /** Folder of the tree that it builds; undefined where that is not in the tree. */
  readonly folder?: string;
  /** The Flux Kustomization among the objects of the cluster; undefined for a root that nothing in the tree applies. */
  readonly object?: BuiltObject;
  /** The Flux Kustomization as it is reconciled: patched and substituted by what applies it. */
  readonly definition?: { readonly [key: string]: Data };
  /** What applies it; undefined for a root. */
  readonly parent?: BuiltKustomization;
  readonly objects: readonly BuiltObject[];
  /** Its post-build substitution, as far as the tree tells; absent for what is no Flux Kustomization that is built. */
  readonly postBuild?: PostBuild;
  /** False where something was left out: what its objects lack may be there. */
  readonly isComplete: boolean;
  /** True where a problem stops the build, so that Flux applies none of the objects. */
  readonly failed: boolean;
}

/** One object as Flux applies it. */
export interface BuiltObject {
  readonly object: { readonly [key: string]: Data };
  /** Where the author wrote the value at a path, or the nearest that is written above it: its base, a patch, a transformer. */
  locate(path: Path): SourceLocation;
  /** Position of the first character of a literal block; undefined for a value written in another way. */
  locateText(path: Path): SourceLocation | undefined;
  /** False for a value that is not known here: encrypted, or made of a variable that is not in the tree. */
  isKnown(path: Path): boolean;
  /** Identity as Kubernetes has it, without the version. */
  readonly key: string;
  /** Name that its author gave it, before anything renamed it. */
  readonly writtenName: string;
  /** What applies it, innermost first. */
  readonly chain: readonly BuiltKustomization[];
  /** The tree of nodes behind it. */
  readonly node: Mapping;
}

/** What one cluster gets. */
export interface BuiltCluster {
  /** Folder that the cluster's roots lie in, or that its root applies. */
  readonly name: string;
  readonly kustomizations: readonly BuiltKustomization[];
  /** Every object of the cluster, in the order in which they were built. */
  readonly objects: readonly BuiltObject[];
  /** True where nothing was left out, so that what is not there is missing. */
  readonly isComplete: boolean;
}

/** What Flux makes of a tree. */
export interface BuiltTree {
  readonly clusters: readonly BuiltCluster[];
  /** What stops a build for certain, each once. */
  readonly problems: readonly BuildProblem[];
  /** What was left out and is not judged, each once. */
  readonly notJudged: readonly NotBuilt[];
  /** Files of manifests that nothing applies or reads; folders and files that begin with a dot do not count. */
  readonly appliedByNothing: readonly string[];
  /** Paths of the files that are applied or read. */
  readonly used: ReadonlySet<string>;
}

/** Whether a transformer has set a value whose key stands in another text: an image, a namespace. */
function isSetElsewhere({ place, value }: Field): boolean {
  return value.kind === 'scalar' && value.place.source !== place.source;
}

/** An object of nodes as a built one. */
export class NodeObject implements BuiltObject {
  readonly object: { readonly [key: string]: Data };
  readonly key: string;
  readonly faults: readonly ConversionFault[];

  constructor(
    readonly node: Mapping,
    readonly chain: readonly BuiltKustomization[],
    id: ResId,
    readonly writtenName: string,
  ) {
    const faults: ConversionFault[] = [];
    this.object = dataOf(node, faults) as { [key: string]: Data };
    this.faults = faults;
    this.key = [id.group, id.kind, id.namespace, id.name].join('/');
  }

  locate(path: Path): SourceLocation {
    return positionOf(this.#follow(path).place);
  }

  locateText(path: Path): SourceLocation | undefined {
    const { node, isExact } = this.#follow(path);
    if (!isExact || node.kind !== 'scalar' || node.indent === undefined) return undefined;
    return { ...positionOf(node.place), column: node.indent + 1 };
  }

  isKnown(path: Path): boolean {
    const { node, isExact } = this.#follow(path);
    return !isExact || isAllKnown(node);
  }

  #follow(path: Path): { node: BuildNode; place: TextPlace; isExact: boolean } {
    let node: BuildNode = this.node;
    let { place } = node;
    for (const step of path) {
      const field: Field | undefined = typeof step === 'number' ? undefined : fieldOf(node, step);
      const next: BuildNode | undefined = node.kind === 'list' ? node.items[Number(step)] : field?.value;
      if (next === undefined) return { node, place, isExact: false };
      place = field === undefined || isSetElsewhere(field) ? next.place : field.place;
      node = next;
    }
    return { node, place, isExact: true };
  }
}

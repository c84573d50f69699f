import { type BuiltCluster, type BuiltKustomization, type BuiltObject, NodeObject } from './built';
import { BuildFault } from './fault';
import type { FileTree } from './files';
import { buildFlux, folderOf, isFluxKustomization } from './flux';
import { dig, get, isNull, type Mapping, type Node, textOf } from './nodes';
import { dataOf } from './plain';
import type { Resource } from './resource';
import { resourcesOf } from './resources';
import type { Root, RootGroup } from './roots';
import type { Reports } from './sinks';
import { decrypt, isEncrypted } from './sops';
import { isThisTree, type KnownSource } from './sources';
import { optsOut, substituteObject } from './substitute-object';
import { buildRoot, type KustomizeBuild, readKustomization } from './target';
import { type PostBuild, postBuildOf } from './variables-of';

/** What is being gathered of one Kustomization. */
type Draft = { -readonly [key in keyof BuiltKustomization]: BuiltKustomization[key] };

/** A Flux Kustomization that is to be built. */
interface Pending {
  readonly node: Mapping;
  readonly object?: BuiltObject;
  readonly parent?: BuiltKustomization;
}

/** Builds one cluster from its roots. */
export class ClusterBuilder {
  readonly #kustomizations: BuiltKustomization[] = [];
  readonly #objects: NodeObject[] = [];
  readonly #sources = new Map<string, Mapping>();
  readonly #begun = new Set<string>();
  readonly #repositories: KnownSource[] = [];
  #pending: Pending[] = [];
  #isComplete = true;

  constructor(
    private readonly group: RootGroup,
    private readonly tree: FileTree,
    private readonly reports: Reports,
  ) {}

  build(): BuiltCluster {
    const { roots } = this.group;
    for (const root of roots) if (root.kind !== 'flux') this.#begin(root);
    for (const root of roots) {
      if (root.kind === 'flux') this.#enqueue({ node: root.written.node });
    }
    while (this.#pending.length > 0) this.#next();
    return {
      name: this.group.name,
      kustomizations: this.#kustomizations,
      objects: this.#objects,
      isComplete: this.#isComplete,
    };
  }

  #begin(root: Exclude<Root, { kind: 'flux' }>): void {
    const name = root.folder === '' ? '.' : root.folder;
    const context = { tree: this.tree, reports: this.reports, build: name };
    if (root.kind === 'kustomize') {
      const kustomization = readKustomization(root.folder, context, false);
      if (kustomization === undefined) return;
      this.#add({ kind: 'kustomize', name, folder: root.folder }, buildRoot(kustomization, context));
      return;
    }
    const resources = root.files.flatMap((path) => this.#plainObjects(path));
    this.#add({ kind: 'plain', name, folder: root.folder }, { resources, isComplete: true, failed: false });
  }

  /** Objects of a file that somebody applies as it is; a file of anything else is passed over. */
  #plainObjects(path: string): Resource[] {
    try {
      const resources = resourcesOf(this.tree.read(path));
      this.tree.used.add(path);
      return resources;
    } catch (error) {
      if (error instanceof BuildFault) return [];
      throw error;
    }
  }

  #enqueue(pending: Pending): void {
    const key = nameOf(pending.node);
    if (this.#begun.has(key)) return;
    this.#begun.add(key);
    this.#pending.push(pending);
  }

  /** Takes the first whose variables are all there; where none is, the first. */
  #next(): void {
    const ready = this.#pending.findIndex(({ node }) => this.#postBuild(node).missing.length === 0);
    const [pending] = this.#pending.splice(Math.max(ready, 0), 1);
    if (pending !== undefined) this.#buildFlux(pending);
  }

  #postBuild(node: Mapping): PostBuild {
    return postBuildOf(node, (kind, namespace, name) => this.#sources.get(`${kind}/${namespace}/${name}`));
  }

  #buildFlux({ node, object, parent }: Pending): void {
    const name = nameOf(node);
    const description: Partial<Draft> & Pick<Draft, 'kind' | 'name'> = {
      kind: 'flux',
      name,
      ...(object === undefined ? {} : { object }),
      ...(parent === undefined ? {} : { parent }),
    };
    const isOwn = isThisTree(node, this.#repositories, this.tree);
    if (!isOwn) {
      this.#leaveOut(node, name, 'its source is another one than this tree', description);
      return;
    }
    const build = this.#buildOnce(node, name);
    if (build === undefined) {
      this.#missingFolder(node, name, description, parent === undefined);
      return;
    }
    const own = build.resources.find(
      (resource) => isFluxKustomization(resource.node) && nameOf(resource.node) === name,
    );
    const changed =
      own === undefined || isSame(get(own.node, 'spec'), get(node, 'spec')) ? undefined : own.node;
    const settled = changed === undefined ? build : (this.#buildOnce(changed, name) ?? build);
    this.#add({ ...description, folder: folderOf(changed ?? node) }, settled);
  }

  #buildOnce(node: Mapping, name: string): KustomizeBuild | undefined {
    const build = buildFlux(node, { tree: this.tree, reports: this.reports, build: name });
    if (build !== undefined) this.#finish(node, build, name);
    return build;
  }

  #leaveOut(
    node: Mapping,
    name: string,
    why: string,
    description: Partial<Draft> & Pick<Draft, 'kind' | 'name'>,
  ): void {
    const place = (dig(node, 'spec', 'sourceRef') ?? dig(node, 'spec', 'path') ?? node).place;
    this.reports.leaveOut(`Kustomization ${name}`, why, 'validate the tree of that source by itself', place);
    this.#isComplete = false;
    this.#add(description, { resources: [], isComplete: false, failed: false });
  }

  #missingFolder(
    node: Mapping,
    name: string,
    description: Partial<Draft> & Pick<Draft, 'kind' | 'name'>,
    isRoot: boolean,
  ): void {
    const path = dig(node, 'spec', 'path');
    const isUnknown = path?.kind === 'scalar' && (path.unknown === true || path.value.includes('${'));
    if (isRoot || isUnknown || this.#repositories.length === 0) {
      this.#leaveOut(node, name, `its path ${textOf(path) ?? ''} is not in the tree`, description);
      return;
    }
    const fault = new BuildFault(
      `the path ${textOf(path) ?? ''} is not in the tree`,
      (path ?? node).place,
      'name a folder that is there',
    );
    this.reports.problem(fault, name);
    this.#add(description, { resources: [], isComplete: true, failed: true });
  }

  /** Decrypts and substitutes. */
  #finish(node: Mapping, build: KustomizeBuild, name: string): void {
    const decrypts = !isMissing(dig(node, 'spec', 'decryption'));
    const postBuild = this.#postBuild(node);
    for (const { node: object } of build.resources) {
      if (decrypts && isEncrypted(object)) decrypt(object);
      if (!postBuild.isOn || optsOut(object)) continue;
      substituteObject(object, postBuild, (fault) => this.reports.problem(fault, name));
    }
  }

  #add(description: Partial<Draft> & Pick<Draft, 'kind' | 'name'>, build: KustomizeBuild): void {
    const objects: NodeObject[] = [];
    const made: Draft = { ...description, objects, isComplete: build.isComplete, failed: build.failed };
    const chain: BuiltKustomization[] = [];
    for (let each: BuiltKustomization | undefined = made; each !== undefined; each = each.parent)
      chain.push(each);
    for (const resource of build.resources) {
      if (resource.apiVersion.startsWith('kustomize.config.k8s.io/')) continue;
      const object = new NodeObject(resource.node, chain, resource.id);
      for (const { message, place } of object.faults) {
        this.reports.problem(new BuildFault(message, place, 'write keys as text, each once'), made.name);
      }
      objects.push(object);
    }
    if (!build.isComplete) this.#isComplete = false;
    this.#kustomizations.push(made);
    this.#objects.push(...objects);
    for (const object of objects) this.#note(object, made);
  }

  /** Remembers what later Kustomizations need, and what there is to build. */
  #note(object: NodeObject, parent: BuiltKustomization): void {
    const { node } = object;
    const kind = textOf(get(node, 'kind')) ?? '';
    if (kind === 'ConfigMap' || kind === 'Secret') this.#sources.set(`${kind}/${nameOf(node)}`, node);
    if (kind === 'GitRepository' || kind === 'OCIRepository' || kind === 'Bucket') {
      this.#repositories.push({ kind, name: nameOf(node), url: textOf(dig(node, 'spec', 'url')) ?? '' });
    }
    if (isFluxKustomization(node)) this.#enqueue({ node, object, parent });
  }
}

function isSame(one: Node | undefined, other: Node | undefined): boolean {
  return (
    one !== undefined && other !== undefined && JSON.stringify(dataOf(one)) === JSON.stringify(dataOf(other))
  );
}

function isMissing(node: ReturnType<typeof dig>): boolean {
  return node === undefined || isNull(node);
}

function nameOf(node: Mapping): string {
  return `${textOf(dig(node, 'metadata', 'namespace')) ?? ''}/${textOf(dig(node, 'metadata', 'name')) ?? ''}`;
}

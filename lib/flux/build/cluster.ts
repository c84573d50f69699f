import type { Data } from '../../documents';
import { type BuiltCluster, type BuiltKustomization, type BuiltObject, NodeObject } from './built';
import { BuildFault } from './fault';
import type { FileTree } from './files';
import { addCommonMetadata, buildFlux, folderOf, isFluxKustomization } from './flux';
import { type BuildNode, dig, get, isMissingOrNull, type Mapping, objectName, textOf } from './nodes';
import { type ConversionFault, dataOf } from './plain';
import type { Resource } from './resource';
import { resourcesOf } from './resources';
import type { Root, RootGroup } from './roots';
import { Reports } from './sinks';
import { decrypt, isEncrypted } from './sops';
import { FluxSources } from './sources';
import { markTemplates, optsOut, substituteObject } from './substitute-object';
import { BuildContext, buildRoot, type KustomizeBuild, readKustomization } from './target';
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
  readonly #origins: FluxSources;
  #pending: Pending[] = [];
  #isComplete = true;

  constructor(
    private readonly group: RootGroup,
    private readonly tree: FileTree,
    private readonly reports: Reports,
    private readonly strict: boolean,
  ) {
    this.#origins = new FluxSources(tree);
  }

  build(): BuiltCluster {
    const { roots } = this.group;
    for (const root of roots) if (root.kind !== 'flux') this.#begin(root);
    for (const root of roots) {
      if (root.kind !== 'flux') continue;
      const { source } = root.written;
      if (/^[^$]+$/.test(textOf(dig(source, 'spec', 'url')) ?? '') && source !== undefined)
        this.#origins.note(source);
      this.#enqueue({ node: root.written.node });
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
    const context = new BuildContext(this.tree, this.reports, name);
    if (root.kind === 'kustomize') {
      const kustomization = readKustomization(root.folder, context, false);
      if (kustomization === undefined) return;
      this.#add({ kind: 'kustomize', name, folder: root.folder }, buildRoot(kustomization, context));
      return;
    }
    const resources = root.files.flatMap((path) => this.#plainObjects(path));
    this.#add({ kind: 'plain', name, folder: root.folder }, { resources, isComplete: true, failed: false });
  }

  /**
   * Objects of a file that somebody applies as it is; a file of anything else is passed over. What is no YAML can be applied
   * by nobody, unless a template makes it.
   */
  #plainObjects(path: string): Resource[] {
    try {
      const resources = resourcesOf(this.tree.read(path));
      if (isTemplate(path, this.tree) && resources.some(({ node }) => hasFaults(node))) return [];
      this.tree.use(path);
      return resources;
    } catch (error) {
      if (!(error instanceof BuildFault)) throw error;
      if (isNotYaml(error) && !isTemplate(path, this.tree)) this.reports.problem(error, '');
      return [];
    }
  }

  #enqueue(pending: Pending): void {
    const key = objectName(pending.node);
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
    const name = objectName(node);
    const description: Partial<Draft> & Pick<Draft, 'kind' | 'name'> = {
      kind: 'flux',
      name,
      ...(object === undefined ? {} : { object }),
      ...(parent === undefined ? {} : { parent }),
    };
    const isHere = this.tree.folder(folderOf(node)) !== undefined;
    if (parent?.kind !== 'flux' && isHere) this.#origins.trust(node);
    const source = this.#origins.treeOf(node);
    if ('why' in source) {
      this.#leaveOut(node, name, source.why, description);
      return;
    }
    const first = this.#buildOnce(node, name, source.tree);
    if (first === undefined) {
      this.#missingFolder(node, name, description, source.isCertain && parent !== undefined);
      return;
    }
    const own = first.build.resources.find(
      (resource) => isFluxKustomization(resource.node) && objectName(resource.node) === name,
    );
    const isSettled = own === undefined || isSame(get(own.node, 'spec'), get(node, 'spec'));
    const second = isSettled ? undefined : this.#buildOnce(own.node, name, source.tree);
    const { build, reports } = second ?? first;
    this.reports.adopt(reports);
    const settled = isSettled ? node : own.node;
    const isElsewhere = !isMissingOrNull(dig(settled, 'spec', 'kubeConfig'));
    if (isElsewhere) {
      this.reports.leaveOut(
        `what Kustomization ${name} applies`,
        'its kubeConfig leads to another cluster',
        'validate the folder of that cluster by itself',
        dig(settled, 'spec', 'kubeConfig')?.place,
      );
    }
    this.#add(
      {
        ...description,
        definition: dataOf(settled) as { [key: string]: Data },
        folder: folderOf(settled),
        postBuild: this.#postBuild(settled),
      },
      isElsewhere ? { ...build, resources: [] } : build,
    );
  }

  /** One round of what the controller does with a Kustomization; what it has to say is kept apart until the round counts. */
  #buildOnce(
    node: Mapping,
    name: string,
    tree: FileTree,
  ): { build: KustomizeBuild; reports: Reports } | undefined {
    const reports = new Reports();
    const context = new BuildContext(tree, reports, name);
    const build = buildFlux(node, context);
    if (build === undefined) return undefined;
    this.#finish(node, build, context);
    return { build: { ...build, failed: context.failed }, reports };
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
    isCertain: boolean,
  ): void {
    const path = dig(node, 'spec', 'path');
    const isUnknown = path?.kind === 'scalar' && (path.unknown === true || path.value.includes('${'));
    if (!isCertain || isUnknown) {
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
  #finish(node: Mapping, build: KustomizeBuild, context: BuildContext): void {
    const decrypts = !isMissingOrNull(dig(node, 'spec', 'decryption'));
    const postBuild = this.#postBuild(node);
    for (const { node: object } of build.resources) {
      if (decrypts && isEncrypted(object)) decrypt(object);
      if (postBuild.state !== 'off' && !optsOut(object)) this.#substitute(object, postBuild, context);
      addCommonMetadata(object, node);
    }
  }

  #substitute(object: Mapping, postBuild: PostBuild, { stop, warn }: BuildContext): void {
    if (postBuild.state === 'unknown') {
      markTemplates(object);
      return;
    }
    for (const { name, place } of postBuild.badNames) {
      const message = `${name} is not a name of a variable, which stops the substitution of every object`;
      stop(
        new BuildFault(
          message,
          place,
          'begin names with a letter or “_”, and write letters, digits and “_” only',
        ),
      );
    }
    if (postBuild.badNames.length > 0) return;
    substituteObject(object, postBuild, { stop, ...(this.strict ? {} : { empties: warn }) });
  }

  #add(description: Partial<Draft> & Pick<Draft, 'kind' | 'name'>, build: KustomizeBuild): void {
    const objects: NodeObject[] = [];
    const made: Draft = { ...description, objects, isComplete: build.isComplete, failed: build.failed };
    const chain: BuiltKustomization[] = [];
    for (let each: BuiltKustomization | undefined = made; each !== undefined; each = each.parent)
      chain.push(each);
    for (const resource of build.resources) {
      if (resource.apiVersion.startsWith('kustomize.config.k8s.io/')) continue;
      if (isEncryptedWhole(resource)) {
        this.#isComplete = false;
        this.reports.leaveOut(
          `an encrypted object of ${made.name}`,
          'its kind and name are encrypted',
          'encrypt values only: encrypted_regex of .sops.yaml',
          resource.node.place,
        );
        continue;
      }
      const object = new NodeObject(resource.node, chain, resource.id, resource.originalId.name);
      if (object.faults.length > 0) made.failed = true;
      for (const { message, place } of object.faults) {
        this.reports.problem(new BuildFault(message, place, 'write keys as text, each once'), made.name);
      }
      objects.push(object);
    }
    // A bootstrap applies itself.
    made.object ??= objects.find(({ node }) => isFluxKustomization(node) && objectName(node) === made.name);
    if (!build.isComplete) this.#isComplete = false;
    this.#kustomizations.push(made);
    this.#objects.push(...objects);
    for (const object of objects) this.#note(object, made);
  }

  /** Remembers what later Kustomizations need, and what there is to build. */
  #note(object: NodeObject, parent: BuiltKustomization): void {
    const { node } = object;
    const kind = textOf(get(node, 'kind')) ?? '';
    if (kind === 'ConfigMap' || kind === 'Secret') this.#sources.set(`${kind}/${objectName(node)}`, node);
    this.#origins.note(node);
    if (isFluxKustomization(node)) this.#enqueue({ node, object, parent });
  }
}

function isSame(one: BuildNode | undefined, other: BuildNode | undefined): boolean {
  return (
    one !== undefined && other !== undefined && JSON.stringify(dataOf(one)) === JSON.stringify(dataOf(other))
  );
}

function isNotYaml({ message }: BuildFault): boolean {
  return message.startsWith('this is not YAML');
}

/** An object of which SOPS has encrypted even the kind or the name. */
function isEncryptedWhole({ kind, name }: Resource): boolean {
  return kind.startsWith('ENC[') || name.startsWith('ENC[');
}

function hasFaults(node: Mapping): boolean {
  const faults: ConversionFault[] = [];
  dataOf(node, faults);
  return faults.length > 0;
}

/** A file that is YAML only once Helm, Jinja or a like program has gone over it. */
function isTemplate(path: string, tree: FileTree): boolean {
  const text = tree.text(path) ?? '';
  return /\{\{|\{%|<%|\$\[\[/.test(text) || /(?:^|\/)templates\//.test(path);
}

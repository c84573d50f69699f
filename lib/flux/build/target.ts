import { kustomizationNames } from '../kustomizations';
import { Accumulator } from './accumulator';
import { defaultConfiguration } from './configuration';
import { configurationOf } from './configurations';
import { BuildFault } from './fault';
import { type FileTree, fileNamed, resolvePath } from './files';
import { generate } from './generators';
import { contentHash } from './hash';
import { nameOf } from './ids';
import { setImages } from './images';
import { checkType, type KustomizationFile, kustomizationOf, kustomizationShape } from './kustomization';
import { builtInSchemas, type MergeSchemas } from './merge-schema';
import { fixNameReferences } from './name-references';
import {
  type BuildNode,
  copyOf,
  emptyMap,
  get,
  isAllKnown,
  isNilOrEmpty,
  itemsOf,
  put,
  type Scalar,
  scalar,
  type TextPlace,
} from './nodes';
import { extendSchemas } from './openapi';
import { applyPatch, applyPatchJson6902, applyPatchStrategicMerge } from './patches';
import { applyReplacement } from './replacements';
import { makeTextual, type Resource } from './resource';
import { resourcesOf } from './resources';
import { checkShape, Shaped } from './shapes';
import type { Reports } from './sinks';
import { addEntries, addToNames, fieldsOfLabels, setNamespace, setReplicas } from './transformers';
import { addVariable, resolveVariables } from './variables';

/** What one build works with, and whether it has met what stops it. */
export class BuildContext {
  failed = false;

  constructor(
    readonly tree: FileTree,
    readonly reports: Reports,
    /** Name of the build in problems. */
    readonly build: string,
  ) {}

  /** Takes note of what stops the build. */
  readonly stop = (fault: BuildFault): void => {
    this.failed = true;
    this.reports.problem(fault, this.build);
  };

  /** Takes note of what the build gets over. */
  readonly warn = (fault: BuildFault): void => {
    this.reports.problem(fault, this.build, true);
  };
}

/** What a build made. */
export interface KustomizeBuild {
  readonly resources: readonly Resource[];
  /** False where something was left out, so that what is missing may be there. */
  readonly isComplete: boolean;
  /** True where a problem stops it. */
  readonly failed: boolean;
}

/** Builds one root as `kustomize build` does: a folder, or the kustomization.yaml that Flux makes of one. */
export function buildRoot(kustomization: KustomizationFile, context: BuildContext): KustomizeBuild {
  const builder = new Builder(context);
  return builder.build(kustomization);
}

/** Reads the kustomization.yaml of a folder; undefined where it has none. */
export function readKustomization(
  folder: string,
  { tree, stop }: BuildContext,
  lenient: boolean,
): KustomizationFile | undefined {
  const files = kustomizationNames.map((name) => joined(folder, name)).filter((path) => tree.has(path));
  const [file] = files;
  if (file === undefined) return undefined;
  tree.use(file);
  const { documents, fault } = tree.read(file);
  if (fault !== undefined) stop(fault);
  const root = documents[0] ?? emptyMap({ source: tree.source(file), offset: 0 });
  if (files.length > 1)
    stop(new BuildFault(`${folder} has several kustomization.yaml`, root.place, 'keep one'));
  checkShape(root, kustomizationShape, { lenient }, stop);
  if (!lenient && isEmpty(root))
    stop(new BuildFault('this kustomization.yaml is empty', root.place, 'name resources in it'));
  const type = checkType(root);
  if (type !== undefined) stop(type);
  return kustomizationOf(file, folder, root);
}

function isEmpty(root: BuildNode): boolean {
  const shaped = new Shaped(root);
  return (
    root.kind !== 'map' ||
    root.fields.every(({ key }) => /^(?:apiVersion|kind)$/i.test(key) || shaped.get(key) === undefined)
  );
}

/** The folder that a bootstrap of Flux writes, which is missing until then. */
function isBootstrapFolder(folder: string): boolean {
  return folder === 'flux-system' || folder.endsWith('/flux-system');
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Folders that include others twice, which include others twice, double with each: a dozen files would be built for hours. */
const mostIncluded = 10_000;

class Builder {
  #schemas: MergeSchemas = builtInSchemas;
  #isComplete = true;
  #included = 0;

  constructor(private readonly context: BuildContext) {}

  build(kustomization: KustomizationFile): KustomizeBuild {
    const accumulator = this.#accumulate(kustomization, new Accumulator(), [kustomization.folder]);
    const { resources } = accumulator;
    for (const resource of resources) {
      if (!resource.needsHash) continue;
      const hash = contentHash(resource.node);
      const place = get(resource.metadata(), 'name')?.place ?? resource.node.place;
      resource.storeId();
      const name = scalar(`${resource.name}-${hash}`, place);
      if (!isAllKnown(resource.node)) name.unknown = true;
      put(resource.metadata(), 'name', name, place);
    }
    this.#try(() => fixNameReferences(resources, accumulator.configuration.nameReference));
    this.#try(() =>
      resolveVariables(
        resources,
        accumulator.variables,
        accumulator.configuration.varReference,
        this.#isComplete,
      ),
    );
    const kept = resources.filter((resource) => !isLocal(resource));
    for (const resource of kept) makeTextual(resource, 'annotations');
    return { resources: kept, isComplete: this.#isComplete, failed: this.context.failed };
  }

  /** Runs a step; what stops it is a problem, and the build goes on for what else there is to say. */
  #try(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof BuildFault)) throw error;
      this.context.stop(error);
    }
  }

  #leaveOut(what: string, why: string, how: string, place: TextPlace): void {
    this.#isComplete = false;
    this.context.reports.leaveOut(what, why, how, place);
  }

  /** What a kustomization.yaml asks for in a field that is not followed here. */
  #leaveOutAll(
    kustomization: KustomizationFile,
    field: 'crds' | 'helmCharts' | 'plugins',
    why: string,
    how: string,
  ): void {
    for (const { place } of kustomization[field])
      this.#leaveOut(`${field} of ${kustomization.file}`, why, how, place);
  }

  #accumulate(kustomization: KustomizationFile, into: Accumulator, above: readonly string[]): Accumulator {
    for (const path of kustomization.resources)
      this.#try(() => this.#addResource(kustomization, path, into, above));
    into.mergeConfiguration(defaultConfiguration);
    for (const path of kustomization.configurations) {
      this.#try(() =>
        into.mergeConfiguration(configurationOf(kustomization.folder, path, this.context.tree)),
      );
    }
    this.#leaveOutAll(
      kustomization,
      'crds',
      'kustomize reads references of custom resources out of it, which is not done here',
      'name the fields under configurations instead',
    );
    this.#useSchemas(kustomization);
    this.#generate(kustomization, into);
    for (const path of kustomization.components)
      this.#try(() => this.#addComponent(kustomization, path, into, above));
    this.#transform(kustomization, into);
    for (const entry of kustomization.vars) {
      this.#try(() => into.variables.push(addVariable(into.resources, entry)));
    }
    return into;
  }

  #useSchemas({ openapi, folder }: KustomizationFile): void {
    if (openapi === undefined) return;
    const { tree } = this.context;
    this.#try(() => {
      const [document] = tree.read(fileNamed(folder, openapi, tree)).documents;
      this.#schemas = extendSchemas(this.#schemas, document);
    });
  }

  #addResource(
    kustomization: KustomizationFile,
    path: Scalar,
    into: Accumulator,
    above: readonly string[],
  ): void {
    const { tree } = this.context;
    if (this.#isRemote(path)) return;
    const resolved = resolvePath(kustomization.folder, path.value);
    if (resolved !== undefined && tree.has(resolved)) {
      tree.use(resolved);
      for (const resource of resourcesOf(tree.read(resolved))) {
        this.#try(() => into.append(resource));
      }
      return;
    }
    const child = this.#child(path, resolved, above);
    if (child === undefined) return;
    if (child.isComponent) {
      throw new BuildFault(`${path.value} is a Component`, path.place, 'name it under components');
    }
    const made = this.#accumulate(child, new Accumulator(), [...above, child.folder]);
    this.#merge(into, made);
  }

  /** Whether a path leads out of the tree, which is then told. */
  #isRemote({ value, place }: Scalar): boolean {
    if (!isRemote(value)) return false;
    this.#leaveOut(value, 'it lies outside the tree', 'fetch it into the tree and name the copy', place);
    return true;
  }

  #merge(into: Accumulator, made: Accumulator): void {
    for (const resource of made.resources) this.#try(() => into.append(resource));
    into.mergeConfiguration(made.configuration);
    for (const variable of made.variables) {
      this.#try(() => {
        if (into.variables.some(({ name }) => name === variable.name)) {
          throw new BuildFault(
            `the variable ${variable.name} comes twice`,
            variable.place,
            'rename one of them',
          );
        }
        into.variables.push(variable);
      });
    }
  }

  #addComponent(
    kustomization: KustomizationFile,
    path: Scalar,
    into: Accumulator,
    above: readonly string[],
  ): void {
    if (this.#isRemote(path)) return;
    const child = this.#child(path, resolvePath(kustomization.folder, path.value), above);
    if (child === undefined) return;
    if (!child.isComponent) {
      throw new BuildFault(
        `${path.value} is not a Component`,
        path.place,
        'name it under resources, or write kind: Component in it',
      );
    }
    this.#accumulate(child, into, [...above, child.folder]);
  }

  /** The kustomization.yaml that a path of another one means. */
  #child(path: Scalar, folder: string | undefined, above: readonly string[]): KustomizationFile | undefined {
    this.#included += 1;
    if (this.#included > mostIncluded) {
      if (this.#included === mostIncluded + 1) {
        this.#leaveOut(
          path.value,
          `the build includes folders more than ${mostIncluded} times`,
          'include each folder once',
          path.place,
        );
      }
      return undefined;
    }
    const { tree } = this.context;
    if (folder === undefined) {
      this.#leaveOut(
        path.value,
        'it lies outside the tree',
        'validate the folder that holds both',
        path.place,
      );
      return undefined;
    }
    if (tree.folder(folder) === undefined) {
      if (isBootstrapFolder(folder)) {
        this.#leaveOut(
          path.value,
          'a bootstrap of Flux writes it',
          'bootstrap the cluster, or commit the folder',
          path.place,
        );
        return undefined;
      }
      throw new BuildFault(
        `there is no file or folder ${path.value}`,
        path.place,
        'name one that is there, relative to this file',
      );
    }
    if (above.some((root) => root === folder || root.startsWith(folder === '' ? '' : `${folder}/`))) {
      throw new BuildFault(
        `${path.value} leads back to a folder that is being built`,
        path.place,
        'take one of the two references out',
      );
    }
    const child = readKustomization(folder, this.context, false);
    if (child === undefined) {
      throw new BuildFault(
        `the folder ${path.value} has no kustomization.yaml`,
        path.place,
        'write one, or name the files',
      );
    }
    return child;
  }

  #generate(kustomization: KustomizationFile, into: Accumulator): void {
    const generators = [
      ...kustomization.configMapGenerators.map((entry) => ['ConfigMap', entry] as const),
      ...kustomization.secretGenerators.map((entry) => ['Secret', entry] as const),
    ];
    for (const [kind, entry] of generators) {
      this.#try(() => {
        const made = generate(
          kind,
          entry,
          kustomization.generatorOptions,
          kustomization.folder,
          this.context.tree,
        );
        absorb(into, made, this.#isComplete);
      });
    }
    const noCharts = 'Flux builds without the plugin that renders charts';
    this.#leaveOutAll(kustomization, 'helmCharts', noCharts, 'write a HelmRelease instead');
    this.#leaveOutAll(kustomization, 'plugins', 'plugins are programs', 'write patches instead');
  }

  #transform(kustomization: KustomizationFile, into: Accumulator): void {
    const { configuration } = into;
    const target = {
      accumulator: into,
      schemas: this.#schemas,
      folder: kustomization.folder,
      tree: this.context.tree,
    };
    const isComplete = this.#isComplete;
    for (const entry of kustomization.patchesStrategicMerge)
      this.#try(() => applyPatchStrategicMerge(target, entry, isComplete));
    for (const entry of kustomization.patches) this.#try(() => applyPatch(target, entry, isComplete));
    const { namespace, namePrefix, nameSuffix } = kustomization;
    if (namespace !== undefined)
      this.#try(() => setNamespace(into.resources, namespace, configuration.namespace));
    if (namePrefix !== undefined) {
      this.#try(() => addToNames(into.resources, 'prefix', namePrefix, configuration.namePrefix));
    }
    if (nameSuffix !== undefined) {
      this.#try(() => addToNames(into.resources, 'suffix', nameSuffix, configuration.nameSuffix));
    }
    for (const entry of kustomization.labels) {
      this.#try(() => addEntries(into.resources, entry.pairs, fieldsOfLabels(entry, configuration)));
    }
    this.#try(() => addEntries(into.resources, kustomization.commonLabels, configuration.commonLabels));
    this.#try(() =>
      addEntries(into.resources, kustomization.commonAnnotations, configuration.commonAnnotations),
    );
    for (const entry of kustomization.patchesJson6902) this.#try(() => applyPatchJson6902(target, entry));
    for (const entry of kustomization.replicas) {
      this.#try(() => setReplicas(into.resources, entry, configuration.replicas, isComplete));
    }
    for (const image of kustomization.images) {
      this.#try(() => setImages(into.resources, image, configuration.images));
    }
    this.#replace(kustomization, into);
    into.touch();
  }

  #replace(kustomization: KustomizationFile, into: Accumulator): void {
    for (const entry of kustomization.replacements) {
      const path = entry.scalar('path');
      const entries = path === undefined ? [entry] : this.#replacementsOf(kustomization.folder, path);
      for (const each of entries) this.#try(() => applyReplacement(into.resources, each, this.#isComplete));
    }
  }

  #replacementsOf(folder: string, path: Scalar): readonly Shaped[] {
    const file = resolvePath(folder, path.value);
    const document = file === undefined ? undefined : this.context.tree.first(file);
    if (file === undefined || document === undefined) {
      this.#try(() => {
        throw new BuildFault(`there is no file ${path.value}`, path.place, 'name a file of the tree');
      });
      return [];
    }
    this.context.tree.use(file);
    return (document.kind === 'list' ? itemsOf(document) : [document]).map((node) => new Shaped(node));
  }
}

/** Adds a generated object, or merges it into the one of its name. */
function absorb(into: Accumulator, made: Resource, isComplete: boolean): void {
  const { key } = made;
  const old = into.resources.find(
    (resource) => resource.key === key || resource.anyIds.some((id) => sameId(id, made)),
  );
  if (old === undefined) {
    if (made.behavior === 'create') into.append(made);
    else if (isComplete) {
      const message = `there is no ${nameOf(made.id)} to ${made.behavior}`;
      throw new BuildFault(message, made.node.place, 'write behavior: create, or mend the name');
    }
    return;
  }
  if (made.behavior === 'create') {
    const message = `${nameOf(made.id)} is there already`;
    throw new BuildFault(message, made.node.place, 'write behavior: merge or replace');
  }
  const result = made.behavior === 'merge' ? merged(old, made) : withIdentity(old, made);
  into.replace(old, result);
}

function sameId(id: Resource['id'], made: Resource): boolean {
  const other = made.id;
  return (
    id.kind === other.kind &&
    id.name === other.name &&
    id.group === other.group &&
    id.version === other.version &&
    (id.namespace || 'default') === (other.namespace || 'default')
  );
}

function withIdentity(old: Resource, made: Resource): Resource {
  for (const key of ['labels', 'annotations']) {
    const before = get(old.metadata(), key);
    if (before === undefined) continue;
    const own = get(made.metadata(), key);
    const map = copyOf(before);
    if (map.kind === 'map')
      for (const field of own?.kind === 'map' ? own.fields : [])
        put(map, field.key, field.value, field.place);
    put(made.metadata(), key, map, map.place);
  }
  for (const key of ['labels', 'annotations'] as const) makeTextual(made, key);
  const name = get(old.metadata(), 'name');
  made.setMeta('name', old.name, name?.place ?? made.node.place);
  if (old.namespace !== '')
    made.setMeta('namespace', old.namespace, get(old.metadata(), 'namespace')?.place ?? made.node.place);
  made.needsHash &&= old.needsHash;
  made.behavior = old.behavior;
  made.previous = [...old.previous];
  made.prefixes = [...old.prefixes];
  made.suffixes = [...old.suffixes];
  made.varNames = [...old.varNames];
  return made;
}

function merged(old: Resource, made: Resource): Resource {
  withIdentity(old, made);
  for (const key of ['data', 'binaryData']) {
    const map = emptyMap(made.node.place);
    for (const source of [get(old.node, key), get(made.node, key)]) {
      if (source?.kind === 'map')
        for (const field of source.fields) put(map, field.key, textual(field.value), field.place);
    }
    if (isNilOrEmpty(map)) continue;
    put(made.node, key, map, map.place);
  }
  return made;
}

/** Kustomize takes the data of both for text. */
function textual(node: BuildNode): BuildNode {
  return node.kind === 'scalar' ? { ...node, tag: 'str' } : scalar('', node.place);
}

function isLocal(resource: Resource): boolean {
  const local = resource.words('annotations').get('config.kubernetes.io/local-config');
  return local !== undefined && local !== 'false';
}

/** Whether a path of a kustomization.yaml means a file or a repository elsewhere. */
export function isRemote(path: string): boolean {
  return (
    /^(?:git::|gh:|ssh:\/\/|https?:\/\/|git@|github\.com[:/]|file:\/\/|oci:\/\/)/i.test(path) ||
    /^[\w.-]+@[\w.-]+:/.test(path)
  );
}

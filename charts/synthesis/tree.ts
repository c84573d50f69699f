import { type App, Chart } from 'cdk8s';
import {
  type Document,
  type EnvironmentTree,
  type Folder,
  fileName,
  identityOf,
  renderChart,
} from '../../lib/delivery';
import { addTo, groupBy } from '../../lib/documents';
import { needsSubstituteDisabled, substituteDisabled, substituteKey } from '../../lib/flux';
import { Environment } from '../environment';
import { type FilledLayer, FluxSyncChart } from '../flux-sync';
import { openTelemetryWays } from '../instrument';
import { type LayerChart, layerOf } from '../layer-chart';
import { fluxFolder } from '../layers';
import { annotationsOf } from '../promotion';

/** The environments of an app, in the order in which they were made. */
export function environmentsOf(app: App): Environment[] {
  return app.node.children.filter((child): child is Environment => child instanceof Environment);
}

/** The charts of an environment, in the order in which they were made, those of other people with their layer's. */
function chartsOf(environment: Environment): { chart: Chart; layer: LayerChart }[] {
  return environment.node.findAll().flatMap((child) => {
    const layer = layerOf(child);
    return Chart.isChart(child) && layer !== undefined ? [{ chart: child as Chart, layer }] : [];
  });
}

/** The tree that becomes `dist/<environment>/`, without the files for people. */
export function treeOf(environment: Environment): EnvironmentTree {
  openTelemetryWays(environment);
  const documents = new Map<string, Document[]>();
  const layers = new Map<string, (readonly object[])[]>();
  const add = (chart: Chart, layer: LayerChart): void => {
    const found = renderChart(chart).map((document) => ({
      ...document,
      object: document.verbatim === undefined ? withSubstitutionOff(document.object) : document.object,
    }));
    if (found.length === 0) return;
    for (const document of found) addTo(documents, layer.folder, document);
    if (layer.layer !== fluxFolder) addTo(layers, layer.layer, layer.healthCheckExprs);
  };
  for (const { chart, layer } of chartsOf(environment)) add(chart, layer);
  const sync = syncOf(environment, filledLayers(environment, layers));
  add(sync, sync);
  const folders = foldersOf(documents);
  return { name: environment.name, folders: [rootFolder(environment), ...folders] };
}

/** In the order in which the environment has them. */
function filledLayers(
  environment: Environment,
  filled: ReadonlyMap<string, readonly (readonly object[])[]>,
): FilledLayer[] {
  return Object.keys(environment.layers).flatMap((name) => {
    const healthCheckExprs = filled.get(name);
    return healthCheckExprs === undefined
      ? []
      : [{ name, healthCheckExprs: distinct(healthCheckExprs.flat()) }];
  });
}

function distinct(exprs: readonly object[]): object[] {
  return [...new Map(exprs.map((expr) => [JSON.stringify(expr), expr])).values()];
}

/** Made anew for each tree, outside of the app: what was made before says which layers there are. */
function syncOf(environment: Environment, filled: readonly FilledLayer[]): FluxSyncChart {
  const id = 'flux-sync';
  environment.node.tryRemoveChild(id);
  return new FluxSyncChart(environment, filled);
}

/** What a bootstrap folder may include: the Flux objects and nothing else, since those bring in the rest. */
function rootFolder({ clusterLabels: labels, facts: { promotion } }: Environment): Folder {
  return {
    path: '',
    documents: [],
    kustomize: {
      resources: [fluxFolder],
      ...(labels === undefined ? {} : { labels }),
      ...(promotion === undefined ? {} : { annotations: annotationsOf(promotion) }),
    },
  };
}

/** Folders with objects and those above them, which list them. */
function foldersOf(documents: ReadonlyMap<string, readonly Document[]>): Folder[] {
  const paths = new Set([...documents.keys()].flatMap(withParents));
  const childrenOf = groupBy(paths, parentOf);
  return [...paths].map((path) => {
    const children = (childrenOf.get(path) ?? []).map((child) => child.slice(child.lastIndexOf('/') + 1));
    return {
      path,
      documents: withDistinctFiles(documents.get(path) ?? []),
      kustomize: children.length === 0 ? true : { resources: children.sort() },
    };
  });
}

/** Objects of one kind and name in several namespaces have the namespace in the name of their file; a file that is carried has its own. */
function withDistinctFiles(documents: readonly Document[]): Document[] {
  const names = documents.filter(({ file }) => file === undefined).map(fileName);
  const seen = new Set<string>();
  const shared = new Set(names.filter((name) => seen.size === seen.add(name).size));
  return documents.map((document) => {
    const { kind, name: object, namespace } = identityOf(document.object);
    if (document.file !== undefined || namespace === '' || !shared.has(fileName(document))) return document;
    return { ...document, file: `${kind}.${namespace}.${object}.yaml`.toLowerCase() };
  });
}

function withParents(path: string): string[] {
  const parent = parentOf(path);
  return parent === '' ? [path] : [...withParents(parent), path];
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** True for charts of cdk8s that stand in no layer, which would be left out of `dist/`. */
export function strayCharts(app: App): Chart[] {
  return app.node
    .findAll()
    .filter((child): child is Chart => Chart.isChart(child) && layerOf(child) === undefined);
}

/** Literal `${…}` is the collector's, not Flux's: post-build substitution would blank it or refuse the whole layer. */
function withSubstitutionOff(object: object): object {
  if (!needsSubstituteDisabled(object)) return object;
  const { metadata = {}, ...rest } = object as { readonly metadata?: { readonly annotations?: object } };
  const annotations = { ...metadata.annotations, [substituteKey]: substituteDisabled };
  return { ...rest, metadata: { ...metadata, annotations } };
}

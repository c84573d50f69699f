import { type App, Chart } from 'cdk8s';
import { type Document, type EnvironmentTree, type Folder, renderChart } from '../lib/delivery';
import { needsSubstituteDisabled, substituteDisabled, substituteKey } from '../lib/flux';
import { Environment } from './environment';
import { LayerChart } from './layer-chart';

/** Folders with sub-folders of their own, which Flux applies along with them. */
const parentFolder = 'services';

/** The environments of an app, in the order in which they were made. */
export function environmentsOf(app: App): Environment[] {
  return app.node.children.filter((child): child is Environment => child instanceof Environment);
}

/** The charts of an environment, in the order in which they were made. */
export function chartsOf(environment: Environment): LayerChart[] {
  return environment.node.findAll().filter((child) => LayerChart.isLayerChart(child));
}

/** The tree that becomes `dist/<environment>/`, without the files for people. */
export function treeOf(environment: Environment): EnvironmentTree {
  const documents = new Map<string, Document[]>();
  for (const chart of chartsOf(environment)) {
    const known = documents.get(chart.folder) ?? [];
    for (const document of renderChart(chart)) {
      known.push({ ...document, object: withSubstitutionOff(document.object) });
    }
    documents.set(chart.folder, known);
  }
  const folders = foldersOf(documents);
  return { name: environment.name, folders: [rootFolder(folders), ...folders] };
}

/**
 * What a bootstrap folder may include: the Flux objects and nothing else, since those bring in the rest. Without a
 * FluxSyncChart whoever includes the environment gets everything at once.
 */
function rootFolder(folders: readonly Folder[]): Folder {
  const topLevel = folders.map(({ path }) => path).filter((path) => !path.includes('/'));
  return {
    path: '',
    documents: [],
    kustomize: { resources: topLevel.includes('flux') ? ['flux'] : topLevel },
  };
}

function foldersOf(documents: ReadonlyMap<string, readonly Document[]>): Folder[] {
  const nested = [...documents.keys()].filter((path) => path.startsWith(`${parentFolder}/`));
  const children = nested.map((path) => path.slice(parentFolder.length + 1)).sort();
  const paths = new Set([...documents.keys(), ...(nested.length > 0 ? [parentFolder] : [])]);
  return [...paths].map((path) => ({
    path,
    documents: documents.get(path) ?? [],
    kustomize: path === parentFolder ? { resources: children } : true,
  }));
}

/** True for charts of cdk8s that belong to no environment, which would be left out of `dist/`. */
export function strayCharts(app: App): Chart[] {
  return app.node
    .findAll()
    .filter((child): child is Chart => Chart.isChart(child) && !LayerChart.isLayerChart(child));
}

/** Literal `${…}` is the collector's, not Flux's: post-build substitution would blank it or refuse the whole layer. */
function withSubstitutionOff(object: object): object {
  if (!needsSubstituteDisabled(object)) return object;
  const { metadata = {}, ...rest } = object as { readonly metadata?: { readonly annotations?: object } };
  const annotations = { ...metadata.annotations, [substituteKey]: substituteDisabled };
  return { ...rest, metadata: { ...metadata, annotations } };
}

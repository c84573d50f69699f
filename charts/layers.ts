import type { KustomizationSpec } from '../imports/kustomize.toolkit.fluxcd.io';
import { dnsLabel } from '../lib/documents';
import type { InputProblem } from './input';
import type { Plain } from './plain';

/**
 * How Flux applies one layer: fields of its Kustomization, over interval `1h`, retryInterval `2m`, timeout `15m` (namespaces `2m`,
 * services `5m`), prune and wait.
 */
export interface LayerFacts
  extends Partial<Plain<Omit<KustomizationSpec, 'path' | 'sourceRef' | 'dependsOn'>>> {
  /** Layers that must be ready before; one without objects stands for those that it waits for. Default: `['namespaces']`. */
  readonly dependsOn?: readonly string[];
}

/** The layers of an environment by name. */
export type Layers = { readonly [layer: string]: LayerFacts };

/** The folder that the root applies itself: sources, image automation and the Kustomizations of the layers. */
export const fluxFolder = 'flux';

/** Folders that cannot be layers. */
const reserved = new Set([fluxFolder, 'review']);

/** Longer than the slowest HelmRelease inside. */
const slow = '15m';

/** The layers that every environment has, as far as there are objects in them. */
export const defaultLayers: Layers = {
  namespaces: { dependsOn: [], timeout: '2m' },
  operators: { dependsOn: ['namespaces'], timeout: slow },
  observability: { dependsOn: ['operators'], timeout: slow },
  // Services need their namespace only: a broken trace store must never stop a deployment.
  services: { dependsOn: ['namespaces'], timeout: '5m' },
};

/** The layers of an environment: the default ones, changed and added to by what it says. */
export function layersOf(own: Layers = {}): Layers {
  const names = [...new Set([...Object.keys(defaultLayers), ...Object.keys(own)])];
  return Object.fromEntries(
    names.map((name) => [
      name,
      { dependsOn: ['namespaces'], timeout: slow, ...defaultLayers[name], ...own[name] },
    ]),
  );
}

/** What is wrong with the layers, one fault each. */
export function* layerFaults(layers: Layers): Generator<Pick<InputProblem, 'field' | 'message' | 'fix'>> {
  const names = Object.keys(layers);
  const told = new Set<string>();
  for (const layer of names) {
    const field = `layers.${layer}`;
    if (reserved.has(layer) || !dnsLabel.test(layer)) {
      const fix = 'use another of lower case letters, digits and dashes';
      yield { field, message: 'cannot be the name of a layer', fix };
    }
    for (const other of layers[layer]?.dependsOn ?? []) {
      if (layers[other] !== undefined) continue;
      const message = `there is no layer "${other}"`;
      yield { field: `${field}.dependsOn`, message, fix: `name one of ${names.join(', ')}` };
    }
    const circle = told.has(layer) ? [] : circleOf(layer, layers);
    for (const one of circle) told.add(one);
    if (circle.length === 0) continue;
    const message = `the layer waits for itself (${[...circle, layer].join(' → ')})`;
    yield { field: `${field}.dependsOn`, message, fix: 'take one of these out' };
  }
}

/** The layers of a circle from a layer on, each of which waits for the next; empty where it waits for itself in no way. */
function circleOf(layer: string, layers: Layers): string[] {
  const seen = new Set<string>();
  const open = [[layer]];
  for (let way = open.shift(); way !== undefined; way = open.shift()) {
    for (const other of layers[way.at(-1) ?? '']?.dependsOn ?? []) {
      if (other === layer) return way;
      if (!seen.has(other)) open.push([...way, other]);
      seen.add(other);
    }
  }
  return [];
}

/** Layers with objects that must be ready before a layer: one without objects stands for those that it waits for. */
export function requiredLayers(layer: string, layers: Layers, filled: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    for (const other of layers[name]?.dependsOn ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      if (filled.has(other)) found.add(other);
      else visit(other);
    }
  };
  visit(layer);
  return [...found];
}

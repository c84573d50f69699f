import type { KustomizationSpec } from '../imports/kustomize.toolkit.fluxcd.io';
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
export function layerFaults(layers: Layers): { layer: string; message: string; fix: string }[] {
  const names = Object.keys(layers);
  const told = new Set<string>();
  return names.flatMap((layer) => {
    const circle = told.has(layer) ? [] : circleOf(layer, layers);
    for (const one of circle) told.add(one);
    const unknown = (layers[layer]?.dependsOn ?? []).filter((other) => layers[other] === undefined);
    return [
      ...(reserved.has(layer) || !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(layer)
        ? [
            {
              layer,
              message: 'cannot be the name of a layer',
              fix: 'use another of lower case letters, digits and dashes',
            },
          ]
        : []),
      ...unknown.map((other) => ({
        layer: `${layer}.dependsOn`,
        message: `there is no layer "${other}"`,
        fix: `name one of ${names.join(', ')}`,
      })),
      ...(circle.length > 0
        ? [
            {
              layer: `${layer}.dependsOn`,
              message: `the layer waits for itself (${[...circle, layer].join(' → ')})`,
              fix: 'take one of these out',
            },
          ]
        : []),
    ];
  });
}

/** The layers of a circle from a layer on, each of which waits for the next; empty where it waits for itself in no way. */
function circleOf(layer: string, layers: Layers): string[] {
  const from = new Map<string, string>();
  const open = [layer];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    for (const other of layers[next]?.dependsOn ?? []) {
      if (other === layer) return wayBack(next, layer, from);
      if (from.has(other)) continue;
      from.set(other, next);
      open.push(other);
    }
  }
  return [];
}

function wayBack(last: string, first: string, from: ReadonlyMap<string, string>): string[] {
  const way = [last];
  for (let at = last; at !== first; at = from.get(at) ?? first) {
    if (at !== last) way.unshift(at);
  }
  return last === first ? way : [first, ...way];
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

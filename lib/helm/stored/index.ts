import { ownValue } from '../../documents';
import { type Data, equal, isTable, type Table } from '../data';
import type { Renderer, RenderRequest } from '../render';
import { filled, type Template } from './fill';

/** What Helm made of a chart for values of one shape. */
export interface StoredChart {
  /** Paths of values that are taken as they are, or of which only a ConfigMap's text is made. */
  readonly open: readonly string[];
  /** The other values: with others, something else may come out. */
  readonly given: Table;
  /** App version and number of the template, by version of the chart. */
  readonly versions: { readonly [version: string]: readonly [appVersion: string, template: number] };
  readonly templates: readonly Template[];
}

type StoredCharts = { readonly [chart: string]: StoredChart };

let read: StoredCharts | undefined;

/** Read when the first release of another chart comes up: most runs have none. */
function storedChart(name: string): StoredChart | undefined {
  read ??= require('./charts.json') as StoredCharts;
  return ownValue(read, name);
}

/**
 * Makes the objects of releases by which the charts of this library run a backend, from what Helm once made of them. Texts of
 * ConfigMaps are left out. It knows no other values, versions and charts.
 */
export const storedCharts: Renderer = {
  render(request) {
    const chart = storedChart(request.chart.name);
    const objects = chart === undefined ? undefined : objectsOf(chart, request);
    return objects === undefined
      ? { ok: false, why: 'Nobody has stored what Helm makes of it.', how: 'Render it with Helm.' }
      : { ok: true, version: request.chart.version, objects };
  },
};

function objectsOf(chart: StoredChart, { chart: asked, release, namespace, values }: RenderRequest) {
  const known = ownValue(chart.versions, asked.version);
  if (known === undefined || !equal(without(values, chart.open), chart.given)) return undefined;
  const [app, template] = known;
  const { version, name } = asked;
  const names = { release, namespace, version, app, fullname: usualName(name, release) };
  return [filled(chart.templates[template] ?? [], { names, values })]
    .flatMap((objects) => objects ?? [])
    .filter(isTable);
}

/** Values without some of them, and without maps that are empty for it. */
export function without(values: Table, paths: readonly string[], above = ''): Table {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, Data][] => {
      const path = `${above}${key}`;
      if (paths.includes(path)) return [];
      if (!isTable(value)) return [[key, value]];
      const rest = without(value, paths, `${path}.`);
      return Object.keys(rest).length === 0 ? [] : [[key, rest]];
    }),
  );
}

/** What a chart names its objects, by the helper that almost every chart has copied from `helm create`. */
export function usualName(chart: string, release: string, values: object = {}): string {
  const { fullnameOverride, nameOverride } = values as { fullnameOverride?: string; nameOverride?: string };
  const cut = (text: string) => text.slice(0, 63).replace(/-$/, '');
  if (fullnameOverride) return cut(fullnameOverride);
  const name = nameOverride || chart;
  return cut(release.includes(name) ? release : `${release}-${name}`);
}

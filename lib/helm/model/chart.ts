import type { Table } from '../data';
import defaults from './data/defaults.json';
import schemas from './data/schema.json';
import { type History, stateAt } from './history';
import {
  afterAll,
  appVersion,
  exact,
  isNewer,
  modelledVersions,
  neighbours,
  newestVersion,
  positionOf,
} from './versions';

/** One version of the chart, as far as it is data; what its templates do is asked by its changes. */
export interface ChartVersion {
  readonly version: string;
  /** Collector release that it installs by default. */
  readonly appVersion: string;
  /** Place among all versions, oldest first; behind all of them for an assumed one. */
  readonly position: number;
  /** True for a version that is newer than every known one, and taken as the newest. */
  readonly assumed: boolean;
  /** The chart's own values.yaml. */
  readonly defaults: Table;
  /** JSON schema of the values. */
  readonly schema: Table;
}

const charts = new Map<string, ChartVersion>();
const modelled = new Set(modelledVersions);

/**
 * A version of the chart, with or without a leading `v`: exact for a modelled one, as the newest and `assumed` for a
 * newer one; undefined for an older one, one that never existed, and what is no exact version.
 */
export function findChart(version: unknown): ChartVersion | undefined {
  if (typeof version !== 'string') return undefined;
  const wanted = exact(version);
  const known = charts.get(wanted);
  if (known !== undefined) return known;
  const assumed = isNewer(wanted);
  if (!assumed && !modelled.has(wanted)) return undefined;
  const chart = chartAt(wanted, assumed);
  charts.set(wanted, chart);
  return chart;
}

function chartAt(version: string, assumed: boolean): ChartVersion {
  const position = assumed ? afterAll : (positionOf(version) ?? afterAll);
  const isBefore = (other: string) => position < (positionOf(other) ?? 0);
  return {
    version,
    appVersion: appVersion(assumed ? newestVersion : version) ?? '',
    position,
    assumed,
    defaults: shared(defaults as History, isBefore, defaultStates),
    schema: shared(schemas as History, isBefore, schemaStates),
  };
}

/** Why a version is not modelled, and which to take instead. */
export function whyNotModelled(version: unknown): string {
  const wanted = exact(version);
  const oldest = modelledVersions[0] ?? '';
  if (positionOf(wanted) !== undefined)
    return `Chart version ${wanted} is not modelled: take one from ${oldest} on.`;
  if (!/^\d+\.\d+\.\d+$/.test(wanted))
    return `Chart version ${wanted} is not an exact version: write one, for instance ${newestVersion}.`;
  return `There is no chart version ${wanted}: the nearest are ${neighbours(wanted).join(' and ')}.`;
}

const defaultStates = new Map<number, Table>();
const schemaStates = new Map<number, Table>();

/** Versions that differ in nothing share one table, so that what is made of it once serves them all. */
function shared(history: History, isBefore: (version: string) => boolean, states: Map<number, Table>): Table {
  const deltas = history.deltas.filter(({ before }) => isBefore(before)).length;
  const known = states.get(deltas);
  if (known !== undefined) return known;
  const state = stateAt(history, isBefore);
  states.set(deltas, state);
  return state;
}

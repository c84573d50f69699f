import { isReleaseName, longestReleaseName, objectPath, once } from '../documents';
import { schemaProblems } from './check-values';
import { coalesce } from './coalesce';
import { type Data, isTable, type Table } from './data';
import { fail } from './failure';
import { valuesTable } from './input';
import { type ChartVersion, findChart, whyNotModelled } from './model';
import { notes } from './notes';
import { templates } from './objects';
import { isTaken } from './rendered';
import type { MadeObject, Release } from './version';

/** What is released: values as an author writes them, laid over nothing yet. */
export interface ReleaseInput {
  /** Version of the chart `opentelemetry-collector`, known or newer. */
  readonly chartVersion: string;
  /** Values as written in a HelmRelease or a values file; null and undefined count as none. */
  readonly values: unknown;
  /** Name of the Helm release. */
  readonly release: string;
  /** Namespace of the Helm release. */
  readonly namespace: string;
  /** Release of Kubernetes that Helm renders for, `1.28`; default: the newest. */
  readonly kubernetesVersion?: string;
}

/** A release whose values Helm accepts, and what Helm said on the way. */
export interface Opened {
  readonly release: Release;
  /** Values as written, as plain data. */
  readonly written: Table;
  readonly warnings: readonly string[];
}

/** The first things that Helm does: coalescing with the defaults and the schema. Fails where Helm stops. */
export function open(input: ReleaseInput): Opened {
  const chart = findChart(input.chartVersion) ?? fail(whyNotModelled(input.chartVersion));
  const name = input.release;
  if (typeof name !== 'string' || !isReleaseName(name)) {
    fail(
      `\`${String(name)}\` is not a name of a Helm release: write at most ${longestReleaseName} lower-case letters, digits, dashes and dots.`,
    );
  }
  if (typeof input.namespace !== 'string') fail('The namespace of the release is not text: name it.');
  const opened = lay(chart, input);
  const problems = problemsOf(opened.release);
  if (problems.length > 0) fail(problems.map(({ message }) => message).join(' '));
  return opened;
}

const problemsOf = once(({ chart, values }: Release) => schemaProblems(chart, values));

/** Releases that were laid lately, by all that makes them: whoever asks for one again gets the same, with what was made of it. */
const laid = new Map<string, Opened>();
/** So many releases as a large fleet has collectors in one run. */
const mostLaid = 512;

/** The values laid over a chart's defaults, once for each release; fails on values that cannot be read. */
export function lay(chart: ChartVersion, input: ReleaseInput): Opened {
  const written = valuesTable(input.values);
  const minor = /^v?1\.(\d+)/.exec(input.kubernetesVersion ?? '')?.[1];
  const key = [chart.version, input.release, input.namespace, minor, keyOf(written)].join('\n');
  const known = laid.get(key);
  if (known !== undefined) return known;
  const { values, warnings } = coalesce(chart.defaults, written);
  const release: Release = {
    chart,
    values,
    name: input.release,
    namespace: input.namespace,
    ...(minor === undefined ? {} : { kubernetesMinor: Number(minor) }),
  };
  const opened = { release, written, warnings };
  laid.set(key, opened);
  for (const oldest of laid.keys()) {
    if (laid.size <= mostLaid) break;
    laid.delete(oldest);
  }
  return opened;
}

/** The same text for the same data, in whatever order the keys of its maps stand: to Helm they have none. */
function keyOf(value: Data): string {
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  if (!isTable(value)) return JSON.stringify(value);
  const entries = Object.keys(value).sort();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${keyOf(value[key] ?? null)}`).join()}}`;
}

/** The chart's notes: fails with the first that refuses the release, returns the warnings of the others. */
export function readNotes(release: Release): string[] {
  const warnings: string[] = [];
  for (const note of notes.filter((one) => isTaken(one, release))) {
    const said = note.say(release);
    if (note.fails && said[0] !== undefined) fail(said[0]);
    warnings.push(...said);
  }
  return warnings;
}

/** Every object of the release, in the order in which this model lists them, each part with its place in the values. */
export const objectsOf = once((release: Release): readonly MadeObject[] =>
  templates.flatMap((template) => template(release)),
);

/** Where text or a key holds something. */
export function pathsHolding(
  sought: (text: string) => boolean,
  value: Data,
  path: readonly (string | number)[] = [],
): string[] {
  if (typeof value === 'string') return sought(value) ? [objectPath(path)] : [];
  if (Array.isArray(value))
    return value.flatMap((item, position) => pathsHolding(sought, item, [...path, position]));
  if (!isTable(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const below = pathsHolding(sought, item, [...path, key]);
    return sought(key) ? [objectPath([...path, key]), ...below] : below;
  });
}

import { once } from '../documents';
import { usesAlternateConfig } from './base';
import { additions, type Change, losses } from './changes';
import { type Data, isTable, type Table } from './data';
import {
  type EffectiveRelease,
  effectiveConfig,
  effectiveOf,
  type RefusedRelease,
  refusing,
} from './effective';
import { type ChartChoice, chooseChart } from './model';
import { holdsWritten, type Origin, originAfter, originAt, originOfBase, paint, written } from './origin';
import { makesConfigMap, renderedConfig, wayOf } from './rendered';
import { lay, type Opened, open, type ReleaseInput } from './run';
import { templatedKey } from './tpl';
import type { Release } from './version';

/** What the chart makes of values, and who put every part of it there. */
export interface ExplainedRelease extends EffectiveRelease {
  readonly chartVersion: string;
  /** True where another version may run, a newer one or one of a range: what the chart adds is assumed. */
  readonly isAssumed: boolean;
  /** Collector release that the chart installs by default. */
  readonly appVersion: string;
  readonly release: string;
  readonly namespace: string;
  /** Part of the values that the configuration is made of. */
  readonly source: 'config' | 'alternateConfig';
  /** Who put what there, a tree of the shape of `config`; null where there is no configuration. */
  readonly origin: Origin | null;
  /** What was added to, changed of and lost from the written configuration. */
  readonly changes: readonly Change[];
}

/** What is known of where the parts of a configuration come from. */
type Explained = Pick<ExplainedRelease, 'origin' | 'source'>;

/** As `effectiveConfig`, with the author of every part and the differences from what was written. */
export function explain(input: ReleaseInput): ExplainedRelease | RefusedRelease {
  return refusing(() => {
    const { certainty, candidates, chart } = chooseChart(input.chartVersion);
    // Of a range the newest is told, as what most likely runs.
    const one = certainty === 'range' && candidates.length > 0 ? chart.version : input.chartVersion;
    const opened = open({ ...input, chartVersion: one });
    const effective = effectiveOf(opened);
    const { release } = opened;
    const { origin, source } = explained(opened);
    return {
      ...effective,
      chartVersion: release.chart.version,
      isAssumed: certainty !== 'known',
      appVersion: release.chart.appVersion,
      release: release.name,
      namespace: release.namespace,
      source,
      origin,
      changes: changesOf(opened, effective.config, origin, source),
    };
  });
}

/** A release as far as it can be read, refused or not. */
export interface ReadRelease extends Explained, ChartChoice {
  readonly model: Release;
  /** The configuration; null where the chart makes none. */
  readonly config: Table | null;
  /** Why Helm or the chart refuses the release. */
  readonly refusal?: string;
  readonly warnings: readonly string[];
}

/**
 * What the chart makes of a release, read as far as it goes where Helm or the chart refuses it, so that all that is wrong with it
 * can be told at once.
 *
 * @returns undefined where the values cannot be read at all or a template stops before there is a configuration
 */
export function readRelease(input: ReleaseInput): ReadRelease | undefined {
  const read = refusing(() => {
    const choice = chooseChart(input.chartVersion);
    const opened = lay(choice.chart, input);
    const effective = effectiveConfig({ ...input, chartVersion: choice.chart.version });
    const config = effective.ok ? effective.config : renderedConfig(opened.release);
    const outcome = effective.ok
      ? { warnings: effective.warnings }
      : { warnings: [effective.reason], refusal: effective.reason };
    return { ok: true, ...choice, ...explained(opened), model: opened.release, config, ...outcome };
  });
  return read.ok ? read : undefined;
}

/** The author of the node at a path of the effective configuration; undefined where there is no such node. */
export function authorOf({ origin }: Explained, path: readonly (string | number)[]): string | undefined {
  return originAt(origin ?? undefined, path)?.author;
}

/** Whether the author wrote the node at this path of the effective configuration, or something below it. */
export function isWritten({ origin }: Explained, path: readonly (string | number)[]): boolean {
  return holdsWritten(originAt(origin ?? undefined, path));
}

/**
 * Where in the values the node at a path of the effective configuration was written; for a node that the chart added,
 * the place of its nearest written ancestor; the configuration as a whole where there is none.
 */
export function sourceOf(
  { origin, source }: Explained,
  path: readonly (string | number)[],
): readonly (string | number)[] {
  for (let length = path.length; length > 0; length--) {
    const place = originAt(origin ?? undefined, path.slice(0, length))?.source;
    if (place !== undefined) return place;
  }
  return [source];
}

const explained = once(({ release, written: values }: Opened): Explained => {
  const source = usesAlternateConfig(release) ? 'alternateConfig' : 'config';
  return { source, origin: makesConfigMap(release) ? originOf(release, values, source) : null };
});

function originOf(release: Release, values: Table, source: Explained['source']): Origin {
  let before: Table = {};
  let origin: Origin = paint({}, written);
  for (const { step, config } of wayOf(release).stages) {
    origin =
      step === undefined
        ? originOfBase(config, writtenPart(values, source), [source])
        : originAfter(before, origin, config, step, step.moves?.(before, release) ?? []);
    before = config;
  }
  return withTemplatedKeys(origin, release);
}

/** The tree with the keys that the chart's template engine makes of written ones. */
function withTemplatedKeys(origin: Origin, release: Release): Origin {
  if (origin.fields === undefined) return origin;
  const fields = [...origin.fields].map(([key, below]): [string, Origin] => [
    templatedKey(key, release),
    withTemplatedKeys(below, release),
  ]);
  return { ...origin, fields: new Map(fields) };
}

/** Without written configuration the defaults stand alone, inside a map that is nobody's. */
function writtenPart(values: Table, source: string): Data {
  const part = values[source];
  return isTable(part) ? part : {};
}

function changesOf(
  { release, written: values }: Opened,
  config: Table | null,
  origin: Origin | null,
  source: 'config' | 'alternateConfig',
): Change[] {
  const unused = source === 'alternateConfig' ? ['config'] : [];
  if (config === null || origin === null) unused.push(source);
  const ignored = unused
    .filter((part) => isTable(values[part]) && Object.keys(values[part] ?? {}).length > 0)
    .map(
      (part): Change => ({
        kind: 'lost',
        path: [part],
        by: config === null ? 'configMap' : 'alternateConfig',
        before: values[part] ?? null,
      }),
    );
  if (config === null || origin === null) return ignored;
  const lost = isTable(values[source]) ? losses(source, values, config, origin, release.chart.defaults) : [];
  return [...additions(config, origin, values), ...lost, ...ignored];
}

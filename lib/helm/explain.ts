import { usesAlternateConfig } from './base';
import { additions, type Change, losses } from './changes';
import { type Data, isTable, type Table } from './data';
import { type EffectiveRelease, effectiveOf, type RefusedRelease, refusing } from './effective';
import { chooseChart } from './model';
import { holdsWritten, type Origin, originAfter, originAt, originOfBase, paint, written } from './origin';
import { renderedConfig } from './rendered';
import { type Opened, open, type ReleaseInput } from './run';
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

/** As `effectiveConfig`, with the author of every part and the differences from what was written. */
export function explain(input: ReleaseInput): ExplainedRelease | RefusedRelease {
  return refusing(() => {
    const { certainty, candidates, chart } = chooseChart(input.chartVersion);
    // Of a range the newest is told, as what most likely runs.
    const one = certainty === 'range' && candidates.length > 0 ? chart.version : input.chartVersion;
    const opened = open({ ...input, chartVersion: one });
    const effective = effectiveOf(opened);
    const { release } = opened;
    const source = usesAlternateConfig(release) ? 'alternateConfig' : 'config';
    const origin = effective.config === null ? null : originOf(opened, source);
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

/** The author of the node at a path of the effective configuration; undefined where there is no such node. */
export function authorOf(
  explained: ExplainedRelease,
  path: readonly (string | number)[],
): string | undefined {
  return originAt(explained.origin ?? undefined, path)?.author;
}

/** Whether the author wrote the node at this path of the effective configuration, or something below it. */
export function isWritten(explained: ExplainedRelease, path: readonly (string | number)[]): boolean {
  return holdsWritten(originAt(explained.origin ?? undefined, path));
}

/**
 * Where in the values the node at a path of the effective configuration was written; for a node that the chart added,
 * the place of its nearest written ancestor; the configuration as a whole where there is none.
 */
export function sourceOf(
  explained: ExplainedRelease,
  path: readonly (string | number)[],
): readonly (string | number)[] {
  for (let length = path.length; length > 0; length--) {
    const source = originAt(explained.origin ?? undefined, path.slice(0, length))?.source;
    if (source !== undefined) return source;
  }
  return [explained.source];
}

function originOf({ release, written: values }: Opened, source: 'config' | 'alternateConfig'): Origin {
  let config: Table = {};
  let origin: Origin = paint({}, written);
  renderedConfig(release, (step, next) => {
    origin =
      step === undefined
        ? originOfBase(next, writtenPart(values, source), [source])
        : originAfter(config, origin, next, step, step.moves?.(config, release) ?? []);
    config = next;
  });
  return withTemplatedKeys(origin, release);
}

/** The tree with the keys that the chart's template engine makes of written ones. */
function withTemplatedKeys(origin: Origin, release: Release): Origin {
  if (origin.fields === undefined) return origin;
  const fields = [...origin.fields].map(([key, below]): [string, Origin] => [
    templatedKey(key, release, 'config'),
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

import stored from '../../../imports/collector/metrics.json';
import { at, compareReleases, field, groupBy, type Path } from '../../documents';
import type { Component } from './component';
import type { Reading } from './reading';

/** What changed of one metric between two neighbouring releases that were looked at, as `schemas/collector/metrics.yaml` has it. */
interface Change {
  readonly metric: string;
  readonly between: string;
  readonly scraper?: string;
  readonly off?: boolean;
  readonly gone?: boolean;
  readonly switched?: string;
  readonly unit?: readonly string[];
  readonly attributes?: readonly (readonly string[])[];
}

/** Metrics of a receiver that a release makes otherwise. */
export interface ChangedMetrics {
  /** First release that was looked at and does. */
  readonly since: string;
  readonly message: string;
  /** The receiver. */
  readonly path: Path;
}

const changes: { readonly [component: string]: readonly Change[] } = stored;

/**
 * Metrics that receivers make otherwise in a later release: dashboards and alerts that ask for them find something else, or nothing. Where
 * between two releases something changed is not known: who comes from between them is told, too.
 */
export function metricChanges(reading: Reading, from: string, to: string): ChangedMetrics[] {
  return reading.components.flatMap((component) => {
    const met = (changes[`${component.class}.${component.type}`] ?? []).filter(
      (change) => leadsOver(change, from, to) && isMade(change, component),
    );
    return [...groupBy(met, happened)].map(([what, together]) => {
      const names = together.map(({ metric }) => metric).sort();
      return {
        since: together[0]?.between.split('..')[1] ?? to,
        message: `${names.join(', ')} of ${component.id} ${names.length === 1 ? 'is' : 'are'} ${what}`,
        path: component.path,
      };
    });
  });
}

function leadsOver({ between }: Change, from: string, to: string): boolean {
  const [, after = ''] = between.split('..');
  return compareReleases(from, after) < 0 && compareReleases(after, to) <= 0;
}

/** Whether the configuration has a metric made: by default, or since it asks for it. */
function isMade({ metric, scraper, off }: Change, { body }: Component): boolean {
  const holder = scraper === undefined ? body : at(body, ['scrapers', scraper]);
  if (scraper !== undefined && holder === undefined) return false;
  const enabled = field(at(holder, ['metrics', metric]), 'enabled');
  return off === true ? enabled === true : enabled !== false;
}

function happened({ between, gone, switched, unit, attributes }: Change): string {
  const [, after] = between.split('..');
  if (gone === true) return `no longer made in ${after}`;
  if (switched === 'off') return `off by default in ${after}; \`metrics.….enabled: true\` brings it back`;
  if (unit !== undefined) return `in the unit "${unit[1]}" in ${after}, and in "${unit[0]}" before`;
  const [lost = [], came = []] = attributes ?? [];
  return `without the attribute ${lost.join(', ')} in ${after}${came.length === 0 ? '' : `, and with ${came.join(', ')}`}`;
}

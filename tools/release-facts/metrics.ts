/**
 * `npx tsx tools/release-facts/metrics.ts RELEASE …`: what changed of the metrics that receivers make, between releases whose modules can be had.
 * Reads `metadata.yaml` of each module and writes `schemas/collector/metrics.yaml`; `npm run import` takes it over.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { compareReleases } from '../../lib/documents';
import type { MetricChange, MetricChanges } from '../schemas/lib/collector/model';
import { readYaml } from '../schemas/lib/collector/read';
import { catalogFolder, moduleFolder } from './components';

/** The receivers whose metrics people look at most, by type and module. */
const receivers: Readonly<Record<string, string>> = {
  apache: 'apachereceiver',
  docker_stats: 'dockerstatsreceiver',
  elasticsearch: 'elasticsearchreceiver',
  host_metrics: 'hostmetricsreceiver',
  http_check: 'httpcheckreceiver',
  k8s_cluster: 'k8sclusterreceiver',
  kafka_metrics: 'kafkametricsreceiver',
  kubelet_stats: 'kubeletstatsreceiver',
  memcached: 'memcachedreceiver',
  mongodb: 'mongodbreceiver',
  mysql: 'mysqlreceiver',
  nginx: 'nginxreceiver',
  postgresql: 'postgresqlreceiver',
  rabbitmq: 'rabbitmqreceiver',
  redis: 'redisreceiver',
  zookeeper: 'zookeeperreceiver',
};
const prefix = 'github.com/open-telemetry/opentelemetry-collector-contrib/receiver';

/** A metric of one release. */
export interface MetricFacts {
  readonly enabled: boolean;
  readonly unit: string;
  /** Names as they are sent. */
  readonly attributes: readonly string[];
  /** Of `host_metrics`: the scraper that makes it. */
  readonly scraper?: string;
}

interface Metadata {
  readonly type?: string;
  readonly attributes?: { readonly [name: string]: { readonly name_override?: string } | null };
  readonly metrics?: {
    readonly [name: string]: {
      readonly enabled?: boolean;
      readonly unit?: string;
      readonly attributes?: readonly string[];
    };
  };
}

/** The metrics that a module makes, by name. */
export function metricsIn(folder: string): Map<string, MetricFacts> {
  const found = metricsOf(join(folder, 'metadata.yaml'), false);
  const scrapers = join(folder, 'internal', 'scraper');
  if (!existsSync(scrapers)) return found;
  for (const scraper of readdirSync(scrapers))
    for (const [name, metric] of metricsOf(join(scrapers, scraper, 'metadata.yaml'), true))
      found.set(name, metric);
  return found;
}

function metricsOf(file: string, isScraper: boolean): Map<string, MetricFacts> {
  if (!existsSync(file)) return new Map();
  const { type = '', attributes = {}, metrics = {} } = readYaml<Metadata>(file);
  const sent = (name: string) => attributes[name]?.name_override ?? name;
  return new Map(
    Object.entries(metrics).map(([name, metric]) => [
      name,
      {
        enabled: metric.enabled === true,
        unit: metric.unit ?? '',
        attributes: (metric.attributes ?? []).map(sent).sort(),
        ...(isScraper ? { scraper: type.replace(/^hostmetricsreceiver\//, '') } : {}),
      },
    ]),
  );
}

/** What differs between two releases that were looked at, of metrics that the former had. */
export function changesBetween(
  [former, before]: readonly [string, ReadonlyMap<string, MetricFacts>],
  [latter, after]: readonly [string, ReadonlyMap<string, MetricFacts>],
): MetricChange[] {
  const between = `${former}..${latter}`;
  return [...before].flatMap(([name, old]): MetricChange[] => {
    const now = after.get(name);
    const common = {
      metric: name,
      between,
      ...(old.scraper === undefined ? {} : { scraper: old.scraper }),
      ...(old.enabled ? {} : { off: true }),
    };
    if (now === undefined) return [{ ...common, gone: true }];
    const lost = old.attributes.filter((each) => !now.attributes.includes(each));
    return [
      ...(old.enabled && !now.enabled ? [{ ...common, switched: 'off' as const }] : []),
      ...(old.unit === now.unit ? [] : [{ ...common, unit: [old.unit, now.unit] as const }]),
      ...(lost.length === 0
        ? []
        : [
            {
              ...common,
              attributes: [lost, now.attributes.filter((each) => !old.attributes.includes(each))] as const,
            },
          ]),
    ];
  });
}

function main(releases: readonly string[]): void {
  const ordered = [...releases].sort(compareReleases);
  const found: Record<string, MetricChanges> = {};
  for (const [type, module] of Object.entries(receivers)) {
    const seen = ordered.flatMap((release): [string, Map<string, MetricFacts>][] => {
      const folder = moduleFolder(`${prefix}/${module}`, release);
      const metrics = folder === undefined ? new Map() : metricsIn(folder);
      // A module that tells of none has them from another one.
      return metrics.size === 0 ? [] : [[release, metrics]];
    });
    const changes = seen.slice(1).flatMap((after, at) => changesBetween(seen[at] ?? after, after));
    found[`receiver.${type}`] = { releases: seen.map(([release]) => release), changes };
  }
  writeFileSync(join(catalogFolder, 'metrics.yaml'), stringify(found, { lineWidth: 0 }));
}

if (require.main === module) main(process.argv.slice(2));

import { isTable } from '../data';
import { fail } from '../failure';
import { inEffect } from '../model';
import { fullname, isEnabled, isMode, valueAt } from '../names';
import { type Part, type PartTable, Taken } from '../part';
import { truthy } from '../template';
import type { ObjectTemplate, Release } from '../version';
import { changes } from './changes';
import { metadata, objectLabels, selector } from './metadata';
import { serviceEnabled } from './service';
import { bareWhereFilled, templatedTextsAt } from './text';

/** Bears the suffix of the agent in every mode. */
export const podMonitor: ObjectTemplate = (release) => {
  if (!isEnabled(release, 'podMonitor', 'enabled') || !isEnabled(release, 'podMonitor', 'metricsEndpoints'))
    return [];
  if (!inEffect(release, changes.podMonitorInEveryMode) && !isMode(release, 'daemonset')) return [];
  const path = ['podMonitor', 'metricsEndpoints'];
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: metadata(release, `${fullname(release)}-agent`, monitorLabels(release, 'podMonitor')),
      spec: {
        selector: { matchLabels: selector(release) },
        podMetricsEndpoints: new Taken(valueAt(release, ...path), path),
      },
    },
  ];
};

/** Needs a Service that the values ask for; one that only the Ingress makes does not count. */
export const serviceMonitor: ObjectTemplate = (release) => {
  const scraped = inEffect(release, changes.serviceMonitorInDaemonset)
    ? serviceEnabled(release)
    : isMode(release, 'deployment', 'statefulset');
  if (!scraped || !isEnabled(release, 'serviceMonitor', 'enabled')) return [];
  if (!isEnabled(release, 'serviceMonitor', 'metricsEndpoints')) return [];
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: metadata(release, fullname(release), monitorLabels(release, 'serviceMonitor')),
      spec: {
        ...(inEffect(release, changes.sampleLimit)
          ? { sampleLimit: bareWhereFilled(release, 'serviceMonitor', 'sampleLimit') }
          : {}),
        selector: { matchLabels: selector(release) },
        ...endpoints(release),
      },
    },
  ];
};

export function monitorLabels(release: Release, block: string): PartTable {
  return { ...objectLabels(release), ...templatedTextsAt(release, block, 'extraLabels') };
}

/** Relabelings are printed behind the last endpoint, as further keys of it; at first, of the monitor. */
function endpoints(release: Release): PartTable {
  const path = ['serviceMonitor', 'metricsEndpoints'];
  const written = valueAt(release, ...path);
  const added = relabelings(release);
  if (inEffect(release, changes.relabelingsOfMonitor))
    return { endpoints: new Taken(written, path), ...added };
  if (Object.keys(added).length === 0) return { endpoints: new Taken(written, path) };
  if (!Array.isArray(written)) return { endpoints: isTable(written) ? { ...written, ...added } : written };
  const last = written.at(-1);
  if (!isTable(last) || !truthy(last)) {
    return fail(
      'serviceMonitor.relabelings and metricRelabelings need a last entry of metricsEndpoints with keys of its own: write for instance `port: metrics` there.',
    );
  }
  const before = written.slice(0, -1).map((entry, position) => new Taken(entry, [...path, position]));
  return { endpoints: [...before, new Taken({ ...last, ...added }, [...path, written.length - 1])] };
}

function relabelings(release: Release): PartTable {
  if (!inEffect(release, changes.relabelings)) return {};
  const added = ['relabelings', 'metricRelabelings'].flatMap((key): [string, Part][] => {
    const value = valueAt(release, 'serviceMonitor', key);
    return truthy(value) ? [[key, new Taken(value, ['serviceMonitor', key])]] : [];
  });
  return Object.fromEntries(added);
}

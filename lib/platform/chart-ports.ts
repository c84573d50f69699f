import { type Data, entries, field, isMap } from '../documents';
import { findChart } from '../helm';
import type { CollectorSubject } from './subject';

/** A port that the chart opens on the collector's container. */
export interface OpenPort {
  readonly name: string;
  readonly port: number | undefined;
  readonly hostPort: number | undefined;
  readonly protocol: string;
}

/** The enabled entries of `ports`, those of the chart's defaults included; undefined where the chart's version is not known. */
export function openPorts({ helm }: CollectorSubject): readonly OpenPort[] | undefined {
  const chart = findChart(helm?.chartVersion);
  if (helm === undefined || chart === undefined) return undefined;
  const defaults = chart.defaults.ports;
  const written = field(helm.values, 'ports');
  const names = new Set([...entries(defaults), ...entries(written)].map(([name]) => name));
  return [...names].flatMap((name): OpenPort[] => {
    const own = field(written, name);
    const usual = field(defaults, name);
    const setting = (key: string): Data | undefined =>
      isMap(own) && Object.hasOwn(own, key) ? own[key] : field(usual, key);
    if (own === null || setting('enabled') !== true) return [];
    const protocol = setting('protocol');
    return [
      {
        name,
        port: numberOf(setting('containerPort')),
        hostPort: numberOf(setting('hostPort')),
        protocol: typeof protocol === 'string' ? protocol : 'TCP',
      },
    ];
  });
}

function numberOf(data: Data | undefined): number | undefined {
  return typeof data === 'number' ? data : undefined;
}

import type { Data } from '../data';
import { inEffect } from '../model';
import { fullname, isEnabled, isMode, printed, valueAt } from '../names';
import { type Part, type PartTable, Taken } from '../part';
import { unquoted } from '../scalar';
import { elements, truthy } from '../template';
import type { ObjectTemplate, Release } from '../version';
import { changes } from './changes';
import { exposedLabels, metadata, selector } from './metadata';
import { type EnabledPort, enabledPorts } from './ports';
import { bare, bareAt, bareWhereFilled, templatedTextsAt } from './text';

/** A port of the Service. A port that the values leave without number or protocol has null there. */
export interface ChartPort {
  readonly name: string | null;
  readonly port: number | null;
  readonly targetPort: number | null;
  readonly protocol: string | null;
  readonly appProtocol?: string;
}

/** Whether the values ask for a Service: by default in a deployment or statefulset, not in a daemonset. */
export function serviceEnabled(release: Release): boolean {
  const enabled = valueAt(release, 'service', 'enabled');
  return isMode(release, 'daemonset') ? truthy(enabled) : enabled === null || truthy(enabled);
}

/** Whether the release has a Service: where the values ask for it, and always with an Ingress. */
export function makesService(release: Release): boolean {
  return serviceEnabled(release) || isEnabled(release, 'ingress', 'enabled');
}

export const service: ObjectTemplate = (release) => {
  if (!makesService(release)) return [];
  const ports = enabledPorts(release).map(portOf);
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(
        release,
        fullname(release),
        exposedLabels(release),
        templatedTextsAt(release, 'service', 'annotations'),
      ),
      spec: {
        type: bareAt(release, 'service', 'type'),
        trafficDistribution: inEffect(release, changes.trafficDistribution)
          ? bareWhereFilled(release, 'service', 'trafficDistribution')
          : undefined,
        clusterIP: bareWhereFilled(release, 'service', 'clusterIP'),
        ...loadBalancer(release),
        ports: ports.length === 0 ? undefined : ports,
        selector: selector(release),
        internalTrafficPolicy: internalTraffic(release),
      },
    },
  ];
};

function loadBalancer(release: Release): PartTable {
  if (valueAt(release, 'service', 'type') !== 'LoadBalancer') return {};
  const path = ['service', 'loadBalancerSourceRanges'];
  const ranges = valueAt(release, ...path);
  return {
    loadBalancerIP: bareWhereFilled(release, 'service', 'loadBalancerIP'),
    ...(truthy(ranges)
      ? {
          loadBalancerSourceRanges: elements(ranges, path.join('.')).map(
            ([position, range]) => new Taken(bare(printed(range), path.join('.')), [...path, position]),
          ),
        }
      : {}),
    externalTrafficPolicy: bareWhereFilled(release, 'service', 'externalTrafficPolicy'),
  };
}

function internalTraffic(release: Release): Part {
  const written = bareWhereFilled(release, 'service', 'internalTrafficPolicy');
  if (written !== undefined) return written;
  return isMode(release, 'daemonset') && valueAt(release, 'service', 'enabled') === true
    ? 'Local'
    : 'Cluster';
}

function portOf({ name, fields, path, at }: EnabledPort): Part {
  return new Taken(
    {
      name: bare(name, `the port name ${name}`),
      port: at('servicePort'),
      targetPort: at('containerPort'),
      protocol: at('protocol'),
      ...(truthy(fields.appProtocol) ? { appProtocol: at('appProtocol') } : {}),
      ...(truthy(fields.nodePort) ? { nodePort: at('nodePort') } : {}),
    },
    path,
  );
}

/** The enabled ports in the order of their names; null where the release has no Service. */
export function servicePorts(release: Release): readonly ChartPort[] | null {
  if (!makesService(release)) return null;
  return enabledPorts(release).map(
    ({ name, fields }): ChartPort => ({
      name: textOrNull(name, `the port name ${name}`),
      port: numberOrNull(fields.servicePort),
      targetPort: numberOrNull(fields.containerPort),
      protocol: textOrNull(fields.protocol, `ports.${name}.protocol`),
      ...(truthy(fields.appProtocol) ? { appProtocol: printed(fields.appProtocol) } : {}),
    }),
  );
}

function numberOrNull(value: Data | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function textOrNull(value: Data | undefined, at: string): string | null {
  const read = unquoted(printed(value));
  if ('broken' in read) bare(printed(value), at);
  return 'value' in read && read.value === null ? null : printed(value);
}

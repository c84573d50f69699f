import { type Data, isTable, type Table } from '../data';
import { fullname, isEnabled, isMode, printed, valueAt } from '../names';
import { unquoted } from '../scalar';
import { elements, field, truthy } from '../template';
import type { ObjectTemplate, Release } from '../version';
import { named, plainText, templatedTexts } from './text';

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
  templatedTexts(valueAt(release, 'service', 'annotations'), 'service.annotations');
  for (const key of ['clusterIP', 'trafficDistribution', 'internalTrafficPolicy']) {
    plainText(printed(valueAt(release, 'service', key)), `service.${key}`);
  }
  if (valueAt(release, 'service', 'type') === 'LoadBalancer') checkLoadBalancer(release);
  servicePorts(release);
  return [named(release, 'Service', fullname(release))];
};

function checkLoadBalancer(release: Release): void {
  plainText(printed(valueAt(release, 'service', 'loadBalancerIP')), 'service.loadBalancerIP');
  const ranges = valueAt(release, 'service', 'loadBalancerSourceRanges');
  for (const [, range] of truthy(ranges) ? elements(ranges, 'service.loadBalancerSourceRanges') : []) {
    plainText(printed(range), 'service.loadBalancerSourceRanges');
  }
}

/** The enabled ports in the order of their names; null where the release has no Service. */
export function servicePorts(release: Release): readonly ChartPort[] | null {
  if (!makesService(release)) return null;
  return enabledPorts(release).map(([name, port]): ChartPort => {
    const appProtocol = port.appProtocol;
    return {
      name: textOrNull(name, `the port name ${name}`),
      port: numberOrNull(port.servicePort),
      targetPort: numberOrNull(port.containerPort),
      protocol: textOrNull(port.protocol, `ports.${name}.protocol`),
      ...(truthy(appProtocol)
        ? { appProtocol: plainText(printed(appProtocol), `ports.${name}.appProtocol`) }
        : {}),
    };
  });
}

/** The enabled entries of `ports`, which does not follow the configuration. */
export function enabledPorts(release: Release): [string, Table][] {
  return elements(valueAt(release, 'ports'), 'ports').flatMap(([name, port]): [string, Table][] =>
    truthy(field(port, ['enabled'], `ports.${name}`)) && isTable(port) ? [[String(name), port]] : [],
  );
}

function numberOrNull(value: Data | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function textOrNull(value: Data | undefined, at: string): string | null {
  const printedText = printed(value);
  const read = unquoted(plainText(printedText, at));
  return 'value' in read && read.value === null ? null : printedText;
}

import { addManifest } from '../manifest';
import type { WorkloadPort } from './props';
import type { AnyWorkload } from './workload';

/** What a Service may be told beside its ports. */
export interface ServiceOptions {
  /** `None`: each pod has an address of its own. Default: one address for all. */
  readonly headless?: boolean;
  /** Default: the workload's name. */
  readonly name?: string;
  readonly annotations?: { readonly [name: string]: string };
}

/** The Service before the pods of a workload. */
export function addService(chart: AnyWorkload, options: ServiceOptions = {}): void {
  addManifest(chart, options.headless === true ? 'headless-service' : 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: options.name ?? chart.workload,
      labels: chart.scraped && chart.podLabels,
      annotations: options.annotations,
    },
    spec: {
      clusterIP: options.headless === true ? 'None' : undefined,
      selector: { ...chart.podLabels },
      ports: chart.listens.map(servicePort),
    },
  });
}

/** Port of the Service before a port of the pods. */
export function portOfService({ name, containerPort, servicePort }: WorkloadPort): number {
  return servicePort ?? (name === 'http' ? 80 : containerPort);
}

function servicePort(port: WorkloadPort): object {
  return {
    name: port.name,
    port: portOfService(port),
    targetPort: port.name,
    protocol: port.protocol ?? 'TCP',
    appProtocol: port.appProtocol ?? (port.name === 'grpc' ? 'grpc' : undefined),
  };
}

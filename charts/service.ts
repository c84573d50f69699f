import type { Construct } from 'constructs';
import { checked } from './checked';
import { listOf, may, number, object, type Shape, text } from './shape';
import { addDeployment } from './workload/deployment';
import { addMonitor, scrapedBy } from './workload/monitor';
import type { Probes, RunningProps, WorkloadPort } from './workload/props';
import { addAutoscaler, addDisruptionBudget } from './workload/scaling';
import { addService, portOfService } from './workload/service';
import { portShape, runningShape, textMap } from './workload/shapes';
import { WorkloadChart } from './workload/workload-chart';

/** What is said of a workload that others call. */
export interface ServingProps extends RunningProps {
  /** Port of a container that speaks HTTP; its Service is reached on port 80. Short for `ports` of one `http`. */
  readonly port?: number;
  /** Ports of the container, each with its own on the Service; the probes ask the first. */
  readonly ports?: readonly WorkloadPort[];
  /**
   * HTTP path that tells of the container alone and asks no backend: liveness and readiness, unless `probes` says
   * otherwise.
   */
  readonly healthPath?: string;
  /** Annotations of its Service. Default: none. */
  readonly serviceAnnotations?: { readonly [name: string]: string };
}

/** A workload that others call. */
export type ServiceProps = ServingProps;

export const servingShape: Shape<ServiceProps> = {
  ...runningShape,
  port: may(number),
  ports: may(listOf(portShape)),
  healthPath: may(text),
  serviceAnnotations: may(textMap),
};

const shape = object<ServiceProps>(servingShape);

/** One service: Deployment, Service, ServiceAccount, PodDisruptionBudget, NetworkPolicy and, where asked, an autoscaler and a monitor. */
export class ServiceChart extends WorkloadChart {
  constructor(scope: Construct, name: string, props: ServiceProps) {
    super(scope, name, checked(scope, name, props, shape), servingTraits(props));
    if (this.listens.length === 0) this.reportNoPort();
    addDeployment(this, this.podInput, props);
    addService(this, serviceOptions(props));
    addDisruptionBudget(this);
    this.finish();
    addAutoscaler(this, 'Deployment', props.scaling);
    addMonitor(this, 'ServiceMonitor', props.monitor);
  }

  /** Name of its Service. */
  get service(): string {
    return this.workload;
  }

  /** Address of one of its ports inside the cluster, `http://checkout.shop.svc.cluster.local:80`; default: the first port. */
  url(port = this.listens[0]?.name): string {
    const found = this.listens.find(({ name }) => name === port);
    if (found === undefined) throw new Error(`${this.node.id}: has no port ${port}`);
    return `http://${this.workload}.${this.namespace}.svc.cluster.local:${portOfService(found)}`;
  }

  private reportNoPort(): void {
    this.report(
      'ports',
      'a service needs a port',
      'write port: 8080, or use a WorkerChart for what nobody calls',
    );
  }
}

/** What a workload that others call adds to the shared props. */
export function servingTraits(props: ServingProps) {
  const http = props.port === undefined ? [] : [{ name: 'http', containerPort: props.port }];
  const ports = [...http, ...(props.ports ?? [])];
  return {
    ports,
    probes: probesOf(props),
    healthPath: props.healthPath,
    scaling: props.scaling,
    isBehindIngress: true,
    ...scrapedBy(props.monitor, ports),
  };
}

/** What its Service is told. */
export function serviceOptions({ serviceAnnotations: annotations }: ServingProps) {
  return { annotations };
}

function probesOf({ healthPath, probes }: ServingProps): Probes {
  return healthPath === undefined
    ? (probes ?? {})
    : { liveness: healthPath, readiness: healthPath, ...probes };
}

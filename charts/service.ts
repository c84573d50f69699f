import type { Construct } from 'constructs';
import { isPort } from '../lib/collector';
import type { TelemetryEndpoint } from './collector';
import { Environment } from './environment';
import { imageProblem, isDnsLabel } from './input';
import { LayerChart } from './layer-chart';
import type { Resources } from './quantities';
import { addDeployment } from './service/deployment';
import { addNetworkPolicy } from './service/network-policy';
import { addAutoscaler, addDisruptionBudget, addService, addServiceAccount } from './service/objects';

/** How many pods of a service run. */
export type ServiceScaling =
  | { readonly replicas: number }
  | {
      readonly minReplicas: number;
      readonly maxReplicas: number;
      /** Average CPU use in percent of the request above which pods are added; default 80. */
      readonly targetCpuUtilization?: number;
    };

/** A service of the platform. */
export interface ServiceProps {
  /** Image with its tag; `latest` is refused. */
  readonly image: string;
  /** Port that the container listens on, from 1 to 65535. Its Service is reached on port 80. */
  readonly port: number;
  /** HTTP path of the liveness and readiness probes, `/expenses/health`. */
  readonly healthPath: string;
  /** A fixed number of pods, or bounds for a HorizontalPodAutoscaler. */
  readonly scaling: ServiceScaling;
  /** Of each pod. */
  readonly resources: Resources;
  /** Where it sends traces; left out for a service that sends none. */
  readonly telemetry?: TelemetryEndpoint;
  /** Names of services of this environment that it calls: opens the network on both sides. Default: none. */
  readonly calls?: readonly string[];
  /** Whether it talks to AWS: opens port 443 and the Pod Identity agent. Default: no. */
  readonly aws?: boolean;
  /** Folders that it writes to; each becomes an emptyDir, since the root file system is read-only. Default: none. */
  readonly writableFolders?: readonly string[];
  /** Its own environment variables. Default: none. */
  readonly variables?: { readonly [variable: string]: string };
}

/** One service: Deployment, Service, ServiceAccount, PodDisruptionBudget, NetworkPolicy and, where asked, an autoscaler. */
export class ServiceChart extends LayerChart {
  /** What was said of it. */
  readonly props: ServiceProps;
  /** Name of the service and of its objects. */
  readonly service: string;

  constructor(scope: Construct, name: string, props: ServiceProps) {
    super(scope, freeId(scope, name), { folder: `services/${name}`, namespace: Environment.of(scope).name });
    this.props = props;
    this.service = name;
    this.judge();
    this.environment.services.set(name, this);
    addServiceAccount(this);
    addDeployment(this);
    addService(this);
    addDisruptionBudget(this);
    addNetworkPolicy(this);
    if ('minReplicas' in props.scaling) addAutoscaler(this, props.scaling);
  }

  /** Labels that select the pods of this service; never a hash, since selectors cannot be changed. */
  get podLabels(): { readonly 'app.kubernetes.io/name': string } {
    return { 'app.kubernetes.io/name': this.service };
  }

  /** Name of the ServiceAccount that its pods run as. */
  get serviceAccountName(): string {
    return `sa-${this.service}-service`;
  }

  private judge(): void {
    const { image, port, healthPath } = this.props;
    if (!isDnsLabel(this.service)) {
      this.report('name', 'cannot be the name of a Service', 'use lower case letters, digits and dashes');
    }
    if (!isPort(port)) this.report('port', `${port} is no port`, 'write a whole number from 1 to 65535');
    if (!healthPath.startsWith('/'))
      this.report('healthPath', `"${healthPath}" is no path`, 'start it with /');
    const wrongImage = imageProblem(image);
    if (wrongImage !== undefined) this.report('image', wrongImage.message, wrongImage.fix);
    this.judgeScaling();
  }

  private judgeScaling(): void {
    const { scaling } = this.props;
    if (!('minReplicas' in scaling)) return;
    if (scaling.minReplicas >= 1 && scaling.minReplicas <= scaling.maxReplicas) return;
    this.report(
      'scaling',
      `minReplicas ${scaling.minReplicas} and maxReplicas ${scaling.maxReplicas} do not fit`,
      'let minReplicas be at least 1 and at most maxReplicas',
    );
  }
}

function freeId(scope: Construct, name: string): string {
  if (scope.node.tryFindChild(name) === undefined) return name;
  Environment.of(scope).report({
    field: name,
    message: 'two services (or a service and another chart) have this name',
    fix: 'give one of them another name',
  });
  return `${name}-${scope.node.children.length}`;
}

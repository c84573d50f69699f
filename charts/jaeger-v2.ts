import type { Construct } from 'constructs';
import type { OpenTelemetryCollectorSpec } from '../imports/opentelemetry.io';
import { ignoreAnnotation } from '../lib/checks';
import type { GrpcEndpoint, HttpEndpoint } from '../lib/collector';
import { queryPorts } from '../lib/collector/components';
import { serviceHost } from '../lib/jaeger';
import { operatorPodLabels, operatorServices } from '../lib/platform';
import { checked } from './checked';
import { restrictedPod } from './collector-values';
import { addIngress } from './ingress';
import { otlpEndpoints } from './instrument';
import {
  type JaegerV2Facts,
  jaegerConfiguration,
  jaegerFactsShape,
  receivingPorts,
  validateJaeger,
} from './jaeger-v2-config';
import { someOf } from './kubernetes-shape';
import { LayerChart } from './layer-chart';
import { addManifest } from './manifest';
import { operatorCollectorHealth } from './operator-collector';
import type { Plain } from './plain';
import { addReceiverPolicy, pageReaders } from './receiver-policy';
import { listOf, may, must, object, text } from './shape';
import type { Receiving, TelemetryBackend, TelemetryReceiver } from './telemetry';
import { mountOf, volumeOf } from './workload/pod';
import type { MountedVolume, Scaling } from './workload/props';
import { mountedVolume } from './workload/shapes';

/** Jaeger v2, which is a collector with Jaeger's own components. */
export interface JaegerV2Props extends JaegerV2Facts {
  /** Name of the resource; default: the chart's id. Services are named after it, as those of Jaeger v1 are. */
  readonly name?: string;
  /** Namespace of the resource and of what the operator makes of it. */
  readonly namespace: string;
  /** Layer that applies it; default `observability`. */
  readonly layer?: string;
  /** Volumes and where they are mounted: a disk for badger, the certificate of a store's CA. Default: none. */
  readonly volumes?: readonly MountedVolume[];
  /** Further fields of the resource's `spec`, over those that are computed. Default: none. */
  readonly spec?: Partial<Plain<OpenTelemetryCollectorSpec>>;
}

const shape = object<JaegerV2Props>({
  ...jaegerFactsShape,
  name: may(text),
  namespace: must(text),
  layer: may(text),
  volumes: may(listOf(mountedVolume)),
  spec: may(someOf('opentelemetry.io/v1beta1', 'OpenTelemetryCollector', 'spec')),
});

/**
 * Jaeger v2 as an OpenTelemetryCollector resource (opentelemetry.io/v1beta1) of the OpenTelemetry operator, release 0.158.
 * It takes OTLP under the same host name and ports as the Jaeger resource of the same name did.
 */
export class JaegerV2Chart extends LayerChart implements TelemetryBackend {
  /** The Service that the operator makes, port 4318. */
  readonly otlpHttp: HttpEndpoint & Receiving;
  /** The Service that the operator makes, port 4317. */
  readonly otlpGrpc: GrpcEndpoint & Receiving;

  private readonly takes: TelemetryReceiver;

  constructor(scope: Construct, id: string, props: JaegerV2Props) {
    checked(scope, id, props, shape);
    super(scope, id, {
      layer: props.layer ?? 'observability',
      namespace: props.namespace,
      healthCheckExprs: [operatorCollectorHealth],
    });
    const name = props.name ?? id;
    validateJaeger(props, (...fault) => this.report(...fault));
    this.addCollector(name, props);
    if (props.page !== undefined) this.addPage(name, props.page, props.basePath);
    const { main: service } = operatorServices(name);
    const host = serviceHost(service, props.namespace);
    const pods = { namespace: props.namespace, labels: operatorPodLabels(props.namespace, name) };
    this.takes = { service, ...pods, ports: receivingPorts(props) };
    addReceiverPolicy(this, {
      name,
      pods: this.takes,
      receiver: this.takes,
      senders: props.senders,
      asked: [{ ports: Object.values(queryPorts), by: pageReaders(this.environment, props.readers) }],
    });
    ({ otlpHttp: this.otlpHttp, otlpGrpc: this.otlpGrpc } = otlpEndpoints(host, pods));
  }

  /** The pods that take traces. */
  override get receiver(): TelemetryReceiver {
    return this.takes;
  }

  private addCollector(name: string, props: JaegerV2Props): void {
    const { config, env, ignored } = jaegerConfiguration(props);
    const { volumes = [] } = props;
    addManifest(this, 'jaeger', {
      apiVersion: 'opentelemetry.io/v1beta1',
      kind: 'OpenTelemetryCollector',
      metadata: { name, annotations: { [ignoreAnnotation]: ignored.join('; ') } },
      spec: {
        image: `jaegertracing/jaeger:${props.version}`,
        mode: 'deployment',
        ...scalingOf(props.scaling),
        // The operator upgrades configurations of its own collector release; this one follows Jaeger's.
        upgradeStrategy: 'none',
        // The operator's own opens every port to everybody, and policies add up.
        networkPolicy: { enabled: false },
        resources: props.resources,
        ...restrictedPod,
        ...(volumes.length === 0
          ? {}
          : { volumes: volumes.map(volumeOf), volumeMounts: volumes.map(mountOf) }),
        env,
        config,
        ...props.spec,
      },
    });
  }

  private addPage(name: string, page: NonNullable<JaegerV2Props['page']>, basePath = '/'): void {
    this.environment.requireHost(`${this.node.id}.page.host`, page.host);
    addIngress(this, {
      id: 'page',
      name: `${name}-query`,
      ...page,
      // The operator serves the ports of extensions by a Service of their own.
      routes: [
        { path: basePath, service: { service: operatorServices(name).extension, port: queryPorts.http } },
      ],
    });
  }
}

function scalingOf(scaling: Scaling = { replicas: 1 }): object {
  if ('replicas' in scaling) return { replicas: scaling.replicas };
  const { minReplicas, maxReplicas, targetCpuUtilization, targetMemoryUtilization } = scaling;
  return {
    autoscaler: {
      minReplicas,
      maxReplicas,
      targetCPUUtilization: targetCpuUtilization ?? 80,
      ...(targetMemoryUtilization === undefined ? {} : { targetMemoryUtilization }),
    },
  };
}

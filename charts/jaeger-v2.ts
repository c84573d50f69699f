import type { Construct } from 'constructs';
import type { OpenTelemetryCollectorSpec } from '../imports/opentelemetry.io';
import {
  type Collector,
  collector,
  configuration,
  exporters,
  extensions,
  type GrpcEndpoint,
  grpcEndpoint,
  type HttpEndpoint,
  httpEndpoint,
  type JaegerBackend,
  processors,
  receivers,
  traces,
} from '../lib/collector';
import { collectorHost } from '../lib/jaeger';
import { restrictedPod } from './collector-values';
import { addIngress } from './ingress';
import type { TraceBackend } from './jaeger';
import { LayerChart } from './layer-chart';
import { addManifest } from './manifest';
import { nullPaths } from './null-paths';
import type { Plain, Resources } from './plain';

/** The collector release inside each Jaeger release: it decides how components are called. */
const collectorReleases: { readonly [jaeger: string]: string } = {
  '2.13.0': '0.140.0',
  '2.19.0': '0.153.0',
  '2.20.0': '0.155.0',
};

/** Name that the one store of traces has inside the configuration. */
const store = 'traces';

/** Ports of Jaeger v2's page and its gRPC API. */
const queryPorts = { http: 16686, grpc: 16685 } as const;

/** Jaeger v2, which is a collector with Jaeger's own components. */
export interface JaegerV2Props {
  /** Name of the resource; default: the chart's id. Services are named after it, as those of Jaeger v1 are. */
  readonly name?: string;
  /** Namespace of the resource and of what the operator makes of it. */
  readonly namespace: string;
  /** Release of Jaeger, `2.20.0`. */
  readonly version: string;
  /** Where traces are kept. */
  readonly storage: JaegerBackend;
  /** Default 1. More than one needs a store outside of the pod. */
  readonly replicas?: number;
  /** Of each pod; the memory limiter's percentages refer to the memory limit. */
  readonly resources: Resources;
  /** Layer that applies it; default `observability`. */
  readonly layer?: string;
  /** Further fields of the resource's `spec`, over those that are computed. Default: none. */
  readonly spec?: Partial<Plain<OpenTelemetryCollectorSpec>>;
  /** Host of the page; left out: reached inside the cluster only. */
  readonly page?: {
    readonly host: string;
    /** Annotations of its Ingress, for instance for authentication: Jaeger has none of its own. */
    readonly annotations: { readonly [name: string]: string };
  };
}

/**
 * Jaeger v2 as an OpenTelemetryCollector resource (opentelemetry.io/v1beta1) of the OpenTelemetry operator, release 0.158.
 * It takes OTLP under the same host name and ports as the Jaeger resource of the same name did.
 */
export class JaegerV2Chart extends LayerChart implements TraceBackend {
  /** The Service that the operator makes, port 4318. */
  readonly otlpHttp: HttpEndpoint;
  /** The Service that the operator makes, port 4317. */
  readonly otlpGrpc: GrpcEndpoint;

  constructor(scope: Construct, id: string, props: JaegerV2Props) {
    super(scope, id, { layer: props.layer ?? 'observability', namespace: props.namespace });
    const name = props.name ?? id;
    this.judge(props);
    this.addCollector(name, props);
    if (props.page !== undefined) this.addPage(name, props.page);
    // Both operators name the Service of a collector by the same rule.
    const host = collectorHost(name, props.namespace);
    this.otlpHttp = httpEndpoint({ host, port: 4318 });
    this.otlpGrpc = grpcEndpoint({ host, port: 4317 });
  }

  private judge(props: JaegerV2Props): void {
    if (collectorReleases[props.version] === undefined) {
      this.report(
        'version',
        `Jaeger ${props.version} is not known here`,
        `use one of ${Object.keys(collectorReleases).join(', ')}`,
      );
    }
    const isInPod = 'memory' in props.storage || 'badger' in props.storage;
    if (isInPod && (props.replicas ?? 1) > 1) {
      this.report(
        'replicas',
        `${props.replicas} pods would each keep a part of the traces to themselves`,
        'use one replica, or a store outside of the pod',
      );
    }
  }

  private addCollector(name: string, props: JaegerV2Props): void {
    const version = collectorReleases[props.version] ?? '0.155.0';
    const { config, secrets } = configuration(jaegerCollector(props.storage), { version });
    for (const path of nullPaths(config)) {
      this.report(`storage.${path}`, 'is null, which gets lost on the way', 'write {} for an empty body');
    }
    addManifest(this, 'jaeger', {
      apiVersion: 'opentelemetry.io/v1beta1',
      kind: 'OpenTelemetryCollector',
      metadata: { name },
      spec: {
        image: `jaegertracing/jaeger:${props.version}`,
        mode: 'deployment',
        replicas: props.replicas ?? 1,
        // The operator upgrades configurations of its own collector release; this one follows Jaeger's.
        upgradeStrategy: 'none',
        resources: props.resources,
        ...restrictedPod,
        env: secrets.map(({ variable, secret, key }) => ({
          name: variable,
          valueFrom: { secretKeyRef: { name: secret, key } },
        })),
        config,
        ...props.spec,
      },
    });
  }

  private addPage(name: string, page: NonNullable<JaegerV2Props['page']>): void {
    this.environment.requireHost(`${this.node.id}.page.host`, page.host);
    addIngress(this, {
      id: 'page',
      name: `${name}-query`,
      host: page.host,
      annotations: page.annotations,
      // The operator serves the ports of extensions by a Service of their own.
      routes: [{ path: '/', service: { service: `${name}-collector-extension`, port: queryPorts.http } }],
    });
  }
}

function jaegerCollector(storage: JaegerBackend): Collector {
  const anywhere = (port: number) => `0.0.0.0:${port}`;
  return collector({
    extensions: [
      // The operator makes no probes for this extension, but `kubectl port-forward` and Jaeger's own tools ask it.
      extensions.healthcheckv2({ use_v2: true, http: { endpoint: anywhere(13133) } }),
      extensions.jaegerStorage({ backends: { [store]: storage } }),
      extensions.jaegerQuery({
        storage: { traces: store },
        enable_tracing: false,
        http: { endpoint: anywhere(queryPorts.http) },
        grpc: { endpoint: anywhere(queryPorts.grpc) },
      }),
    ],
    pipelines: [
      traces({
        receivers: [
          receivers.otlp({
            protocols: { grpc: { endpoint: anywhere(4317) }, http: { endpoint: anywhere(4318) } },
          }),
        ],
        processors: [
          processors.memoryLimiter({
            check_interval: '5s',
            limit_percentage: 80,
            spike_limit_percentage: 25,
          }),
          processors.batch(),
        ],
        exporters: [exporters.jaegerStorageExporter({ trace_storage: store })],
      }),
    ],
  });
}

import type { Construct } from 'constructs';
import type { JaegerSpec } from '../imports/jaegertracing.io';
import type { KustomizationSpecHealthCheckExprs } from '../imports/kustomize.toolkit.fluxcd.io';
import { ignoreAnnotation } from '../lib/checks';
import type { GrpcEndpoint, HttpEndpoint } from '../lib/collector';
import { otlpPorts, queryPorts } from '../lib/collector/components';
import {
  adminPorts,
  collectorHost,
  jaegerServices,
  jaegerWorkloads,
  receivingPorts,
  serviceName,
} from '../lib/jaeger';
import { checked } from './checked';
import { otlpEndpoints } from './instrument';
import { kubernetes } from './kubernetes-shape';
import { LayerChart } from './layer-chart';
import { addManifest } from './manifest';
import type { Peer } from './network';
import type { Plain } from './plain';
import { addReceiverPolicy, pageReaders } from './receiver-policy';
import { listOf, may, must, object, text } from './shape';
import type { SourcePlace } from './source-place';
import type { Receiving, TelemetryBackend, TelemetryReceiver } from './telemetry';
import { peer, textMap } from './workload/shapes';

/**
 * A Jaeger resource has neither conditions nor observedGeneration, so that kustomize-controller takes it for ready at
 * once; its phase is all that the operator tells (jaeger-operator 1.61). While the field is missing the controller waits.
 */
const jaegerHealth: KustomizationSpecHealthCheckExprs = {
  apiVersion: 'jaegertracing.io/v1',
  kind: 'Jaeger',
  failed: "status.phase == 'Failed'",
  current: "status.phase == 'Running'",
};

/** A Jaeger resource of the Jaeger operator. */
export interface JaegerProps {
  /** Name of the resource; default: the chart's id. Services are named after it. */
  readonly name?: string;
  /** Namespace of the resource and of what the operator makes of it. */
  readonly namespace: string;
  /**
   * `spec` of the resource (jaegertracing.io/v1), quantities as plain text. The operator runs what it makes of it:
   * `production` without a storage becomes one pod that keeps traces in memory.
   */
  readonly spec: Plain<JaegerSpec>;
  /** Layer that applies it; default `observability`. */
  readonly layer?: string;
  /**
   * Who may reach the page and its API beside the ingress controller, as a dashboard does. Default: nobody, where the
   * environment tells in which namespace its controller runs; everybody elsewhere.
   */
  readonly readers?: readonly Peer[];
  /**
   * Who may send traces beside the collectors and workloads of the environment that do. Default: nobody; where none is known,
   * every pod of the cluster.
   */
  readonly senders?: readonly Peer[];
  /** Rules that do not apply to the resource, with the reason for each: `{ 'XR-22': 'until …' }`. Default: none. */
  readonly ignore?: { readonly [rule: string]: string };
}

const shape = object<JaegerProps>({
  name: may(text),
  namespace: must(text),
  spec: must(kubernetes('jaegertracing.io/v1', 'Jaeger', 'spec')),
  layer: may(text),
  readers: may(listOf(peer)),
  senders: may(listOf(peer)),
  ignore: may(textMap),
});

/**
 * Jaeger as a resource of the Jaeger operator. Jaeger v1 reached its end of life on 31 December 2025.
 */
export class JaegerChart extends LayerChart implements TelemetryBackend {
  /** The Service that the operator makes, port 4318. */
  readonly otlpHttp: HttpEndpoint & Receiving;
  /** The Service that the operator makes, port 4317. */
  readonly otlpGrpc: GrpcEndpoint & Receiving;

  private readonly takes: TelemetryReceiver;

  constructor(scope: Construct, id: string, props: JaegerProps) {
    checked(scope, id, props, shape);
    super(scope, id, {
      layer: props.layer ?? 'observability',
      namespace: props.namespace,
      healthCheckExprs: [jaegerHealth],
    });
    const name = props.name ?? id;
    addManifest(this, 'jaeger', {
      apiVersion: 'jaegertracing.io/v1',
      kind: 'Jaeger',
      metadata: { name, annotations: ignoring(props.ignore) },
      spec: props.spec,
    });
    this.requireOtlp(name, props);
    const host = collectorHost(name, props.namespace);
    // Of its workloads, the collector or the one pod of all receives.
    const pods = { namespace: props.namespace, labels: workloadsOf(name, props)[0]?.labels ?? {} };
    this.takes = { service: serviceName(name, '-collector'), ...pods, ports: receivingPorts };
    this.guard(name, props);
    ({ otlpHttp: this.otlpHttp, otlpGrpc: this.otlpGrpc } = otlpEndpoints(host, pods));
  }

  /** The pods that take traces. */
  override get receiver(): TelemetryReceiver {
    return this.takes;
  }

  override placeOf(path: string): SourcePlace | undefined {
    return /^spec\b/.test(path) ? this.placeOfProp(path, true) : super.placeOf(path);
  }

  /** A password that the ingress controller asks for is none for a pod that asks the page itself. */
  private guard(name: string, props: JaegerProps): void {
    const page = { ports: Object.values(queryPorts), by: pageReaders(this.environment, props.readers) };
    for (const { block, labels, deployment } of workloadsOf(name, props)) {
      const isQuery = block === 'query';
      addReceiverPolicy(this, {
        name: deployment,
        pods: { namespace: props.namespace, labels },
        ...(isQuery || block === 'ingester' ? {} : { receiver: this.takes, senders: props.senders }),
        asked: [...(isQuery || block === 'allInOne' ? [page] : []), { ports: [adminPorts[block]] }],
      });
    }
  }

  private requireOtlp(name: string, props: JaegerProps): void {
    const services = jaegerServices({ name, namespace: props.namespace, spec: { ...props.spec } });
    const ports = services.find(({ role }) => role === 'collector')?.ports ?? [];
    if (ports.some(({ port }) => port === otlpPorts.http)) return;
    this.report(
      'spec',
      'its options switch OTLP off, so that nothing can be exported to it',
      'remove the flag collector.otlp.enabled',
    );
  }
}

function workloadsOf(name: string, { namespace, spec }: JaegerProps) {
  return jaegerWorkloads({ name, namespace, spec: { ...spec } });
}

function ignoring(reasons: JaegerProps['ignore'] = {}): { [name: string]: string } | undefined {
  const entries = Object.entries(reasons).map(([rule, reason]) => `${rule}: ${reason}`);
  return entries.length === 0 ? undefined : { [ignoreAnnotation]: entries.join('; ') };
}

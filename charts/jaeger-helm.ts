import { createHash } from 'node:crypto';
import type { Construct } from 'constructs';
import type { GrpcEndpoint, HttpEndpoint } from '../lib/collector';
import { queryPorts } from '../lib/collector/components';
import { chartPods } from './chart-names';
import { checked } from './checked';
import { restrictedPod } from './collector-values';
import { HelmReleaseChart, type ReleaseOptions, releaseShape } from './helm-release';
import { addIngress } from './ingress';
import { otlpEndpoints } from './instrument';
import {
  type JaegerV2Facts,
  jaegerConfiguration,
  jaegerFactsShape,
  receivingPorts,
  validateJaeger,
} from './jaeger-v2-config';
import { mergeValues } from './merge-values';
import { addReceiverPolicy, pageReaders } from './receiver-policy';
import { anything, listOf, may, must, object, text } from './shape';
import { type HelmSource, sourceShape } from './sources';
import type { Receiving, TelemetryBackend, TelemetryReceiver } from './telemetry';
import { mountOf, volumeOf } from './workload/pod';
import type { MountedVolume } from './workload/props';
import { mountedVolume } from './workload/shapes';

/** Jaeger v2 through the chart `jaeger` of jaegertracing/helm-charts, which needs no operator. */
export interface JaegerHelmProps extends JaegerV2Facts, ReleaseOptions {
  /** Exact version of the chart, 4.4.0 or later. */
  readonly chart: string;
  /** Repository that has it, `https://jaegertracing.github.io/helm-charts`. */
  readonly source: HelmSource;
  readonly namespace: string;
  /** Name of the release; default: the chart's id. */
  readonly name?: string;
  /** Layer that applies it; default `observability`. */
  readonly layer?: string;
  /** Volumes and where they are mounted. Default: none. */
  readonly volumes?: readonly MountedVolume[];
  /** Further values of the chart, over those that are computed. Default: none. */
  readonly values?: object;
}

const shape = object<JaegerHelmProps>({
  ...jaegerFactsShape,
  ...releaseShape,
  chart: must(text),
  source: must(sourceShape),
  name: may(text),
  namespace: must(text),
  layer: may(text),
  volumes: may(listOf(mountedVolume)),
  values: may(anything),
});

/** Jaeger v2 as a HelmRelease of its own chart: one Deployment whose probes ask Jaeger's health check. */
export class JaegerHelmChart extends HelmReleaseChart implements TelemetryBackend {
  /** The chart's Service, port 4318. */
  readonly otlpHttp: HttpEndpoint & Receiving;
  /** The chart's Service, port 4317. */
  readonly otlpGrpc: GrpcEndpoint & Receiving;

  private readonly takes: TelemetryReceiver;

  constructor(scope: Construct, id: string, props: JaegerHelmProps) {
    checked(scope, id, props, shape);
    const { page, basePath, chart, readers, senders, ...release } = props;
    const values = valuesOf(props);
    super(scope, id, {
      ...release,
      layer: props.layer ?? 'observability',
      chart: 'jaeger',
      version: chart,
      values,
    });
    validateJaeger(props, (...fault) => this.report(...fault));
    this.validateScaling(props);
    const { name, host, pods } = chartPods('jaeger', this.release, values, {
      'app.kubernetes.io/component': 'all-in-one',
    });
    this.takes = { service: name, ...pods, ports: receivingPorts(props) };
    addReceiverPolicy(this, {
      name: `${this.release.name}-jaeger`,
      pods: this.takes,
      receiver: this.takes,
      senders,
      asked: [{ ports: Object.values(queryPorts), by: pageReaders(this.environment, readers) }],
    });
    ({ otlpHttp: this.otlpHttp, otlpGrpc: this.otlpGrpc } = otlpEndpoints(host, pods));
    if (page === undefined) return;
    addIngress(this, {
      id: 'page',
      name: `${name}-query`,
      ...page,
      routes: [{ path: basePath ?? '/', service: { service: name, port: queryPorts.http } }],
    });
  }

  /** The pods that take traces. */
  override get receiver(): TelemetryReceiver {
    return this.takes;
  }

  private validateScaling({ scaling }: JaegerHelmProps): void {
    if (scaling === undefined || 'replicas' in scaling) return;
    this.report('scaling', 'the chart makes no autoscaler', 'write { replicas }');
  }
}

function valuesOf(props: JaegerHelmProps): object {
  const { config, env } = jaegerConfiguration(props);
  const { volumes = [], scaling } = props;
  const computed = {
    userconfig: config,
    jaeger: {
      replicas: scaling !== undefined && 'replicas' in scaling ? scaling.replicas : 1,
      image: { tag: props.version },
      extraEnv: env,
      resources: props.resources,
      podSecurityContext: { ...restrictedPod.podSecurityContext, fsGroup: 10001 },
      securityContext: restrictedPod.securityContext,
      // The chart restarts nothing when the configuration changes: a label of the pod does.
      podLabels: { 'otelflux.dev/configuration': digest(config) },
      ...(volumes.length === 0
        ? {}
        : { extraVolumes: volumes.map(volumeOf), extraVolumeMounts: volumes.map(mountOf) }),
    },
  };
  return mergeValues(computed, props.values);
}

function digest(config: object): string {
  return createHash('sha256').update(JSON.stringify(config)).digest('hex').slice(0, 16);
}

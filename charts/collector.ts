import type { Construct } from 'constructs';
import { ignoreAnnotation } from '../lib/checks';
import {
  type Collector,
  configuration,
  extensions,
  type GrpcEndpoint,
  grpcEndpoint,
  type HttpEndpoint,
  httpEndpoint,
  type Listener,
  listeners,
  podIp,
  policyRules,
} from '../lib/collector';
import {
  type CollectorChartValues,
  checkValues,
  effectiveConfig,
  findChart,
  modelledVersions,
  type ReleaseInput,
  releaseFacts,
  whyNotModelled,
} from '../lib/helm';
import { chartTelemetry } from './collector-telemetry';
import {
  clusterRoleValues,
  ignoredRules,
  portValues,
  resourceValues,
  restrictedPod,
  scalingValues,
  secretEnvironmentValues,
} from './collector-values';
import { addHelmRelease, type ReleaseOptions, sourceFault } from './helm-release';
import { receiving } from './instrument';
import { LayerChart } from './layer-chart';
import { mergeValues } from './merge-values';
import { nullPaths } from './null-paths';
import type { Resources } from './plain';
import type { HelmSource } from './sources';
import type { PodsBehind, Receiving } from './telemetry';
import type { Scaling } from './workload/props';

/** Images of the distributions that the project releases, with the program in each. */
const images = {
  otelcol: { repository: 'otel/opentelemetry-collector', command: 'otelcol' },
  k8s: { repository: 'otel/opentelemetry-collector-k8s', command: 'otelcol-k8s' },
  contrib: { repository: 'otel/opentelemetry-collector-contrib', command: 'otelcol-contrib' },
} as const;

/** What the chart makes in each mode. */
const workloadKinds = {
  deployment: 'Deployment',
  daemonset: 'DaemonSet',
  statefulset: 'StatefulSet',
} as const;

/** A collector that runs through its Helm chart. */
export interface CollectorProps extends ReleaseOptions {
  /** Exact version of the chart `opentelemetry-collector`; it decides which collector release runs. */
  readonly chart: string;
  /** Helm repository that has the chart; a handle of SourcesChart. */
  readonly source: HelmSource;
  /** Namespace of the HelmRelease and of what it installs. */
  readonly namespace: string;
  /** Layer that applies it; default `observability`. */
  readonly layer?: string;
  /** Name of the HelmRelease and of the Helm release; default: the chart's id. */
  readonly name?: string;
  /** Which components the image holds. */
  readonly distribution: keyof typeof images;
  /** Kind of workload that the chart makes. */
  readonly mode: 'deployment' | 'daemonset' | 'statefulset';
  /** Pipelines and components. */
  readonly collector: Collector;
  /**
   * `alternate` (default): the collector above is the whole truth, nothing of the chart's configuration is merged in.
   * `merge`: it is merged over the chart's defaults, and presets add to it, which is what a plain HelmRelease does.
   */
  readonly configMode?: 'alternate' | 'merge';
  /** Default: one replica. */
  readonly scaling?: Scaling;
  /** Default: none, and then the memory limiter's percentages mean the node's whole memory. */
  readonly resources?: Resources;
  /** Further values of the chart, over those that this class computes. null is refused: it gets lost on the way. */
  readonly values?: CollectorChartValues;
}

/** The OpenTelemetry Collector as a HelmRelease of the chart `opentelemetry-collector`. */
export class CollectorChart extends LayerChart {
  /** The values as they are emitted. */
  readonly values: CollectorChartValues;
  /** Release of the collector that the chart's version runs, `0.158.0`. */
  readonly collectorVersion: string;
  private readonly props: CollectorProps;
  private readonly release: string;
  private knownFacts?: ReturnType<typeof releaseFacts>;

  constructor(scope: Construct, id: string, props: CollectorProps) {
    super(scope, id, { layer: props.layer ?? 'observability', namespace: props.namespace });
    this.release = props.name ?? id;
    this.collectorVersion = this.versionOf(props.chart);
    this.props = { ...props, collector: this.completed(props) };
    this.values = this.allValues();
    this.judgeValues();
    this.judgeSource();
    addHelmRelease(this, {
      ...props,
      name: this.release,
      chart: 'opentelemetry-collector',
      version: props.chart,
      source: props.source,
      values: this.values,
      annotations: this.annotations(),
      ignoreDrift: this.ignoredDrift(),
    });
  }

  /** Where services send OTLP over HTTP. @throws Error where no OTLP receiver listens over HTTP on the pod's address */
  get otlpHttp(): HttpEndpoint & Receiving {
    const listener = this.otlpListener('http', 'protocols: { http: { endpoint: podIp(4318) } }');
    return receiving(httpEndpoint({ host: this.host, port: listener.port }), this.podsBehind(listener));
  }

  /** Where services send OTLP over gRPC. @throws Error where no OTLP receiver listens over gRPC on the pod's address */
  get otlpGrpc(): GrpcEndpoint & Receiving {
    const listener = this.otlpListener('grpc', 'protocols: { grpc: { endpoint: podIp(4317) } }');
    return receiving(grpcEndpoint({ host: this.host, port: listener.port }), this.podsBehind(listener));
  }

  /**
   * Host name of the collector's Service inside the cluster, by the chart's naming rules.
   * @throws Error where the chart makes no Service
   */
  get host(): string {
    const host = this.facts.ok ? this.facts.service?.host : undefined;
    if (host === undefined) {
      throw new Error(
        `${this.node.id}.values: the chart makes no Service for them; set service.enabled to true`,
      );
    }
    return host;
  }

  /** Read once: many services ask for one collector's address. */
  private get facts(): ReturnType<typeof releaseFacts> {
    this.knownFacts ??= releaseFacts(this.helmInput);
    return this.knownFacts;
  }

  /** What Helm is given: version, values, release and namespace. */
  get helmInput(): ReleaseInput {
    return {
      chartVersion: this.props.chart,
      values: this.values,
      release: this.release,
      namespace: this.props.namespace,
    };
  }

  private ignoredDrift(): ReleaseOptions['ignoreDrift'] {
    const replicas = { kind: workloadKinds[this.props.mode], paths: ['/spec/replicas'] };
    const all = [...(this.isAutoscaled ? [replicas] : []), ...(this.props.ignoreDrift ?? [])];
    return all.length === 0 ? undefined : all;
  }

  private get isAutoscaled(): boolean {
    return this.props.scaling !== undefined && 'minReplicas' in this.props.scaling;
  }

  /** A version newer than the newest known runs, as far as can be told, what that one runs. */
  private versionOf(version: string): string {
    const known = findChart(version);
    if (known !== undefined) return known.appVersion;
    const [why = '', fix = ''] = whyNotModelled(version).split(': ');
    this.report('chart', why, fix.replace(/\.$/, ''));
    return findChart(modelledVersions.at(-1))?.appVersion ?? '';
  }

  /** The chart's own health check looks at `config` only; without one in `alternateConfig` the probes kill the pod. */
  private completed(props: CollectorProps): Collector {
    if (props.configMode === 'merge') return props.collector;
    const { collector } = props;
    const hasHealthCheck = collector.extensions.some(
      ({ type }) => type === 'health_check' || type === 'healthcheckv2',
    );
    const health = hasHealthCheck ? [] : [extensions.healthCheck({ endpoint: podIp(13133) })];
    return {
      ...collector,
      extensions: [...health, ...collector.extensions],
      components: [...collector.components, ...health],
      telemetry: collector.telemetry ?? chartTelemetry(props.chart, this.collectorVersion),
    };
  }

  private allValues(): CollectorChartValues {
    const { props } = this;
    const image = images[props.distribution];
    const written = configuration(props.collector, { version: this.collectorVersion });
    const always = {
      mode: props.mode,
      image: { repository: image.repository, pullPolicy: 'IfNotPresent' as const },
      command: { name: image.command },
      ...(props.scaling === undefined ? {} : scalingValues(props.scaling)),
      ...resourceValues(props.resources),
      ...secretEnvironmentValues(written.secrets),
    };
    if (props.configMode === 'merge') return mergeValues({ ...always, config: written.config }, props.values);
    const computed = {
      ...always,
      ...restrictedPod,
      serviceAccount: { create: true },
      ...clusterRoleValues(policyRules(props.collector)),
      ports: portValues(props.collector),
      alternateConfig: written.config,
    };
    return mergeValues<CollectorChartValues>(computed, props.values);
  }

  private judgeValues(): void {
    for (const path of nullPaths(this.values)) {
      this.report(
        `values.${path}`,
        'is null, which cdk8s drops and server-side apply loses on an update',
        'write {} for an empty body; to remove a default of the chart, keep the default configMode, which merges nothing',
      );
    }
    if (findChart(this.props.chart) === undefined) return;
    for (const fault of checkValues(this.props.chart, this.values)) {
      this.report(`values.${fault.path}`, fault.message, 'write what the chart’s values.schema.json takes');
    }
    const effective = effectiveConfig(this.helmInput);
    if (!effective.ok)
      this.report('values', `the chart refuses them: ${effective.reason}`, 'change the values');
  }

  private judgeSource(): void {
    const fault = sourceFault({ source: this.props.source, version: this.props.chart });
    if (fault !== undefined) this.report('chart', fault.message, fault.fix);
  }

  private annotations(): { [name: string]: string } {
    const ignored = ignoredRules(this.props.collector, this.collectorVersion);
    const untyped = this.props.collector.components.filter((part) => part.untyped);
    return {
      ...(ignored.length === 0 ? {} : { [ignoreAnnotation]: ignored.join('; ') }),
      ...(untyped.length === 0
        ? {}
        : { 'otelflux.dev/untyped': untyped.map((part) => `${part.class}/${part.type}`).join(', ') }),
    };
  }

  private otlpListener(application: 'http' | 'grpc', example: string): Listener {
    const found = listeners(this.props.collector).find(
      (listener) => listener.component.type === 'otlp' && listener.application === application,
    );
    if (found !== undefined) return found;
    throw new Error(
      `${this.node.id}: no OTLP receiver of a pipeline listens over ${application}; add receivers.otlp({ ${example} })`,
    );
  }

  private podsBehind(listener: Listener): PodsBehind {
    const { facts } = this;
    return {
      namespace: facts.ok ? facts.namespace : this.props.namespace,
      labels: facts.ok ? facts.selectorLabels : {},
      port: listener.port,
    };
  }
}

import type { Construct } from 'constructs';
import { ignoreAnnotation } from '../lib/checks';
import {
  type Collector,
  configuration,
  emittedId,
  extensions,
  fitForPod,
  type GrpcEndpoint,
  grpcEndpoint,
  type HttpEndpoint,
  httpEndpoint,
  type Listener,
  listeners,
  podIp,
  podNeeds,
  policyRules,
  withCheckpoints,
} from '../lib/collector';
import { answersProbes, healthPort } from '../lib/collector/components';
import { compareReleases } from '../lib/documents';
import {
  type CollectorChartValues,
  checkValues,
  effectiveConfig,
  findChart,
  kindOfMode,
  modelledVersions,
  type ReleaseInput,
  releaseFacts,
  whyNotModelled,
} from '../lib/helm';
import { checked } from './checked';
import type { CollectorValues } from './collector-chart-values';
import { type ClaimSize, podValues } from './collector-pod';
import { chartTelemetry } from './collector-telemetry';
import {
  availabilityValues,
  type CollectorMonitor,
  clusterRoleValues,
  environmentValues,
  type HostPorts,
  ignoredRules,
  monitorValues,
  portValues,
  scalingValues,
} from './collector-values';
import { placeOfComponent } from './component-place';
import {
  addHelmRelease,
  placeInValues,
  type ReleaseOptions,
  releaseShape,
  sourceFault,
} from './helm-release';
import { receiving } from './instrument';
import { LayerChart } from './layer-chart';
import { addManifest } from './manifest';
import { mergeValues } from './merge-values';
import { apiServerRule, dnsRules, egressOf, type Peer, type PeerPort, ruleOf } from './network';
import { nullPaths } from './null-paths';
import type { Resources } from './plain';
import { demandPodSecurity, type Relaxation } from './pod-security';
import { addReceiverPolicy } from './receiver-policy';
import { receiversNamedIn } from './senders';
import {
  anything,
  type Check,
  either,
  flag,
  holdsLostValue,
  isMap,
  listOf,
  may,
  must,
  number,
  object,
  oneOf,
  PropsRefused,
  text,
  wrongType,
} from './shape';
import type { SourcePlace } from './source-place';
import { type HelmSource, sourceShape } from './sources';
import type { PodsBehind, Receiving, TelemetryReceiver } from './telemetry';
import { defined } from './workload/pod';
import type { Scaling } from './workload/props';
import { peer, resourcesShape, scalingShape, textMap } from './workload/shapes';

/** Images of the distributions that the project releases, with the program in each. */
const images = {
  core: { repository: 'otel/opentelemetry-collector', command: 'otelcol' },
  otelcol: { repository: 'otel/opentelemetry-collector', command: 'otelcol' },
  k8s: { repository: 'otel/opentelemetry-collector-k8s', command: 'otelcol-k8s' },
  contrib: { repository: 'otel/opentelemetry-collector-contrib', command: 'otelcol-contrib' },
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
  /**
   * `fitted` (default): components get what they cannot do without inside of a pod, and the pod what they need and no
   * more: mounts, variables, rights, ports, a restricted profile. `values`: image, command and pod are the chart's, but for
   * what `values` say, and components are taken as they are.
   */
  readonly pod?: 'fitted' | 'values';
  /** Default: one replica. Several get a disruption budget and are spread over zones. */
  readonly scaling?: Scaling;
  /** Ports that are also opened on the node, in a daemonset: all, or those of these numbers. Default: none. */
  readonly hostPorts?: HostPorts;
  /** Has a Prometheus scrape the collector's own metrics. Default: nothing is made. */
  readonly monitor?: CollectorMonitor;
  /**
   * Disk of each pod of a statefulset for the folders that components write to. Default `1Gi` where there are any.
   */
  readonly claim?: ClaimSize;
  /**
   * Whether receivers of files keep in a `file_storage` how far they have read, where they name no storage themselves;
   * default true in a daemonset.
   */
  readonly checkpoints?: boolean;
  /**
   * Whether a NetworkPolicy is made around its pods: it lets in whoever sends telemetry, by the port that they send it to, and
   * every pod of the cluster to what else is asked of it, as a Prometheus does. Default true, unless the chart completes the
   * configuration (`configMode: 'merge'`, `pod: 'values'`) or makes a policy itself.
   */
  readonly networkPolicy?: boolean;
  /**
   * Who may send telemetry beside the workloads and collectors of the environment that do. Default: nobody; every pod of the cluster
   * to ports for which no sender is known.
   */
  readonly senders?: readonly Peer[];
  /**
   * Whom it may reach beside the receivers of the environment that it sends to, names, and the Kubernetes API where its components
   * read it. Default: everybody.
   */
  readonly egress?: readonly Peer[];
  /** Default: none, and then the memory limiter's percentages mean the node's whole memory. */
  readonly resources?: Resources;
  /** Further values of the chart, over those that this class computes. null is refused: it gets lost on the way. */
  readonly values?: CollectorValues;
}

/** A map of the same fields is none: `collector` puts them together, and says what is wrong with them. */
const wholeCollector: Check = (value, field) =>
  isMap(value) && value.kind === 'collector'
    ? []
    : [{ ...wrongType(value, field, 'a collector'), fix: 'write collector({ pipelines: [traces({ … })] })' }];

const shape = object<CollectorProps>({
  ...releaseShape,
  chart: must(text),
  source: must(sourceShape),
  namespace: must(text),
  layer: may(text),
  name: may(text),
  distribution: must(oneOf('core', 'otelcol', 'k8s', 'contrib')),
  mode: must(oneOf('deployment', 'daemonset', 'statefulset')),
  collector: must(wholeCollector),
  configMode: may(oneOf('alternate', 'merge')),
  scaling: may(scalingShape),
  pod: may(oneOf('fitted', 'values')),
  hostPorts: may(either(flag, listOf(number))),
  monitor: may(
    object<CollectorMonitor>({
      kind: may(oneOf('ServiceMonitor', 'PodMonitor')),
      interval: may(text),
      labels: may(textMap),
    }),
  ),
  claim: may(object<ClaimSize>({ size: must(text), storageClassName: may(text) })),
  checkpoints: may(flag),
  networkPolicy: may(flag),
  senders: may(listOf(peer)),
  egress: may(listOf(peer)),
  resources: may(resourcesShape),
  values: may(anything),
});

/** Where receivers of files keep how far they have read, where they name no storage themselves. */
const checkpointStorage = extensions.fileStorage({ directory: '/var/lib/otelcol' });

/** First version of the chart that can leave the token for the Kubernetes API out. */
const tokenSince = '0.127.1';

/** Where the collector tells of itself, under the chart's port of this name. */
const metricsPort = 8888;

/** Variables that the chart does not set by itself. */
function withoutKnown(
  variables: { readonly [name: string]: string },
  known: readonly string[],
): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !known.includes(name)));
}

/** The OpenTelemetry Collector as a HelmRelease of the chart `opentelemetry-collector`. */
export class CollectorChart extends LayerChart {
  /** The values as they are emitted. */
  readonly values: CollectorChartValues;
  /** Release of the collector that the chart's version runs, `0.158.0`. */
  readonly collectorVersion: string;
  /** What the pod needs that stricter levels of Pod Security refuse, each with the component that needs it. */
  readonly relaxations: readonly Relaxation[];
  private readonly props: CollectorProps;
  private readonly release: string;
  private knownFacts?: ReturnType<typeof releaseFacts>;
  private knownListeners?: readonly Listener[];

  constructor(scope: Construct, id: string, props: CollectorProps) {
    checked(scope, id, props, shape);
    super(scope, id, { layer: props.layer ?? 'observability', namespace: props.namespace });
    this.release = props.name ?? id;
    this.collectorVersion = this.versionOf(props.chart);
    this.props = { ...props, collector: this.completed(props) };
    const { values, relaxations } = this.allValues();
    this.values = values;
    this.relaxations = relaxations;
    for (const one of relaxations) demandPodSecurity(this.environment, props.namespace, one);
    this.validateValues();
    this.validateSource();
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
    if (props.networkPolicy ?? this.isWhole) this.guard(props);
  }

  override placeOf(path: string): SourcePlace | undefined {
    return (
      placeOfComponent(this.props.collector, this.collectorVersion, path) ??
      placeInValues(path, (prop) => this.placeOfProp(prop, true)) ??
      super.placeOf(path)
    );
  }

  /** What of it receives telemetry, by its Service; undefined where it has none. */
  override get receiver(): TelemetryReceiver | undefined {
    const { facts } = this;
    if (!facts.ok || facts.service === undefined) return undefined;
    return {
      service: facts.service.name,
      namespace: facts.namespace,
      labels: facts.selectorLabels,
      ports: this.portsOf((listener) => listener.component.class === 'receiver').map(({ port }) => port),
    };
  }

  private portsOf(isMeant: (listener: Listener) => boolean) {
    const found = this.listening.filter(isMeant);
    return found.map(({ port, transport }) => ({ port, protocol: transport }));
  }

  /** Whether nothing is opened and read but what the components say. */
  private get isWhole(): boolean {
    const { configMode, pod, values } = this.props;
    return configMode !== 'merge' && pod !== 'values' && values?.networkPolicy?.enabled !== true;
  }

  private guard({ senders, egress, hostPorts = false }: CollectorProps): void {
    const { facts } = this;
    // What the chart refuses is told elsewhere.
    if (!facts.ok) return;
    addReceiverPolicy(this, {
      name: facts.fullname,
      pods: { namespace: facts.namespace, labels: facts.selectorLabels },
      receiver: this.receiver,
      senders,
      isExposed: facts.exposed || hostPorts !== false,
      asked: [{ ports: this.askedPorts() }],
      egress: egress && (() => this.egressRules(egress)),
    });
  }

  /** Ports that are open and that nobody sends telemetry to: those of exporters, of extensions, of its own metrics. */
  private askedPorts(): readonly PeerPort[] {
    const received = new Set(
      this.portsOf(({ component }) => component.class === 'receiver').map(({ port }) => port),
    );
    const opened = Object.entries(this.values.ports ?? {}).flatMap(
      ([name, { enabled, containerPort, protocol }]) => {
        const port = containerPort ?? (name === 'metrics' ? metricsPort : undefined);
        return enabled && port !== undefined ? [{ port, protocol: protocol ?? ('TCP' as const) }] : [];
      },
    );
    const all = [...this.portsOf(({ component }) => component.class !== 'receiver'), ...opened];
    return [...new Map(all.filter(({ port }) => !received.has(port)).map((one) => [one.port, one])).values()];
  }

  private egressRules(egress: readonly Peer[]): object[] {
    const { apiServer } = this.environment.facts;
    const rules = [
      ...dnsRules(this.environment.dns),
      ...receiversNamedIn(this, JSON.stringify(this.values), this.props.namespace).map((peer) =>
        ruleOf(peer),
      ),
      ...(this.rights.length > 0 ? [apiServerRule(apiServer)] : []),
      ...egress.map((peer) => ruleOf(peer, apiServer)),
    ];
    return egressOf(rules);
  }

  /** The collector as it is emitted, what the chart completed included: what `pipelinesOf` of `otelflux/testing` takes. */
  get collector(): Collector {
    return this.props.collector;
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
    if (host === undefined && this.isFaulty) throw new PropsRefused();
    if (host === undefined) {
      throw new Error(
        `${this.node.id}.values: the chart makes no Service for them; set service.enabled to true`,
      );
    }
    return host;
  }

  /** Whether something was told of it that its Service may be missing for. */
  private get isFaulty(): boolean {
    return this.environment.problems.some(({ field }) => field.startsWith(`${this.node.id}.`));
  }

  /** Read once: many services ask for one collector's address. */
  private get facts(): ReturnType<typeof releaseFacts> {
    this.knownFacts ??= releaseFacts(this.helmInput);
    return this.knownFacts;
  }

  /** Read once, for the same reason. */
  private get listening(): readonly Listener[] {
    this.knownListeners ??= listeners(this.props.collector, this.collectorVersion);
    return this.knownListeners;
  }

  /** What Helm is given: version, values, release and namespace. */
  get helmInput(): ReleaseInput {
    return { ...this.chartInput, values: this.values };
  }

  private get chartInput() {
    return { chartVersion: this.props.chart, release: this.release, namespace: this.props.namespace };
  }

  /**
   * How an exporter `load_balancing` finds every pod: `resolver: gateway.resolver()`.
   *
   * @param by `dns` (default): a headless Service, which comes with the first call; `k8s`: the Kubernetes API, whose
   *   rights the sender gets
   */
  resolver(by?: 'dns'): { dns: { hostname: string; port: string } };
  resolver(by: 'k8s'): { k8s: { service: string; ports: number[] } };
  resolver(by: 'dns' | 'k8s' = 'dns') {
    const { port } = this.otlpListener('grpc', 'protocols: { grpc: { endpoint: podIp(4317) } }');
    const { facts } = this;
    const namespace = facts.ok ? facts.namespace : this.props.namespace;
    const name = this.host.slice(0, this.host.indexOf('.'));
    if (by === 'k8s') return { k8s: { service: `${name}.${namespace}`, ports: [port] } };
    const headless = `${name}-headless`;
    if (this.node.tryFindChild('headless') === undefined) this.addHeadlessService(headless, namespace, port);
    return { dns: { hostname: `${headless}.${namespace}.svc.cluster.local`, port: String(port) } };
  }

  private addHeadlessService(name: string, namespace: string, port: number): void {
    const { facts } = this;
    addManifest(this, 'headless', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: {
        clusterIP: 'None',
        selector: facts.ok ? { ...facts.selectorLabels } : {},
        ports: [{ name: 'otlp', port, targetPort: port, protocol: 'TCP', appProtocol: 'grpc' }],
      },
    });
  }

  private ignoredDrift(): ReleaseOptions['ignoreDrift'] {
    const replicas = { kind: kindOfMode[this.props.mode], paths: ['/spec/replicas'] };
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

  /**
   * The chart's own health check looks at `config` only, so that without one in `alternateConfig` the probes kill the
   * pod; and components are given what they cannot do without inside of one.
   */
  private completed(props: CollectorProps): Collector {
    if (props.configMode === 'merge') return props.collector;
    const { collector } = props;
    const hasHealthCheck = collector.extensions.some(({ type }) => answersProbes(type));
    const health = hasHealthCheck ? [] : [extensions.healthCheck({ endpoint: podIp(healthPort) })];
    const whole = {
      ...collector,
      extensions: [...health, ...collector.extensions],
      components: [...collector.components, ...health],
      telemetry: collector.telemetry ?? chartTelemetry(props.chart),
    };
    if (props.pod === 'values') return whole;
    const fit = fitForPod(whole, this.collectorVersion);
    const keeps = props.checkpoints ?? (props.mode === 'daemonset' && props.distribution !== 'otelcol');
    return keeps ? withCheckpoints(fit, this.collectorVersion, checkpointStorage) : fit;
  }

  /** Statements and messages may hold any word; names, paths and addresses are one. */
  private reportLostValues(part: unknown, path: string): void {
    if (typeof part === 'string') {
      if (/\s/.test(part) || !holdsLostValue(part)) return;
      this.report(
        `collector ${path}`,
        `"${part}" was put together with a value that is not there`,
        'look at what stands between ${ and }',
      );
    } else if (typeof part === 'object' && part !== null) {
      for (const [key, value] of Object.entries(part)) {
        const below = path === '' ? key : `${path}::${key}`;
        this.reportLostValues(value, Array.isArray(part) ? `${path}[${key}]` : below);
      }
    }
  }

  private allValues(): { values: CollectorChartValues; relaxations: readonly Relaxation[] } {
    const { props } = this;
    const image = images[props.distribution];
    const written = configuration(props.collector, { version: this.collectorVersion });
    this.reportLostValues(written.config, '');
    const own = {
      mode: props.mode,
      ...(props.scaling === undefined ? {} : scalingValues(props.scaling)),
      ...defined({ resources: props.resources }),
    };
    if (props.pod === 'values' && props.configMode !== 'merge') {
      const computed = { ...own, ...environmentValues(written.secrets, {}), alternateConfig: written.config };
      return { values: mergeValues<CollectorChartValues>(computed, props.values), relaxations: [] };
    }
    const always = {
      image: { repository: image.repository, pullPolicy: 'IfNotPresent' as const },
      command: { name: image.command },
      ...own,
    };
    if (props.configMode === 'merge') {
      const computed = { ...always, ...environmentValues(written.secrets, {}), config: written.config };
      return { values: mergeValues<CollectorChartValues>(computed, props.values), relaxations: [] };
    }
    const needs = podNeeds(props.collector, this.collectorVersion);
    const pod = podValues({
      mode: props.mode,
      needs: needs.components,
      claim: props.claim ?? { size: '1Gi' },
    });
    const isOnNodes = props.mode === 'daemonset';
    const ports = this.listening;
    const base: CollectorChartValues = {
      ...always,
      ...pod.values,
      serviceAccount: { create: true, ...this.tokenValues(written.config) },
      ...clusterRoleValues(this.rights),
      // The chart makes no Service for a daemonset by itself; it leads to the pod of the same node.
      ...(isOnNodes && ports.length > 0 ? { service: { enabled: true } } : {}),
      ports: portValues(props.chart, ports, isOnNodes, props.hostPorts),
      alternateConfig: written.config,
    };
    const facts = releaseFacts({ ...this.chartInput, values: base });
    const computed = [
      environmentValues(written.secrets, withoutKnown(needs.variables, facts.ok ? facts.env : [])),
      availabilityValues(props.scaling, facts.ok ? facts.selectorLabels : {}),
      monitorValues(props.monitor, props.mode),
    ].reduce<CollectorChartValues>(mergeValues, base);
    return {
      values: mergeValues(computed, props.values),
      relaxations: [...pod.relaxations, ...this.hostPortRelaxations(isOnNodes)],
    };
  }

  /** What its components read of the Kubernetes API. */
  private get rights() {
    return policyRules(this.props.collector, this.collectorVersion);
  }

  /** Without rights the token for the Kubernetes API is of use to an intruder alone, unless something reads its file. */
  private tokenValues(config: object): { automountServiceAccountToken?: false } {
    const isKnown = compareReleases(this.props.chart, tokenSince) >= 0;
    const isRead = /serviceaccount/i.test(JSON.stringify([config, this.props.values ?? {}]));
    return isKnown && !isRead && this.rights.length === 0 && this.props.values?.clusterRole === undefined
      ? { automountServiceAccountToken: false }
      : {};
  }

  private hostPortRelaxations(isOnNodes: boolean): Relaxation[] {
    const { hostPorts = false } = this.props;
    if (!isOnNodes || hostPorts === false) return [];
    return this.listening
      .filter(({ port }) => hostPorts === true || hostPorts.includes(port))
      .map(({ component, port }) => ({
        what: `opens port ${port} of the node`,
        why: `receivers::${emittedId(component, this.collectorVersion)}: asked for by hostPorts`,
        level: 'privileged',
      }));
  }

  private validateValues(): void {
    for (const path of nullPaths(this.values)) {
      this.report(
        `values.${path}`,
        'is null, which cdk8s drops and server-side apply loses on an update',
        'write {} for an empty body; to remove a default of the chart, keep the default configMode, which merges nothing',
      );
    }
    if (findChart(this.props.chart) === undefined) return;
    const faults = checkValues(this.props.chart, this.values);
    for (const { path, message } of faults) {
      const [what = '', fix = 'write what the chart’s values.schema.json takes'] = message
        .replace(/\.$/, '')
        .split(/: (?=write )/);
      this.report(`values.${path}`, what, fix);
    }
    // It says the same of them once more.
    if (faults.length > 0) return;
    const effective = effectiveConfig(this.helmInput);
    if (!effective.ok)
      this.report('values', `the chart refuses them: ${effective.reason}`, 'change the values');
  }

  private validateSource(): void {
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
    const found = this.listening.find(
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

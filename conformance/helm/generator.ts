import fc from 'fast-check';
import { ownValue } from '../../lib/documents';
import { findChart } from '../../lib/helm';
import type { Data, Table } from '../../lib/helm/data';
import { isTable, withKey } from '../../lib/helm/data';
import { one, some, times, usually, wordsOf } from '../support/arbitrary';

/** One release to be rendered by both. */
export interface ReleaseCase {
  readonly release: string;
  readonly namespace: string;
  readonly values: Table;
}

const names = [
  'otel',
  'otel-collector',
  'my-opentelemetry-collector',
  'a',
  'x'.repeat(70),
  `${'y'.repeat(62)}-z`,
  '',
  '123',
  'Gateway',
];

/** What an author writes by mistake, or what deletes a default. */
const odd: fc.Arbitrary<Data> = one<Data>(
  null,
  null,
  null,
  true,
  false,
  0,
  1,
  1.5,
  -3,
  '',
  'text',
  'true',
  '7',
  'a: b',
  [],
  {},
  ['otlp'],
  [null],
  [1],
  { a: 1 },
  { enabled: true },
  { enabled: 'false' },
  [{ name: 'x' }],
);

/** One time in twenty a value that the chart refuses or stumbles over. */
const mostly = (good: readonly Data[], bad: readonly Data[]) => usually<Data>(19, good, bad);

const receivers = wordsOf(`
  otlp otlp/2 jaeger zipkin prometheus filelog filelog/a filelog/filelog-b file_log file_log/a hostmetrics
  kubeletstats k8s_cluster k8s_events k8sobjects profiling receiver_creator/logs receiver_creator/metrics
  __proto__ constructor
`);
const processors = wordsOf(`
  batch memory_limiter k8sattributes k8sattributes/x k8sattributes/k8sattributes-2 k8s_attributes
  k8s_attributes/x resourcedetection resourcedetection/env resourcedetection/k8snode filter/health transform
`);
const exporters = ['debug', 'otlp', 'otlphttp', 'otlp_http/b', 'nop'];
const extensions = wordsOf(`
  health_check healthcheckv2 health_check/two memory_ballast pprof file_storage k8s_observer
  k8s_leader_elector/k8s_cluster k8s_leader_elector/k8s_objects
`);
const signals = ['traces', 'metrics', 'logs', 'profiles', 'traces/x', 'metrics/2', 'logs/old'];
const detectors = ['env', 'k8snode', 'k8s_api', 'system', 'eks', 'gcp', 'aks'];

const leaf: fc.Arbitrary<Data> = fc.oneof(
  one<Data>(
    '10s',
    '5',
    'true',
    'no',
    '0x1f',
    '1e3',
    '12:30',
    '2020-01-01',
    '.inf',
    '~',
    '=',
    '- a',
    'a: b',
    '# c',
    ' padded ',
    'tab\there',
    'line\nbreak',
    'line\n',
    '\u00e9\u{1f600}',
    'back\\slash',
    '"quoted"',
    "it's",
    '${env:MY_POD_IP}:4317',
    '$$1',
    '%',
    '@at',
    '`',
    '{',
    '[x',
    '*a',
    '&b',
    '!c',
    '|',
    '>',
    '?',
    '',
    'a'.repeat(100),
    'word '.repeat(30),
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);

const keys = fc.constantFrom(
  'endpoint',
  'include',
  'start_at',
  'timeout',
  'a b',
  'y',
  'no',
  '1',
  '1.5',
  'a10',
  'a9',
  'A',
  'null',
  '',
  'x/y',
  'protocols',
  'true',
  '0x1',
  'a:b',
  '- k',
);

const body: fc.Arbitrary<Data> = fc.letrec<{ body: Data; table: Data }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.array(tie('body'), { maxLength: 3 }),
    tie('table'),
  ),
  table: fc.dictionary(keys, tie('body'), { maxKeys: 4 }),
})).body;

const sources = fc.array(
  some({
    from: one<Data>('resource_attribute', 'connection', null, 5),
    name: one<Data>('container.id', 'k8s.pod.ip', null),
  }),
  { maxLength: 2 },
);

const known: fc.Arbitrary<Data> = some({
  include: one<Data>(['/u'], [], '/u'),
  exclude: one<Data>(['/v'], []),
  start_at: fc.constant('beginning'),
  operators: one<Data>([], [{ type: 'noop' }]),
  objects: one<Data>([], null, [{ name: 'pods', mode: 'watch' }], 'x', { a: 1 }),
  scrapers: one<Data>({ cpu: null, paging: {} }, {}, null),
  detectors: fc.oneof(
    fc.array(one<Data>(...detectors, null), { maxLength: 4 }),
    one<Data>(null, 'env', {}, { a: 'k8snode' }, [1]),
  ),
  timeout: fc.constant('1s'),
  size_in_percentage: one<Data>(0, 20, null),
  eks: one<Data>({ resource_attributes: { 'k8s.cluster.name': { enabled: false } } }, null, 'x'),
  pod_association: fc.oneof(
    fc.array(some({ sources }), { maxLength: 2 }),
    one<Data>(null, [], [null], 'x', { a: { sources: [] } }),
  ),
  extract: one<Data>({ metadata: ['k8s.pod.name'], labels: null }, null, {}),
  protocols: one<Data>({ grpc: null }, { http: { endpoint: '0.0.0.0:4318' } }, null),
});

function components(ids: readonly string[]): fc.Arbitrary<Data> {
  return fc.dictionary(
    fc.constantFrom(...ids),
    fc.oneof(times(30, known), times(6, body), fc.constant(null)),
    { maxKeys: 3 },
  );
}

function listOf(ids: readonly string[]): fc.Arbitrary<Data> {
  return fc.oneof(
    times(80, fc.array(one<Data>(...ids), { maxLength: 4 })),
    odd,
    fc.array(odd, { maxLength: 2 }),
  );
}

const pipeline: fc.Arbitrary<Data> = fc.oneof(
  times(
    40,
    some({
      receivers: listOf(receivers),
      processors: listOf(processors),
      exporters: listOf(exporters),
    }),
  ),
  times(3, fc.constant(null)),
  odd,
);

const telemetry: fc.Arbitrary<Data> = one<Data>(
  {},
  null,
  { metrics: null },
  { metrics: { level: 'none', readers: [] } },
  { metrics: { address: '0.0.0.0:8888' } },
  { metrics: { address: '${env:MY_POD_IP}:8888' }, resource: { 'b.c': 'd', a: '${env:X}' } },
  { metrics: { address: 'localhost' } },
  { metrics: { address: ':8888' }, resource: { '1': null, 'service.name': 'x' } },
  { metrics: { address: '[::1]:8888' } },
  { metrics: { address: 'a#b:1: 2' } },
  { metrics: { address: 8888 } },
  { metrics: { address: '', readers: [{ periodic: {} }] } },
  { metrics: { address: 'h:1', readers: [] } },
  { traces: { processors: [{ batch: {} }], level: 'x' } },
  { logs: { level: 'debug', processors: [] } },
  { resource: null },
  { resource: { 'host.name': null } },
);

/** `listed`: whether the extension that the chart insists on is most likely there. */
function config(healthy: boolean): fc.Arbitrary<Data> {
  const health = one<Data>(
    ['health_check'],
    ['health_check', 'pprof'],
    ['healthcheckv2'],
    ['pprof', 'health_check'],
    ['memory_ballast', 'health_check', 'memory_ballast'],
  );
  return some({
    receivers: components(receivers),
    processors: components(processors),
    exporters: components(exporters),
    extensions: components(extensions),
    connectors: components(['filelog/x', 'spanmetrics', 'forward']),
    service: some({
      extensions: healthy ? fc.oneof(times(19, health), listOf(extensions)) : listOf(extensions),
      telemetry,
      pipelines: fc.oneof(
        times(
          20,
          fc.dictionary(fc.constantFrom(...signals), pipeline, {
            maxKeys: 4,
          }),
        ),
        odd,
      ),
    }),
  });
}

const enabled = fc.boolean();
const often = fc.oneof(fc.constant(true), times(2, fc.constant(false)));
const group = some({ enabled });

const presets = some({
  logsCollection: some({
    enabled,
    includeCollectorLogs: enabled,
    storeCheckpoints: enabled,
    maxRecombineLogSize: fc.constantFrom(1, 102400, 2048000),
  }),
  hostMetrics: group,
  kubernetesAttributes: some({ enabled, extractAllPodLabels: enabled, extractAllPodAnnotations: enabled }),
  kubeletMetrics: group,
  kubernetesEvents: some({ enabled, useK8sEventsReceiver: enabled }),
  kubernetesObjects: some({
    enabled,
    disableLeaderElection: enabled,
    watch: enabled,
    core: group,
    rbac: group,
    storage: group,
    networking: group,
    autoscaling: some({ enabled, vpa: group }),
    policy: group,
    apiExtensions: group,
    events: group,
  }),
  clusterMetrics: some({ enabled, disableLeaderElection: often }),
  annotationDiscovery: some({ logs: group, metrics: group }),
  profiling: some({ enabled: often }),
  resourceDetection: some({
    enabled,
    env: group,
    k8s_api: group,
    k8snode: group,
    eks: group,
    aks: group,
    gcp: group,
  }),
});

const port = some({
  enabled: fc.boolean(),
  containerPort: fc.integer({ min: 1, max: 65535 }),
  servicePort: fc.integer({ min: 1, max: 65535 }),
  hostPort: fc.integer({ min: 1, max: 65535 }),
  nodePort: fc.constantFrom(0, 30001),
  protocol: fc.constantFrom('TCP', 'UDP', ''),
  appProtocol: fc.constantFrom('grpc', 'kubernetes.io/h2c', ''),
});
const ports = fc.dictionary(
  fc.constantFrom(
    'otlp',
    'otlp-http',
    'jaeger-compact',
    'jaeger-thrift',
    'jaeger-grpc',
    'zipkin',
    'metrics',
    'extra',
    'a-b',
    '80',
  ),
  fc.oneof(times(6, port), fc.constant(null)),
  { maxKeys: 4 },
);

const endpoint = fc.constantFrom(
  '',
  'http://c:4318',
  'http://c:4318',
  'https://c/v1 # x',
  '4318',
  'true',
  '${env:E}',
);
const headers = mostly(
  [[], [{ name: 'k', value: 'v' }], [{ name: 'k', value: 1, other: null }]],
  [[{ name: 'k' }]],
);
const signal = some({ enabled, endpoint, headers });
const annotations = mostly(
  [{}, { a: 'b' }, { 'a/b': 'c: d' }, { a: '"x"\n' }],
  [{ a: 1 }, { a: true }, { a: null }],
);
const probe = some(
  {
    initialDelaySeconds: fc.nat(3),
    periodSeconds: fc.nat(3),
    timeoutSeconds: fc.nat(3),
    failureThreshold: fc.nat(3),
    httpGet: mostly([{ port: 80, path: '/x' }, { port: 80 }, {}], [null]),
  },
  'httpGet',
);

const hosts = mostly(
  [
    [],
    [{ host: 'a.b', paths: [{ path: '/', pathType: 'Prefix', port: 4318 }] }],
    [{ host: 'a.b', paths: [] }],
  ],
  [[{ paths: [] }], [{ host: 'a', paths: [{ path: '/' }] }]],
);
const tls = one<Data>([], [{ secretName: 's', hosts: ['a.b'] }], [{ hosts: [] }], [{}]);
const ingress = some({
  enabled: often,
  ingressClassName: fc.constantFrom('nginx', ''),
  annotations,
  hosts,
  tls,
  additionalIngresses: mostly([[], [{ name: 'two', hosts: [] }], [{ name: '' }]], [[{}]]),
});

const endpoints = one<Data>([], [{ port: 'metrics' }], [{}]);

/** Values of every section of the chart, mostly of the right shape. */
const values = some(
  {
    mode: fc.constantFrom('deployment', 'daemonset', 'statefulset'),
    image: fc.oneof(
      times(
        12,
        some(
          {
            repository: fc.constantFrom(
              'otel/opentelemetry-collector-k8s',
              'otel/opentelemetry-collector-ebpf-profiler',
              'custom',
            ),
            tag: fc.constantFrom('', '0.1.2', 'latest'),
            digest: fc.constantFrom('', 'sha256:ab'),
            registry: fc.constantFrom('r'),
            pullPolicy: fc.constantFrom('Always', 'IfNotPresent'),
          },
          'repository',
        ),
      ),
      fc.constant({}),
    ),
    global: one<Data>({}, { imageRegistry: 'ghcr.io' }, { imageRegistry: '' }, { other: 1 }),
    nameOverride: fc.constantFrom(...names),
    fullnameOverride: fc.constantFrom(...names),
    namespaceOverride: fc.constantFrom('', 'observability', '123', 'true'),
    presets,
    config: config(true),
    alternateConfig: fc.oneof(times(3, fc.constant({})), times(2, config(false))),
    configMap: one<Data>(
      {},
      {},
      { create: true },
      { create: true },
      { create: true },
      { create: false, existingPath: 'nothing.yaml' },
      { create: false },
      { create: false, existingName: 'other' },
      { existingName: 'other' },
      { create: false, existingPath: 'configmap.yaml' },
      { create: null },
      { extra: 1 },
    ),
    internalTelemetryViaOTLP: some({ endpoint, headers, traces: signal, metrics: signal, logs: signal }),
    rewriteDeprecatedComponentNames: fc.boolean(),
    rewriteDeprecatedProcessorNames: fc.boolean(),
    ports,
    replicaCount: fc.constantFrom(0, 1, 1, 2, 3),
    resources: one<Data>(
      {},
      { limits: { memory: '512Mi' } },
      { limits: { memory: '' } },
      { requests: { cpu: 1, memory: '1Gi' } },
      { limits: { cpu: '1', memory: 'nonsense' } },
      { limits: {} },
    ),
    useGOMEMLIMIT: fc.boolean(),
    serviceAccount: some({ create: fc.boolean(), name: fc.constantFrom('', 'sa'), annotations }),
    clusterRole: some({
      create: fc.boolean(),
      name: fc.constantFrom('', 'cr'),
      annotations,
      rules: one<Data>([], [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]),
      clusterRoleBinding: some({ name: fc.constantFrom('', 'crb'), annotations }),
    }),
    service: some({
      enabled: fc.boolean(),
      type: fc.constantFrom('ClusterIP', 'LoadBalancer', 'NodePort'),
      annotations,
      loadBalancerIP: fc.constantFrom('1.2.3.4', ''),
      loadBalancerSourceRanges: one<Data>([], ['10.0.0.0/8']),
      internalTrafficPolicy: fc.constantFrom('', 'Local', 'Cluster'),
      trafficDistribution: fc.constantFrom('PreferClose'),
      clusterIP: fc.constantFrom('', 'None', '10.0.0.7'),
      externalTrafficPolicy: fc.constantFrom('', 'Local'),
    }),
    ingress,
    httproute: some({
      enabled: often,
      annotations,
      hostnames: one<Data>([], ['a.b']),
      rules: one<Data>(
        [],
        [{ backendRefs: [{ port: 1 }] }],
        [{}],
        [{ backendRefs: [{ name: 'x', port: 1, weight: 5 }], matches: [{ path: { value: '/' } }] }],
      ),
    }),
    autoscaling: some({
      enabled: fc.boolean(),
      minReplicas: fc.nat(3),
      maxReplicas: fc.nat(9),
      targetMemoryUtilizationPercentage: fc.constantFrom(0, 80),
      behavior: one<Data>({}, { scaleUp: {} }),
      additionalMetrics: one<Data>([], [{ type: 'Pods' }]),
    }),
    podDisruptionBudget: some({ enabled: fc.boolean(), minAvailable: one<Data>(0, 1, '50%') }),
    networkPolicy: some({
      enabled: fc.boolean(),
      annotations,
      allowIngressFrom: one<Data>([], [{ podSelector: {} }]),
      extraIngressRules: one<Data>([], [{}]),
      egressRules: one<Data>([], [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }]),
    }),
    podMonitor: some({
      enabled: fc.boolean(),
      metricsEndpoints: endpoints,
      extraLabels: annotations,
      other: fc.constant(1),
    }),
    serviceMonitor: some({
      enabled: fc.boolean(),
      metricsEndpoints: endpoints,
      extraLabels: annotations,
      relabelings: one<Data>([], [{ action: 'drop' }]),
      metricRelabelings: one<Data>([], [{ action: 'keep', regex: 'a.*' }]),
      sampleLimit: fc.nat(2),
    }),
    prometheusRule: some({
      enabled: fc.boolean(),
      groups: one<Data>([], [{ name: 'g', rules: [] }]),
      defaultRules: some({
        enabled: fc.boolean(),
        additionalRuleLabels: one<Data>({}, { a: 'b' }),
        additionalRuleAnnotations: one<Data>({}, { a: 'b' }),
      }),
      extraLabels: annotations,
    }),
    rollout: some({
      strategy: fc.constantFrom('RollingUpdate', 'Recreate', 'OnDelete'),
      rollingUpdate: one<Data>({}, { maxSurge: 1 }, { maxUnavailable: '25%' }),
    }),
    statefulset: some({
      podManagementPolicy: fc.constantFrom('Parallel', 'OrderedReady'),
      volumeClaimTemplates: one<Data>([], [{ metadata: { name: 'v' } }]),
      persistentVolumeClaimRetentionPolicy: one<Data>({}, { enabled: true }),
    }),
    extraEnvs: one<Data>(
      [],
      [
        { name: 'A', value: 'b' },
        { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      ],
    ),
    extraEnvsFrom: one<Data>([], [{ secretRef: { name: 's' } }]),
    extraVolumes: one<Data>([], [{ name: 'v', emptyDir: {} }]),
    extraVolumeMounts: one<Data>([], [{ name: 'v', mountPath: '/v' }]),
    extraContainers: mostly([[], [{ name: 'c' }]], [[{}]]),
    extraManifests: one<Data>(
      [],
      [
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'n' } },
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 's' } },
      ],
    ),
    command: some({
      name: fc.constantFrom('', 'otelcol-k8s'),
      extraArgs: mostly(
        [[], ['--feature-gates=x'], ['a: b'], ['5'], ['# c'], ["'a'"], ['a #b'], ['']],
        [['"x'], ['{x'], ['[x]'], ['*a'], ['- - a'], ['@a'], ['%a'], ['!a'], ['&a'], ['|']],
      ),
    }),
    annotations,
    podAnnotations: annotations,
    podLabels: annotations,
    additionalLabels: annotations,
    podSecurityContext: one<Data>({}, { runAsNonRoot: true }, { runAsNonRoot: 'true' }, { fsGroup: 1 }),
    securityContext: one<Data>({}, { runAsUser: 1 }),
    dnsPolicy: fc.constantFrom('', 'None', 'Default'),
    dnsConfig: one<Data>({}, { nameservers: ['1.1.1.1'] }),
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycleHooks: mostly(
      [{}, { preStop: { exec: { command: ['a'] } } }],
      [{ preStop: { sleep: { seconds: 1 } } }, { preStop: {} }, { postStart: { exec: {}, httpGet: {} } }],
    ),
    enableConfigChecksumAnnotation: fc.boolean(),
    tolerations: one<Data>([], [{ operator: 'Exists' }]),
    nodeSelector: one<Data>({}, { disk: 'ssd', 'a/b': 'true' }),
    affinity: one<Data>({}, { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } }),
    topologySpreadConstraints: one<Data>([], [{ maxSkew: 1, topologyKey: 'zone' }]),
    imagePullSecrets: one<Data>([], [{ name: 'pull' }]),
    hostAliases: one<Data>([], [{ ip: '127.0.0.1', hostnames: ['a', 'b'] }]),
    initContainers: one<Data>(
      [],
      [{ name: 'i', image: 'i:1', env: [{ name: 'R', value: '{{ .Release.Name }}' }] }],
    ),
    priorityClassName: fc.constantFrom('', 'high', '1'),
    runtimeClassName: fc.constantFrom('', 'gvisor'),
    schedulerName: fc.constantFrom('', 'mine', 'true'),
    shareProcessNamespace: fc.boolean(),
    hostPID: fc.boolean(),
    revisionHistoryLimit: fc.constantFrom(0, 3, 1000000),
    resizePolicy: one<Data>([], [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }]),
    hostNetwork: fc.boolean(),
    terminationGracePeriodSeconds: fc.constantFrom(0, 30),
    apiVersion: fc.constantFrom('apps/v1', ''),
  },
  'mode',
  'image',
  'presets',
);

/** Something that happens to the values: the steps say where, by position among the keys at each depth. */
interface Accident {
  readonly steps: readonly number[];
  readonly value: Data;
}

const accident: fc.Arbitrary<Accident> = fc.record({
  steps: fc.array(fc.nat(100), { minLength: 1, maxLength: 5 }),
  value: odd,
});

function suffer(
  defaults: Data | undefined,
  value: Data | undefined,
  [step, ...below]: readonly number[],
  replacement: Data,
): Data {
  if (step === undefined) return replacement;
  const table = isTable(value) ? value : {};
  const keysHere = [...new Set([...Object.keys(table), ...(isTable(defaults) ? Object.keys(defaults) : [])])];
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item, position) =>
      position === step % value.length ? suffer(undefined, item, below, replacement) : item,
    );
  }
  const key = keysHere[step % keysHere.length];
  if (key === undefined) return replacement;
  const deeper = suffer(
    isTable(defaults) ? ownValue(defaults, key) : undefined,
    ownValue(table, key),
    below,
    replacement,
  );
  return withKey(table, key, deeper);
}

/** Releases for a chart version: sections thinned out so that most are made, some with accidents. */
export function cases(chartVersion: string): fc.Arbitrary<ReleaseCase> {
  const { defaults, schema } = findChart(chartVersion) ?? { defaults: {}, schema: {} };
  const base = fc
    .tuple(values, fc.array(fc.nat(99), { minLength: 70, maxLength: 70 }), fc.constantFrom(4, 8, 20))
    .map(([all, luck, density]) => thinned(all as Table, luck, density, schema));
  return fc.record({
    release: fc.constantFrom(
      'example',
      'otel-collector',
      'my-opentelemetry-collector',
      'r'.repeat(53),
      'a.b',
    ),
    namespace: fc.constantFrom('default', 'observability'),
    values: fc
      .tuple(base, fc.oneof(times(3, fc.constant([])), fc.array(accident, { maxLength: 2 })))
      .map(([start, accidents]) =>
        accidents.reduce((result: Table, { steps, value }) => {
          const suffered = suffer(defaults, result, steps, value);
          return isTable(suffered) ? suffered : result;
        }, start),
      ),
  });
}

const always = new Set(['mode', 'image', 'presets', 'config']);

/** Keeps what every release needs, and of the rest one section in so many; what the schema does not know goes. */
function thinned(all: Table, luck: readonly number[], density: number, schema: Table): Table {
  const kept = Object.entries(withoutUnknown(all, schema)).filter(
    ([key], position) => always.has(key) || (luck[position % 70] ?? 0) < density,
  );
  return Object.fromEntries(
    kept.map(([key, value]): [string, Data] => [
      key,
      key === 'presets' && isTable(value)
        ? Object.fromEntries(Object.entries(value).filter((_, position) => (luck[69 - position] ?? 0) < 55))
        : value,
    ]),
  );
}

/** Values without the keys that a closed map of the schema refuses: an older chart has fewer. */
function withoutUnknown(value: Table, schema: Data | undefined): Table {
  if (!isTable(schema) || !isTable(schema.properties)) return value;
  const properties = schema.properties;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => schema.additionalProperties !== false || Object.hasOwn(properties, key))
      .map(([key, item]): [string, Data] => [
        key,
        isTable(item) ? withoutUnknown(item, properties[key]) : item,
      ]),
  );
}

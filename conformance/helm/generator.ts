import fc from 'fast-check';
import { ownValue } from '../../lib/documents';
import { findChart } from '../../lib/helm';
import type { Data, Table } from '../../lib/helm/data';
import { isTable, withKey } from '../../lib/helm/data';

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
const odd: fc.Arbitrary<Data> = fc.constantFrom<Data[]>(
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

/** Mostly one of the good values; one time in twenty one that the chart refuses or stumbles over. */
function mostly(good: readonly Data[], bad: readonly Data[]): fc.Arbitrary<Data> {
  return fc.oneof(
    { weight: 19, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
}

const receivers = [
  'otlp',
  'otlp/2',
  'jaeger',
  'zipkin',
  'prometheus',
  'filelog',
  'filelog/a',
  'filelog/filelog-b',
  'file_log',
  'file_log/a',
  'hostmetrics',
  'kubeletstats',
  'k8s_cluster',
  'k8s_events',
  'k8sobjects',
  'profiling',
  'receiver_creator/logs',
  'receiver_creator/metrics',
  '__proto__',
  'constructor',
];
const processors = [
  'batch',
  'memory_limiter',
  'k8sattributes',
  'k8sattributes/x',
  'k8sattributes/k8sattributes-2',
  'k8s_attributes',
  'k8s_attributes/x',
  'resourcedetection',
  'resourcedetection/env',
  'resourcedetection/k8snode',
  'filter/health',
  'transform',
];
const exporters = ['debug', 'otlp', 'otlphttp', 'otlp_http/b', 'nop'];
const extensions = [
  'health_check',
  'healthcheckv2',
  'health_check/two',
  'memory_ballast',
  'pprof',
  'file_storage',
  'k8s_observer',
  'k8s_leader_elector/k8s_cluster',
  'k8s_leader_elector/k8s_objects',
];
const signals = ['traces', 'metrics', 'logs', 'profiles', 'traces/x', 'metrics/2', 'logs/old'];
const detectors = ['env', 'k8snode', 'k8s_api', 'system', 'eks', 'gcp', 'aks'];

const leaf: fc.Arbitrary<Data> = fc.oneof(
  fc.constantFrom<Data[]>(
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
  table: fc.dictionary(keys, tie('body'), { maxKeys: 4 }) as fc.Arbitrary<Data>,
})).body;

const sources = fc.array(
  fc.record(
    {
      from: fc.constantFrom<Data[]>('resource_attribute', 'connection', null, 5),
      name: fc.constantFrom<Data[]>('container.id', 'k8s.pod.ip', null),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 2 },
) as fc.Arbitrary<Data>;

const known: fc.Arbitrary<Data> = fc.record(
  {
    include: fc.constantFrom<Data[]>(['/u'], [], '/u'),
    exclude: fc.constantFrom<Data[]>(['/v'], []),
    start_at: fc.constant('beginning'),
    operators: fc.constantFrom<Data[]>([], [{ type: 'noop' }]),
    objects: fc.constantFrom<Data[]>([], null, [{ name: 'pods', mode: 'watch' }], 'x', { a: 1 }),
    scrapers: fc.constantFrom<Data[]>({ cpu: null, paging: {} }, {}, null),
    detectors: fc.oneof(
      fc.array(fc.constantFrom<Data[]>(...detectors, null), { maxLength: 4 }),
      fc.constantFrom<Data[]>(null, 'env', {}, { a: 'k8snode' }, [1]),
    ) as fc.Arbitrary<Data>,
    timeout: fc.constant('1s'),
    size_in_percentage: fc.constantFrom<Data[]>(0, 20, null),
    eks: fc.constantFrom<Data[]>(
      { resource_attributes: { 'k8s.cluster.name': { enabled: false } } },
      null,
      'x',
    ),
    pod_association: fc.oneof(
      fc.array(fc.record({ sources }, { requiredKeys: [] }), { maxLength: 2 }),
      fc.constantFrom<Data[]>(null, [], [null], 'x', { a: { sources: [] } }),
    ) as fc.Arbitrary<Data>,
    extract: fc.constantFrom<Data[]>({ metadata: ['k8s.pod.name'], labels: null }, null, {}),
    protocols: fc.constantFrom<Data[]>({ grpc: null }, { http: { endpoint: '0.0.0.0:4318' } }, null),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Data>;

function components(ids: readonly string[]): fc.Arbitrary<Data> {
  return fc.dictionary(
    fc.constantFrom(...ids),
    fc.oneof(
      { weight: 30, arbitrary: known },
      { weight: 6, arbitrary: body as fc.Arbitrary<Data> },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    { maxKeys: 3 },
  ) as fc.Arbitrary<Data>;
}

function listOf(ids: readonly string[]): fc.Arbitrary<Data> {
  return fc.oneof(
    {
      weight: 80,
      arbitrary: fc.array(fc.constantFrom<Data[]>(...ids), { maxLength: 4 }) as fc.Arbitrary<Data>,
    },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.array(odd, { maxLength: 2 }) as fc.Arbitrary<Data> },
  );
}

const pipeline: fc.Arbitrary<Data> = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.record(
      { receivers: listOf(receivers), processors: listOf(processors), exporters: listOf(exporters) },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Data>,
  },
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: odd },
);

const telemetry: fc.Arbitrary<Data> = fc.constantFrom<Data[]>(
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
  const health = fc.constantFrom<Data[]>(
    ['health_check'],
    ['health_check', 'pprof'],
    ['healthcheckv2'],
    ['pprof', 'health_check'],
    ['memory_ballast', 'health_check', 'memory_ballast'],
  );
  return fc.record(
    {
      receivers: components(receivers),
      processors: components(processors),
      exporters: components(exporters),
      extensions: components(extensions),
      connectors: components(['filelog/x', 'spanmetrics', 'forward']),
      service: fc.record(
        {
          extensions: healthy
            ? fc.oneof({ weight: 19, arbitrary: health }, { weight: 1, arbitrary: listOf(extensions) })
            : listOf(extensions),
          telemetry,
          pipelines: fc.oneof(
            {
              weight: 20,
              arbitrary: fc.dictionary(fc.constantFrom(...signals), pipeline, {
                maxKeys: 4,
              }) as fc.Arbitrary<Data>,
            },
            { weight: 1, arbitrary: odd },
          ),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Data>;
}

const enabled = fc.boolean();
const often = fc.oneof(
  { weight: 1, arbitrary: fc.constant(true) },
  { weight: 2, arbitrary: fc.constant(false) },
);
const group = fc.record({ enabled }, { requiredKeys: [] });

const presets = fc.record(
  {
    logsCollection: fc.record(
      {
        enabled,
        includeCollectorLogs: enabled,
        storeCheckpoints: enabled,
        maxRecombineLogSize: fc.constantFrom(1, 102400, 2048000),
      },
      { requiredKeys: [] },
    ),
    hostMetrics: group,
    kubernetesAttributes: fc.record(
      { enabled, extractAllPodLabels: enabled, extractAllPodAnnotations: enabled },
      { requiredKeys: [] },
    ),
    kubeletMetrics: group,
    kubernetesEvents: fc.record({ enabled, useK8sEventsReceiver: enabled }, { requiredKeys: [] }),
    kubernetesObjects: fc.record(
      {
        enabled,
        disableLeaderElection: enabled,
        watch: enabled,
        core: group,
        rbac: group,
        storage: group,
        networking: group,
        autoscaling: fc.record({ enabled, vpa: group }, { requiredKeys: [] }),
        policy: group,
        apiExtensions: group,
        events: group,
      },
      { requiredKeys: [] },
    ),
    clusterMetrics: fc.record({ enabled, disableLeaderElection: often }, { requiredKeys: [] }),
    annotationDiscovery: fc.record({ logs: group, metrics: group }, { requiredKeys: [] }),
    profiling: fc.record({ enabled: often }, { requiredKeys: [] }),
    resourceDetection: fc.record(
      { enabled, env: group, k8s_api: group, k8snode: group, eks: group, aks: group, gcp: group },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const port = fc.record(
  {
    enabled: fc.boolean(),
    containerPort: fc.integer({ min: 1, max: 65535 }),
    servicePort: fc.integer({ min: 1, max: 65535 }),
    hostPort: fc.integer({ min: 1, max: 65535 }),
    nodePort: fc.constantFrom(0, 30001),
    protocol: fc.constantFrom('TCP', 'UDP', ''),
    appProtocol: fc.constantFrom('grpc', 'kubernetes.io/h2c', ''),
  },
  { requiredKeys: [] },
);
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
  fc.oneof({ weight: 6, arbitrary: port }, { weight: 1, arbitrary: fc.constant(null) }),
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
const signal = fc.record({ enabled, endpoint, headers }, { requiredKeys: [] });
const annotations = mostly(
  [{}, { a: 'b' }, { 'a/b': 'c: d' }, { a: '"x"\n' }],
  [{ a: 1 }, { a: true }, { a: null }],
);
const probe = fc.record(
  {
    initialDelaySeconds: fc.nat(3),
    periodSeconds: fc.nat(3),
    timeoutSeconds: fc.nat(3),
    failureThreshold: fc.nat(3),
    httpGet: mostly([{ port: 80, path: '/x' }, { port: 80 }, {}], [null]),
  },
  { requiredKeys: ['httpGet'] },
);

const hosts = mostly(
  [
    [],
    [{ host: 'a.b', paths: [{ path: '/', pathType: 'Prefix', port: 4318 }] }],
    [{ host: 'a.b', paths: [] }],
  ],
  [[{ paths: [] }], [{ host: 'a', paths: [{ path: '/' }] }]],
);
const tls = fc.constantFrom<Data[]>([], [{ secretName: 's', hosts: ['a.b'] }], [{ hosts: [] }], [{}]);
const ingress = fc.record(
  {
    enabled: often,
    ingressClassName: fc.constantFrom('nginx', ''),
    annotations,
    hosts,
    tls,
    additionalIngresses: mostly([[], [{ name: 'two', hosts: [] }], [{ name: '' }]], [[{}]]),
  },
  { requiredKeys: [] },
);

const endpoints = fc.constantFrom<Data[]>([], [{ port: 'metrics' }], [{}]);

/** Values of every section of the chart, mostly of the right shape. */
const values = fc.record(
  {
    mode: fc.constantFrom('deployment', 'daemonset', 'statefulset'),
    image: fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record(
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
          { requiredKeys: ['repository'] },
        ),
      },
      { weight: 1, arbitrary: fc.constant({}) },
    ),
    global: fc.constantFrom<Data[]>({}, { imageRegistry: 'ghcr.io' }, { imageRegistry: '' }, { other: 1 }),
    nameOverride: fc.constantFrom(...names),
    fullnameOverride: fc.constantFrom(...names),
    namespaceOverride: fc.constantFrom('', 'observability', '123', 'true'),
    presets,
    config: config(true),
    alternateConfig: fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      { weight: 2, arbitrary: config(false) },
    ),
    configMap: fc.constantFrom<Data[]>(
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
    internalTelemetryViaOTLP: fc.record(
      { endpoint, headers, traces: signal, metrics: signal, logs: signal },
      { requiredKeys: [] },
    ),
    rewriteDeprecatedComponentNames: fc.boolean(),
    rewriteDeprecatedProcessorNames: fc.boolean(),
    ports,
    replicaCount: fc.constantFrom(0, 1, 1, 2, 3),
    resources: fc.constantFrom<Data[]>(
      {},
      { limits: { memory: '512Mi' } },
      { limits: { memory: '' } },
      { requests: { cpu: 1, memory: '1Gi' } },
      { limits: { cpu: '1', memory: 'nonsense' } },
      { limits: {} },
    ),
    useGOMEMLIMIT: fc.boolean(),
    serviceAccount: fc.record(
      { create: fc.boolean(), name: fc.constantFrom('', 'sa'), annotations },
      { requiredKeys: [] },
    ),
    clusterRole: fc.record(
      {
        create: fc.boolean(),
        name: fc.constantFrom('', 'cr'),
        annotations,
        rules: fc.constantFrom<Data[]>([], [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]),
        clusterRoleBinding: fc.record(
          { name: fc.constantFrom('', 'crb'), annotations },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    ),
    service: fc.record(
      {
        enabled: fc.boolean(),
        type: fc.constantFrom('ClusterIP', 'LoadBalancer', 'NodePort'),
        annotations,
        loadBalancerIP: fc.constantFrom('1.2.3.4', ''),
        loadBalancerSourceRanges: fc.constantFrom<Data[]>([], ['10.0.0.0/8']),
        internalTrafficPolicy: fc.constantFrom('', 'Local', 'Cluster'),
        trafficDistribution: fc.constantFrom('PreferClose'),
        clusterIP: fc.constantFrom('', 'None', '10.0.0.7'),
        externalTrafficPolicy: fc.constantFrom('', 'Local'),
      },
      { requiredKeys: [] },
    ),
    ingress,
    httproute: fc.record(
      {
        enabled: often,
        annotations,
        hostnames: fc.constantFrom<Data[]>([], ['a.b']),
        rules: fc.constantFrom<Data[]>(
          [],
          [{ backendRefs: [{ port: 1 }] }],
          [{}],
          [{ backendRefs: [{ name: 'x', port: 1, weight: 5 }], matches: [{ path: { value: '/' } }] }],
        ),
      },
      { requiredKeys: [] },
    ),
    autoscaling: fc.record(
      {
        enabled: fc.boolean(),
        minReplicas: fc.nat(3),
        maxReplicas: fc.nat(9),
        targetMemoryUtilizationPercentage: fc.constantFrom(0, 80),
        behavior: fc.constantFrom<Data[]>({}, { scaleUp: {} }),
        additionalMetrics: fc.constantFrom<Data[]>([], [{ type: 'Pods' }]),
      },
      { requiredKeys: [] },
    ),
    podDisruptionBudget: fc.record(
      { enabled: fc.boolean(), minAvailable: fc.constantFrom<Data[]>(0, 1, '50%') },
      { requiredKeys: [] },
    ),
    networkPolicy: fc.record(
      {
        enabled: fc.boolean(),
        annotations,
        allowIngressFrom: fc.constantFrom<Data[]>([], [{ podSelector: {} }]),
        extraIngressRules: fc.constantFrom<Data[]>([], [{}]),
        egressRules: fc.constantFrom<Data[]>([], [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }]),
      },
      { requiredKeys: [] },
    ),
    podMonitor: fc.record(
      { enabled: fc.boolean(), metricsEndpoints: endpoints, extraLabels: annotations, other: fc.constant(1) },
      { requiredKeys: [] },
    ),
    serviceMonitor: fc.record(
      {
        enabled: fc.boolean(),
        metricsEndpoints: endpoints,
        extraLabels: annotations,
        relabelings: fc.constantFrom<Data[]>([], [{ action: 'drop' }]),
        metricRelabelings: fc.constantFrom<Data[]>([], [{ action: 'keep', regex: 'a.*' }]),
        sampleLimit: fc.nat(2),
      },
      { requiredKeys: [] },
    ),
    prometheusRule: fc.record(
      {
        enabled: fc.boolean(),
        groups: fc.constantFrom<Data[]>([], [{ name: 'g', rules: [] }]),
        defaultRules: fc.record(
          {
            enabled: fc.boolean(),
            additionalRuleLabels: fc.constantFrom<Data[]>({}, { a: 'b' }),
            additionalRuleAnnotations: fc.constantFrom<Data[]>({}, { a: 'b' }),
          },
          { requiredKeys: [] },
        ),
        extraLabels: annotations,
      },
      { requiredKeys: [] },
    ),
    rollout: fc.record(
      {
        strategy: fc.constantFrom('RollingUpdate', 'Recreate', 'OnDelete'),
        rollingUpdate: fc.constantFrom<Data[]>({}, { maxSurge: 1 }, { maxUnavailable: '25%' }),
      },
      { requiredKeys: [] },
    ),
    statefulset: fc.record(
      {
        podManagementPolicy: fc.constantFrom('Parallel', 'OrderedReady'),
        volumeClaimTemplates: fc.constantFrom<Data[]>([], [{ metadata: { name: 'v' } }]),
        persistentVolumeClaimRetentionPolicy: fc.constantFrom<Data[]>({}, { enabled: true }),
      },
      { requiredKeys: [] },
    ),
    extraEnvs: fc.constantFrom<Data[]>(
      [],
      [
        { name: 'A', value: 'b' },
        { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      ],
    ),
    extraEnvsFrom: fc.constantFrom<Data[]>([], [{ secretRef: { name: 's' } }]),
    extraVolumes: fc.constantFrom<Data[]>([], [{ name: 'v', emptyDir: {} }]),
    extraVolumeMounts: fc.constantFrom<Data[]>([], [{ name: 'v', mountPath: '/v' }]),
    extraContainers: mostly([[], [{ name: 'c' }]], [[{}]]),
    extraManifests: fc.constantFrom<Data[]>(
      [],
      [
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'n' } },
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 's' } },
      ],
    ),
    command: fc.record(
      {
        name: fc.constantFrom('', 'otelcol-k8s'),
        extraArgs: mostly(
          [[], ['--feature-gates=x'], ['a: b'], ['5'], ['# c'], ["'a'"], ['a #b'], ['']],
          [['"x'], ['{x'], ['[x]'], ['*a'], ['- - a'], ['@a'], ['%a'], ['!a'], ['&a'], ['|']],
        ),
      },
      { requiredKeys: [] },
    ),
    annotations,
    podAnnotations: annotations,
    podLabels: annotations,
    additionalLabels: annotations,
    podSecurityContext: fc.constantFrom<Data[]>(
      {},
      { runAsNonRoot: true },
      { runAsNonRoot: 'true' },
      { fsGroup: 1 },
    ),
    securityContext: fc.constantFrom<Data[]>({}, { runAsUser: 1 }),
    dnsPolicy: fc.constantFrom('', 'None', 'Default'),
    dnsConfig: fc.constantFrom<Data[]>({}, { nameservers: ['1.1.1.1'] }),
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycleHooks: mostly(
      [{}, { preStop: { exec: { command: ['a'] } } }],
      [{ preStop: { sleep: { seconds: 1 } } }, { preStop: {} }, { postStart: { exec: {}, httpGet: {} } }],
    ),
    enableConfigChecksumAnnotation: fc.boolean(),
    tolerations: fc.constantFrom<Data[]>([], [{ operator: 'Exists' }]),
    nodeSelector: fc.constantFrom<Data[]>({}, { disk: 'ssd', 'a/b': 'true' }),
    affinity: fc.constantFrom<Data[]>(
      {},
      { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } },
    ),
    topologySpreadConstraints: fc.constantFrom<Data[]>([], [{ maxSkew: 1, topologyKey: 'zone' }]),
    imagePullSecrets: fc.constantFrom<Data[]>([], [{ name: 'pull' }]),
    hostAliases: fc.constantFrom<Data[]>([], [{ ip: '127.0.0.1', hostnames: ['a', 'b'] }]),
    initContainers: fc.constantFrom<Data[]>(
      [],
      [{ name: 'i', image: 'i:1', env: [{ name: 'R', value: '{{ .Release.Name }}' }] }],
    ),
    priorityClassName: fc.constantFrom('', 'high', '1'),
    runtimeClassName: fc.constantFrom('', 'gvisor'),
    schedulerName: fc.constantFrom('', 'mine', 'true'),
    shareProcessNamespace: fc.boolean(),
    hostPID: fc.boolean(),
    revisionHistoryLimit: fc.constantFrom(0, 3, 1000000),
    resizePolicy: fc.constantFrom<Data[]>([], [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }]),
    hostNetwork: fc.boolean(),
    terminationGracePeriodSeconds: fc.constantFrom(0, 30),
    apiVersion: fc.constantFrom('apps/v1', ''),
  },
  { requiredKeys: ['mode', 'image', 'presets'] },
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
      .tuple(
        base,
        fc.oneof(
          { weight: 3, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.array(accident, { maxLength: 2 }) },
        ),
      )
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

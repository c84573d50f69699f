import type { Table } from '../data';
import { type ProbeRelease, shapes } from './shapes';

const image = { repository: 'otel/opentelemetry-collector-k8s' };
const limits = { limits: { memory: '512Mi' } };
const switched = (...names: readonly string[]): Table =>
  Object.fromEntries(names.map((name) => [name, { enabled: true }]));

/** What the values of a release are about, each on top of a mode and an image. */
const features: { readonly [name: string]: Table } = {
  'a deployment': { mode: 'deployment' },
  'a daemonset': { mode: 'daemonset' },
  'a statefulset': { mode: 'statefulset', statefulset: { podManagementPolicy: 'Parallel' } },
  'no mode': {},
  'no image': { mode: 'deployment', image: null },
  'an unknown key': { mode: 'deployment', replicas: 2 },
  'a number as text': { mode: 'deployment', replicaCount: '2' },
  'memory limits': { mode: 'deployment', resources: limits },
  'memory limits without GOMEMLIMIT': {
    mode: 'deployment',
    resources: limits,
    useGOMEMLIMIT: false,
    config: { extensions: { memory_ballast: {} } },
  },
  'presets of a node': {
    mode: 'daemonset',
    presets: switched('logsCollection', 'hostMetrics', 'kubeletMetrics', 'kubernetesAttributes'),
  },
  'checkpoints and every label': {
    mode: 'daemonset',
    presets: {
      logsCollection: { enabled: true, includeCollectorLogs: true, storeCheckpoints: true },
      kubernetesAttributes: { enabled: true, extractAllPodLabels: true, extractAllPodAnnotations: true },
    },
  },
  'presets of a cluster': { mode: 'deployment', presets: switched('clusterMetrics', 'kubernetesEvents') },
  'cluster metrics in a daemonset': { mode: 'daemonset', presets: switched('clusterMetrics') },
  'cluster metrics in replicas': {
    mode: 'statefulset',
    replicaCount: 3,
    presets: switched('clusterMetrics'),
  },
  'objects of a cluster': { mode: 'daemonset', presets: switched('kubernetesObjects') },
  'annotation discovery': {
    mode: 'deployment',
    presets: { annotationDiscovery: { logs: { enabled: true }, metrics: { enabled: true } } },
  },
  profiling: {
    mode: 'daemonset',
    image: { repository: 'otel/opentelemetry-collector-ebpf-profiler' },
    presets: switched('profiling', 'kubernetesAttributes'),
  },
  'profiling with the wrong image': { mode: 'daemonset', presets: switched('profiling') },
  'resource detection': {
    mode: 'daemonset',
    presets: {
      resourceDetection: {
        enabled: true,
        env: { enabled: true },
        k8snode: { enabled: true },
        eks: { enabled: true },
      },
    },
  },
  'resource detection by its new name': {
    mode: 'daemonset',
    presets: { resourceDetection: { enabled: true, k8s_api: { enabled: true } } },
  },
  'pipelines of its own': {
    mode: 'deployment',
    config: {
      receivers: { jaeger: null, zipkin: null, prometheus: null },
      exporters: { otlphttp: { endpoint: 'https://otlp.example.com' } },
      service: {
        pipelines: { logs: null, metrics: null, traces: { receivers: ['otlp'], exporters: ['otlphttp'] } },
      },
    },
  },
  'a preset of a removed pipeline': {
    mode: 'daemonset',
    presets: switched('hostMetrics'),
    config: { service: { pipelines: { metrics: null } } },
  },
  'an alternate configuration': {
    mode: 'deployment',
    alternateConfig: {
      receivers: { otlp: { protocols: { grpc: null } } },
      exporters: { debug: {} },
      service: {
        extensions: ['health_check'],
        pipelines: { traces: { receivers: ['otlp'], exporters: ['debug'] } },
      },
    },
  },
  'no health check': { mode: 'deployment', config: { service: { extensions: ['pprof'] } } },
  'the second health check': { mode: 'deployment', config: { service: { extensions: ['healthcheckv2'] } } },
  'an address for own metrics': {
    mode: 'deployment',
    config: { service: { telemetry: { metrics: { address: '${env:MY_POD_IP}:8888' } } } },
  },
  'own telemetry by OTLP': {
    mode: 'deployment',
    internalTelemetryViaOTLP: {
      endpoint: 'http://collector:4318',
      headers: [{ name: 'x-tenant', value: 'a' }],
      traces: { enabled: true },
      metrics: { enabled: true },
      logs: { enabled: true },
    },
  },
  'old names': {
    mode: 'deployment',
    config: {
      receivers: { 'filelog/a': { include: ['/a.log'] } },
      processors: { k8sattributes: {}, 'resourcedetection/x': { detectors: ['env', 'k8snode'] } },
      service: {
        pipelines: {
          logs: { receivers: ['filelog/a'], processors: ['k8sattributes', 'resourcedetection/x'] },
        },
      },
    },
  },
  'template actions': {
    mode: 'deployment',
    config: { exporters: { otlp: { endpoint: '{{ .Release.Name }}-tempo.{{ .Release.Namespace }}:4317' } } },
    podAnnotations: { release: '{{ .Release.Name }}' },
  },
  'conditions and ranges in templates': {
    mode: 'daemonset',
    imagePullSecrets: [{ name: 'a' }, { name: 'b' }],
    config: {
      exporters: {
        otlp: {
          endpoint:
            '{{ if eq .Values.mode "daemonset" }}{{ .Release.Name }}-gateway{{ else }}tempo{{ end }}.{{ .Release.Namespace | upper }}:4317',
          headers: {
            secrets:
              '{{ range $i, $s := .Values.imagePullSecrets }}{{ if $i }},{{ end }}{{ $s.name }}{{ end }}',
            tenant:
              '{{ with .Values.nothing }}{{ . }}{{ else }}{{ default "none" .Values.nameOverride }}{{ end }}',
          },
        },
      },
    },
    podAnnotations: { found: '{{ lookup "v1" "Secret" "a" "b" | empty }}' },
  },
  'a template that Helm refuses': {
    mode: 'deployment',
    config: { exporters: { otlp: { endpoint: '{{ if eq .Values.replicaCount 1 }}a{{ end }}' } } },
  },
  'a ConfigMap that a template names': {
    mode: 'deployment',
    configMap: { create: false, existingName: '{{ .Release.Name }}-config' },
  },
  'a ConfigMap of its own': { mode: 'deployment', configMap: { create: false, existingName: 'mine' } },
  'an existing ConfigMap beside the chart’s': { mode: 'deployment', configMap: { existingName: 'mine' } },
  'names and labels': {
    mode: 'daemonset',
    nameOverride: 'agent',
    namespaceOverride: 'telemetry',
    additionalLabels: { team: 'platform' },
    podLabels: { app: 'agent' },
  },
  'a service account and rights': {
    mode: 'deployment',
    serviceAccount: { create: true, name: 'sa', annotations: { a: 'b' } },
    clusterRole: {
      create: true,
      name: 'cr',
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
      clusterRoleBinding: { name: 'crb' },
    },
  },
  'a service with ports': {
    mode: 'daemonset',
    service: {
      enabled: true,
      type: 'LoadBalancer',
      loadBalancerIP: '10.0.0.9',
      internalTrafficPolicy: 'Cluster',
    },
    ports: {
      'jaeger-compact': { enabled: false },
      metrics: { enabled: true },
      extra: {
        enabled: true,
        containerPort: 9000,
        servicePort: 9001,
        hostPort: 9002,
        protocol: 'TCP',
        appProtocol: 'grpc',
      },
    },
  },
  'an ingress': {
    mode: 'deployment',
    ingress: {
      enabled: true,
      ingressClassName: 'nginx',
      hosts: [{ host: 'otel.example.com', paths: [{ path: '/', pathType: 'Prefix', port: 4318 }] }],
      tls: [{ secretName: 'tls', hosts: ['otel.example.com'] }],
    },
  },
  'scaling and a budget': {
    mode: 'deployment',
    autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 5, targetMemoryUtilizationPercentage: 70 },
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
  },
  'a budget of a statefulset': {
    mode: 'statefulset',
    replicaCount: 2,
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
  },
  'monitors and rules': {
    mode: 'deployment',
    podMonitor: { enabled: true, metricsEndpoints: [{ port: 'metrics' }] },
    serviceMonitor: {
      enabled: true,
      metricsEndpoints: [{ port: 'metrics' }],
      extraLabels: { release: 'prometheus' },
    },
    prometheusRule: { enabled: true, defaultRules: { enabled: true } },
  },
  'a network policy': {
    mode: 'deployment',
    networkPolicy: { enabled: true, allowIngressFrom: [{ namespaceSelector: {} }], egressRules: [{}] },
  },
  'a pod of its own': {
    mode: 'daemonset',
    tolerations: [{ operator: 'Exists' }],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    priorityClassName: 'system-node-critical',
    hostNetwork: true,
    dnsPolicy: 'ClusterFirstWithHostNet',
    securityContext: { runAsUser: 0 },
    podSecurityContext: { fsGroup: 10001 },
    extraEnvs: [{ name: 'A', value: 'b' }],
    extraVolumes: [{ name: 'v', emptyDir: {} }],
    extraVolumeMounts: [{ name: 'v', mountPath: '/v' }],
    extraContainers: [{ name: 'side', image: 'busybox' }],
    initContainers: [{ name: 'init', image: 'busybox' }],
    command: { name: 'otelcol-k8s', extraArgs: ['--feature-gates=x'] },
    startupProbe: { httpGet: { port: 13133, path: '/' }, failureThreshold: 30 },
    lifecycleHooks: { preStop: { exec: { command: ['sleep', '5'] } } },
  },
  'volume claims': {
    mode: 'statefulset',
    statefulset: {
      volumeClaimTemplates: [
        {
          metadata: { name: 'queue' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
      persistentVolumeClaimRetentionPolicy: { enabled: true, whenDeleted: 'Delete', whenScaled: 'Retain' },
    },
    extraVolumeMounts: [{ name: 'queue', mountPath: '/var/lib/otelcol' }],
  },
};

/** Releases that every version of the chart is put before. */
export const probes: readonly ProbeRelease[] = [
  ...Object.entries(features).map(([name, values]) => ({
    name,
    release: 'otel',
    namespace: 'observability',
    values: { image, ...values },
  })),
  ...shapes,
];

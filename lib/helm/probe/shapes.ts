import type { Table } from '../data';

/** A release that the model and the real chart are put before. */
export interface ProbeRelease {
  readonly name: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: Table;
}

const image: Table = { repository: 'otel/opentelemetry-collector-k8s' };
const allPresets: Table = {
  logsCollection: { enabled: true, storeCheckpoints: true },
  hostMetrics: { enabled: true },
  kubeletMetrics: { enabled: true },
  kubernetesAttributes: { enabled: true, extractAllPodLabels: true },
};
const backend: Table = {
  exporters: { otlp: { endpoint: 'tempo.observability.svc.cluster.local:4317', tls: { insecure: true } } },
  service: { pipelines: { traces: { exporters: ['otlp'] } } },
};

const written: readonly (readonly [name: string, values: Table])[] = [
  ['a bare gateway', { mode: 'deployment' }],
  ['a bare agent', { mode: 'daemonset' }],
  ['a bare statefulset', { mode: 'statefulset', replicaCount: 3 }],
  ['an agent with all its presets', { mode: 'daemonset', presets: allPresets, config: backend }],
  [
    'a reader of the cluster',
    {
      mode: 'deployment',
      presets: { clusterMetrics: { enabled: true }, kubernetesEvents: { enabled: true } },
      clusterRole: {
        create: true,
        name: 'reader',
        rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
      },
      serviceAccount: { create: true, name: 'reader', annotations: { 'a/role': 'x' } },
    },
  ],
  ['an agent that reads the cluster', { mode: 'daemonset', presets: { clusterMetrics: { enabled: true } } }],
  [
    'a Service of its own kind',
    {
      mode: 'deployment',
      service: {
        type: 'LoadBalancer',
        loadBalancerIP: '192.0.2.1',
        loadBalancerSourceRanges: ['10.0.0.0/8'],
        externalTrafficPolicy: 'Local',
        annotations: { 'a/b': 'c: d' },
      },
      ports: {
        otlp: { nodePort: 30317 },
        zipkin: { enabled: false },
        fluent: { enabled: true, containerPort: 8006, servicePort: 8006, protocol: 'TCP' },
      },
    },
  ],
  [
    'an agent with a Service',
    {
      mode: 'daemonset',
      service: { enabled: true },
      hostNetwork: true,
      dnsPolicy: 'ClusterFirstWithHostNet',
    },
  ],
  [
    'a scaled gateway',
    {
      mode: 'deployment',
      autoscaling: {
        enabled: true,
        minReplicas: 2,
        maxReplicas: 6,
        targetMemoryUtilizationPercentage: 70,
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      },
      podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
      resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } },
    },
  ],
  [
    'a statefulset with storage',
    {
      mode: 'statefulset',
      podDisruptionBudget: { enabled: true, minAvailable: '50%' },
      statefulset: {
        podManagementPolicy: 'OrderedReady',
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }],
        persistentVolumeClaimRetentionPolicy: { enabled: true, whenDeleted: 'Delete', whenScaled: 'Retain' },
      },
      podSecurityContext: { fsGroup: 10001 },
      rollout: { strategy: 'RollingUpdate', rollingUpdate: { partition: 1 } },
    },
  ],
  [
    'a pod with everything',
    {
      mode: 'deployment',
      imagePullSecrets: [{ name: 'pull' }],
      image: { ...image, tag: '0.1.0', pullPolicy: 'Always' },
      command: { name: 'otelcol-k8s', extraArgs: ['--feature-gates=a.b', '--set=x: y'] },
      hostAliases: [{ ip: '127.0.0.1', hostnames: ['a'] }],
      securityContext: { runAsUser: 10001, capabilities: { drop: ['ALL'] } },
      extraEnvs: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }],
      extraEnvsFrom: [{ secretRef: { name: 's' } }],
      extraVolumes: [{ name: 'v', emptyDir: { sizeLimit: '1Gi' } }],
      extraVolumeMounts: [{ name: 'v', mountPath: '/v' }],
      extraContainers: [{ name: 'c', image: 'c:1' }],
      initContainers: [{ name: 'i', image: 'i:1' }],
      lifecycleHooks: { preStop: { exec: { command: ['sleep', '5'] } } },
      livenessProbe: { initialDelaySeconds: 5, periodSeconds: 20 },
      priorityClassName: 'high',
      nodeSelector: { disk: 'ssd' },
      affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
      tolerations: [{ key: 'a', operator: 'Exists' }],
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
      annotations: { a: 'b' },
      podAnnotations: { p: 'q' },
      podLabels: { team: 'x' },
      resources: { limits: { cpu: '1', memory: '512Mi' } },
    },
  ],
  ['labels of its own', { mode: 'deployment', additionalLabels: { team: 'x', tier: 'y' } }],
  [
    'monitors',
    {
      mode: 'deployment',
      ports: { metrics: { enabled: true } },
      serviceMonitor: {
        enabled: true,
        extraLabels: { release: 'p' },
        metricsEndpoints: [{ port: 'metrics', interval: '15s' }],
      },
      podMonitor: { enabled: true, metricsEndpoints: [{ port: 'metrics' }] },
      prometheusRule: { enabled: true, defaultRules: { enabled: true } },
    },
  ],
  [
    'ways in',
    {
      mode: 'deployment',
      ingress: {
        enabled: true,
        ingressClassName: 'nginx',
        annotations: { a: 'b' },
        hosts: [{ host: 'otel.example.com', paths: [{ path: '/', pathType: 'Prefix', port: 4318 }] }],
        tls: [{ secretName: 'otel-tls', hosts: ['otel.example.com'] }],
        additionalIngresses: [
          {
            name: 'two',
            hosts: [{ host: 'two.example.com', paths: [{ path: '/v1', pathType: 'Exact', port: 4318 }] }],
          },
        ],
      },
      networkPolicy: {
        enabled: true,
        allowIngressFrom: [{ namespaceSelector: {} }],
        extraIngressRules: [{ ports: [{ port: 13133 }] }],
        egressRules: [{ to: [{ podSelector: {} }] }],
      },
    },
  ],
  ['another ConfigMap', { mode: 'deployment', configMap: { create: false, existingName: 'mine' } }],
  [
    'names of its own',
    {
      mode: 'daemonset',
      nameOverride: 'agent',
      fullnameOverride: 'node-agent',
      namespaceOverride: 'elsewhere',
    },
  ],
  ['a name that is a number', { mode: 'deployment', nameOverride: '123' }],
  [
    'a registry and a digest',
    { mode: 'deployment', global: { imageRegistry: 'ghcr.io' }, image: { ...image, digest: 'sha256:ab' } },
  ],
  [
    'the name of the release in the values',
    {
      mode: 'deployment',
      podAnnotations: { owner: '{{ .Release.Name }}' },
      extraVolumes: [{ name: 'v', secret: { secretName: '{{ .Release.Name }}-tls' } }],
    },
  ],
];

/** Releases of our own, each with something that the objects of the chart follow. */
export const shapes: readonly ProbeRelease[] = written.map(([name, values], position) => ({
  name,
  release: position % 3 === 0 ? 'example' : position % 3 === 1 ? 'my-opentelemetry-collector' : 'otel',
  namespace: 'observability',
  values: { image, ...values },
}));

import type { Table } from '../../data';
import {
  anyMap,
  boolean,
  closed,
  exactlyOne,
  integer,
  listOf,
  oneOf,
  open,
  switches,
  text,
  textOrInteger,
} from '../schema';

const presets = closed({
  ...switches('hostMetrics', 'kubeletMetrics', 'profiling'),
  logsCollection: closed({
    enabled: boolean,
    includeCollectorLogs: boolean,
    storeCheckpoints: boolean,
    maxRecombineLogSize: integer,
  }),
  kubernetesAttributes: closed({
    enabled: boolean,
    extractAllPodLabels: boolean,
    extractAllPodAnnotations: boolean,
  }),
  kubernetesEvents: closed({ enabled: boolean, useK8sEventsReceiver: boolean }),
  kubernetesObjects: closed({
    enabled: boolean,
    disableLeaderElection: boolean,
    watch: boolean,
    ...switches('core', 'rbac', 'storage', 'networking', 'policy', 'apiExtensions', 'events'),
    autoscaling: closed({ enabled: boolean, ...switches('vpa') }),
  }),
  clusterMetrics: closed({ enabled: boolean, disableLeaderElection: boolean }),
  // The chart's schema leaves these two unchecked by mistake: anything passes, `enabled: "false"` as well.
  annotationDiscovery: closed({ logs: {}, metrics: {} }),
  resourceDetection: closed({
    enabled: boolean,
    ...switches('env', 'k8s_api', 'k8snode', 'eks', 'aks', 'gcp'),
  }),
});

const headers = listOf(open({ name: text }, 'name', 'value'));
const telemetrySignal = closed({ enabled: boolean, endpoint: text, headers });
const internalTelemetryViaOTLP = closed({
  endpoint: text,
  headers,
  traces: telemetrySignal,
  metrics: telemetrySignal,
  logs: telemetrySignal,
});

const ports: Table = {
  type: 'object',
  additionalProperties: closed(
    {
      enabled: boolean,
      containerPort: integer,
      servicePort: integer,
      hostPort: integer,
      nodePort: integer,
      protocol: text,
      appProtocol: text,
    },
    'enabled',
  ),
};

const amounts = closed({ cpu: textOrInteger, 'ephemeral-storage': text, memory: text });
const exec = closed({ command: listOf(text) });
const hookHttpGet = closed({
  host: text,
  httpHeaders: { type: 'array' },
  path: text,
  port: integer,
  scheme: text,
});
const lifecycleHooks = closed({
  postStart: exactlyOne({ exec, httpGet: hookHttpGet }),
  preStop: exactlyOne({ exec, httpGet: hookHttpGet, sleep: closed({ seconds: integer }) }),
});

const probeTimes = {
  initialDelaySeconds: integer,
  periodSeconds: integer,
  timeoutSeconds: integer,
  failureThreshold: integer,
  httpGet: closed({ port: integer, path: text }),
};
const livenessProbe = closed({ ...probeTimes, terminationGracePeriodSeconds: integer });
const readinessProbe = closed({ ...probeTimes, successThreshold: integer });

const ingressHosts = listOf(
  closed(
    {
      host: text,
      paths: listOf(
        closed(
          { path: text, pathType: oneOf('Exact', 'Prefix', 'ImplementationSpecific'), port: integer },
          'path',
          'pathType',
          'port',
        ),
      ),
    },
    'paths',
  ),
);
const ingressFields = {
  ingressClassName: text,
  annotations: anyMap,
  hosts: ingressHosts,
  tls: listOf(closed({ secretName: text, hosts: listOf(text) })),
};

const backend = closed({ name: text, port: integer, weight: integer }, 'port');
const trafficPolicy = oneOf('Cluster', 'Local', '');
const container = open({ name: text }, 'name');

/** What `values.schema.json` of chart 0.170.0 requires, in a notation of our own. */
export const schema: Table = closed(
  {
    enabled: boolean,
    global: anyMap,
    nameOverride: text,
    fullnameOverride: text,
    mode: oneOf('daemonset', 'deployment', 'statefulset', ''),
    apiVersion: text,
    namespaceOverride: text,
    rewriteDeprecatedComponentNames: boolean,
    presets,
    configMap: open({ create: boolean, existingName: text, existingPath: text }),
    internalTelemetryViaOTLP,
    config: anyMap,
    alternateConfig: anyMap,
    image: closed({
      registry: text,
      repository: text,
      tag: text,
      digest: text,
      pullPolicy: oneOf('IfNotPresent', 'Always', 'Never'),
    }),
    imagePullSecrets: listOf(anyMap),
    command: closed({ name: text, extraArgs: listOf(text) }),
    serviceAccount: closed(
      { create: boolean, annotations: anyMap, name: text, automountServiceAccountToken: boolean },
      'create',
    ),
    clusterRole: closed(
      {
        create: boolean,
        annotations: anyMap,
        name: text,
        rules: listOf(anyMap),
        clusterRoleBinding: closed({ annotations: anyMap, name: text }),
      },
      'create',
    ),
    podSecurityContext: anyMap,
    securityContext: anyMap,
    nodeSelector: anyMap,
    tolerations: listOf(anyMap),
    affinity: anyMap,
    topologySpreadConstraints: listOf(anyMap),
    priorityClassName: text,
    runtimeClassName: text,
    schedulerName: text,
    terminationGracePeriodSeconds: integer,
    extraContainers: listOf(container),
    initContainers: listOf(container),
    extraEnvs: listOf(anyMap),
    extraEnvsFrom: listOf(anyMap),
    extraVolumes: listOf(anyMap),
    extraVolumeMounts: listOf(anyMap),
    extraManifests: listOf(anyMap),
    ports,
    useGOMEMLIMIT: boolean,
    resizePolicy: listOf(
      closed(
        { resourceName: text, restartPolicy: oneOf('NotRequired', 'RestartContainer') },
        'resourceName',
        'restartPolicy',
      ),
    ),
    resources: closed({ limits: amounts, requests: amounts }),
    lifecycleHooks,
    livenessProbe,
    readinessProbe,
    startupProbe: livenessProbe,
    enableConfigChecksumAnnotation: boolean,
    podAnnotations: anyMap,
    podLabels: anyMap,
    additionalLabels: anyMap,
    annotations: anyMap,
    shareProcessNamespace: boolean,
    hostNetwork: boolean,
    hostPID: boolean,
    hostAliases: listOf(anyMap),
    dnsPolicy: oneOf('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None', ''),
    dnsConfig: anyMap,
    replicaCount: integer,
    revisionHistoryLimit: integer,
    service: closed({
      enabled: boolean,
      type: oneOf('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
      trafficDistribution: oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode'),
      clusterIP: text,
      loadBalancerIP: text,
      loadBalancerSourceRanges: listOf(text),
      annotations: anyMap,
      internalTrafficPolicy: trafficPolicy,
      externalTrafficPolicy: trafficPolicy,
    }),
    ingress: closed(
      {
        enabled: boolean,
        ...ingressFields,
        additionalIngresses: listOf(closed({ name: text, ...ingressFields }, 'name')),
      },
      'enabled',
    ),
    httproute: closed(
      {
        enabled: boolean,
        apiVersion: text,
        annotations: anyMap,
        parentRefs: listOf(anyMap),
        hostnames: listOf(text),
        rules: listOf(
          closed({ matches: listOf(anyMap), filters: listOf(anyMap), backendRefs: listOf(backend) }),
        ),
      },
      'enabled',
    ),
    networkPolicy: closed({
      enabled: boolean,
      annotations: anyMap,
      allowIngressFrom: listOf(anyMap),
      extraIngressRules: listOf(anyMap),
      egressRules: listOf(anyMap),
    }),
    podMonitor: open({ enabled: boolean, metricsEndpoints: listOf(anyMap), extraLabels: anyMap }, 'enabled'),
    serviceMonitor: open(
      {
        enabled: boolean,
        metricsEndpoints: listOf(anyMap),
        extraLabels: anyMap,
        relabelings: { type: 'array' },
        metricRelabelings: { type: 'array' },
      },
      'enabled',
    ),
    prometheusRule: open(
      {
        enabled: boolean,
        groups: listOf(anyMap),
        defaultRules: open(
          { enabled: boolean, additionalRuleLabels: anyMap, additionalRuleAnnotations: anyMap },
          'enabled',
          'additionalRuleLabels',
          'additionalRuleAnnotations',
        ),
        extraLabels: anyMap,
      },
      'enabled',
    ),
    podDisruptionBudget: open({ enabled: boolean }, 'enabled'),
    autoscaling: open(
      {
        enabled: boolean,
        minReplicas: integer,
        maxReplicas: integer,
        behavior: anyMap,
        targetCPUUtilizationPercentage: integer,
        additionalMetrics: listOf(anyMap),
      },
      'enabled',
    ),
    rollout: open(
      {
        rollingUpdate: open({ maxSurge: textOrInteger, maxUnavailable: textOrInteger }),
        strategy: oneOf('OnDelete', 'Recreate', 'RollingUpdate'),
      },
      'strategy',
    ),
    statefulset: open({ volumeClaimTemplates: listOf(anyMap), podManagementPolicy: text }),
  },
  'apiVersion',
  'mode',
);

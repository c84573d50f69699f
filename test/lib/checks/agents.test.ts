import { checkSources, type Finding } from '../../../lib/checks';

/** An agent on every node and a gateway behind it, as anyone might write them. */
const platform = `apiVersion: v1
kind: Namespace
metadata:
  name: observability
  annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}
  labels: {pod-security.kubernetes.io/enforce: privileged}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: agent, namespace: observability}
spec:
  interval: 10m
  chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: open-telemetry}}}
  values:
    mode: daemonset
    fullnameOverride: agent
    image: {repository: otel/opentelemetry-collector-k8s}
    presets: {logsCollection: {enabled: true}, hostMetrics: {enabled: true}, kubeletMetrics: {enabled: true}}
    resources: {requests: {cpu: 50m, memory: 128Mi}, limits: {memory: 256Mi}}
    securityContext: {runAsUser: 0}
    tolerations:
      - {operator: Exists, effect: NoSchedule}
    extraVolumes:
      - {name: state, emptyDir: {}}
    extraVolumeMounts:
      - {name: state, mountPath: /state}
    ports: {metrics: {enabled: true}}
    podMonitor:
      enabled: true
      metricsEndpoints:
        - {port: metrics}
    config:
      exporters: {otlp_grpc: {endpoint: "gateway.observability.svc.cluster.local:4317", tls: {insecure: true}}}
      service: {pipelines: {logs: {exporters: [otlp_grpc]}, metrics: {exporters: [otlp_grpc]}, traces: {exporters: [otlp_grpc]}}}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: gateway, namespace: observability}
spec:
  interval: 10m
  chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: open-telemetry}}}
  values:
    mode: deployment
    fullnameOverride: gateway
    replicaCount: 2
    image: {repository: otel/opentelemetry-collector-k8s}
    presets: {kubernetesAttributes: {enabled: true}}
    resources: {requests: {cpu: 50m, memory: 128Mi}, limits: {memory: 256Mi}}
    podDisruptionBudget: {enabled: true, minAvailable: 1}
`;

function judged(text: string): Finding[] {
  return checkSources([{ name: 'platform.yaml', text }]);
}

const known = new Set(judged(platform).map(({ rule, path }) => `${rule} ${path}`));

/** What is found besides what the platform as it stands gives. */
function added(from: string, to: string): string[] {
  expect(platform).toContain(from);
  return judged(platform.replace(from, to))
    .filter(({ rule, path }) => !known.has(`${rule} ${path}`))
    .map(({ severity, rule, path, message }) => `${severity} ${rule} ${path}: ${message}`);
}

test('the platform as it stands has no error', () => {
  expect(judged(platform).filter(({ severity }) => severity === 'error')).toEqual([]);
});

const faults: readonly [fault: string, from: string, to: string, finding: string][] = [
  [
    'ports of the node in a namespace that enforces baseline',
    'enforce: privileged',
    'enforce: baseline',
    'error PS-5 spec.values.ports: DaemonSet observability/agent-agent: container opentelemetry-collector uses hostPorts 6831, 14250, 14268, 4317, 4318, 9411; namespace observability enforces the level baseline, so its pods are refused.',
  ],
  [
    'paths of the node in a namespace that enforces baseline',
    'enforce: privileged',
    'enforce: baseline',
    'error PS-4 spec.values.presets.logsCollection.enabled: DaemonSet observability/agent-agent: volume varlogpods is /var/log/pods of the node; namespace observability enforces the level baseline, so its pods are refused.',
  ],
  [
    'a namespace that only warns',
    'enforce: privileged',
    'warn: baseline',
    'warning PS-4 spec.values.presets.hostMetrics.enabled: DaemonSet observability/agent-agent: volume hostfs is / of the node; namespace observability warns beyond the level baseline, so the API server warns of it.',
  ],
  [
    'a user that may not read the output of containers',
    'securityContext: {runAsUser: 0}',
    'securityContext: {runAsUser: 10001, runAsGroup: 10001}',
    'warning XR-75 receivers::file_log: receivers::file_log reads /var/log/pods of the node, but the collector runs as user 10001 of group 10001',
  ],
  [
    'TLS towards a plain receiver',
    ', tls: {insecure: true}',
    '',
    'error XR-1 exporters::otlp_grpc::endpoint: exporters::otlp_grpc calls "gateway.observability.svc.cluster.local:4317" over TLS, but',
  ],
  [
    'a signal that the far collector has no pipeline for',
    'podDisruptionBudget: {enabled: true, minAvailable: 1}',
    'podDisruptionBudget: {enabled: true, minAvailable: 1}\n    config: {service: {pipelines: {traces: null}}}',
    'error XR-65 exporters::otlp_grpc::endpoint: exporters::otlp_grpc sends traces to Service observability/gateway of HelmRelease gateway, where "otlp" has no pipeline for it.',
  ],
  [
    'a mistyped toleration',
    '{operator: Exists, effect: NoSchedule}',
    '{operator: Exists, efect: NoSchedule}',
    'error KS-1 spec.values.tolerations[0].efect: spec.template.spec.tolerations[0].efect of DaemonSet observability/agent-agent is not a field that is known here',
  ],
  [
    'a mount without its volume',
    '{name: state, mountPath: /state}',
    '{name: stat, mountPath: /state}',
    'error XR-35 spec.values.extraVolumeMounts[0].name: Container opentelemetry-collector of DaemonSet observability/agent-agent mounts volume "stat", which the pod does not have; did you mean "state"?',
  ],
  [
    'a monitor of a port that no container has',
    '{port: metrics}',
    '{port: telemetry}',
    'warning HF-18 spec.values.podMonitor.metricsEndpoints[0].port: podMonitor of HelmRelease observability/agent scrapes port "telemetry", which is not enabled.',
  ],
  [
    'two releases with one ClusterRole',
    'fullnameOverride: gateway',
    'fullnameOverride: gateway\n    clusterRole: {name: agent}',
    'warning HF-20 spec.values.clusterRole.name: HelmRelease observability/gateway makes ClusterRole agent, as HelmRelease observability/agent does.',
  ],
  [
    'a budget of one with one replica',
    'replicaCount: 2',
    'replicaCount: 1',
    'warning XR-57 spec.values.podDisruptionBudget.minAvailable: PodDisruptionBudget observability/gateway keeps 1 of 1 pod available: none may be evicted.',
  ],
  [
    'labels of pods that leave the selector',
    'securityContext: {runAsUser: 0}',
    'podLabels: {component: mine}',
    'error XR-33 spec.values: DaemonSet observability/agent-agent',
  ],
  [
    'a limit below its request',
    'requests: {cpu: 50m, memory: 128Mi}, limits: {memory: 256Mi}}\n    securityContext',
    'requests: {cpu: 50m, memory: 1Gi}, limits: {memory: 256Mi}}\n    securityContext',
    'error XR-42 spec.values.resources.requests.memory',
  ],
  [
    'a strategy of a Deployment in a daemonset',
    'mode: daemonset',
    'mode: daemonset\n    rollout: {strategy: Recreate}',
    'error KS-4 spec.values.rollout.strategy',
  ],
];

test.each(faults)('%s', (_, from, to, finding) => {
  const found = added(from, to);
  expect(found.map((one) => one.slice(0, finding.length))).toContain(finding);
});

test('a receiver of pod logs without mounts', () => {
  const own = platform
    .replace('logsCollection: {enabled: true}, ', '')
    .replace(
      '    config:\n      exporters: {otlp_grpc',
      '    config:\n      receivers: {file_log: {include: [/var/log/pods/*/*/*.log]}}\n      exporters: {otlp_grpc',
    )
    .replace('logs: {exporters: [otlp_grpc]}', 'logs: {receivers: [file_log], exporters: [otlp_grpc]}');
  expect(judged(own).map(({ severity, rule, message }) => `${severity} ${rule} ${message}`)).toContain(
    'warning XR-5 receivers::file_log::include reads /var/log/pods of the node, but nothing is mounted there.',
  );
});

test('a user of the group of root may read the output of containers', () => {
  for (const user of ['{runAsUser: 10001}', '{runAsUser: 10001, runAsGroup: 0}']) {
    const text = platform.replace('securityContext: {runAsUser: 0}', `securityContext: ${user}`);
    expect(judged(text).filter(({ rule }) => rule === 'XR-75')).toEqual([]);
  }
});

test('what a newer chart may add is not judged, what its author wrote is', () => {
  const newer = platform
    .replaceAll('version: 0.170.0', 'version: 0.199.0')
    .replace('enforce: privileged', 'enforce: baseline')
    .replace('effect: NoSchedule', 'efect: NoSchedule');
  const found = judged(newer).filter(({ rule }) => /^(PS|KS)-/.test(rule));
  expect(found.map(({ rule, path }) => `${rule} ${path}`)).toEqual(['KS-1 spec.values.tolerations[0].efect']);
});

test('behind patches of a HelmRelease nothing is known of its objects', () => {
  const patched = platform
    .replaceAll(
      '  interval: 10m\n',
      '  interval: 10m\n  postRenderers: [{kustomize: {patches: [{patch: "x"}]}}]\n',
    )
    .replace('enforce: privileged', 'enforce: baseline');
  expect(judged(patched).filter(({ rule }) => rule.startsWith('PS-'))).toEqual([]);
});

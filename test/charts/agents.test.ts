import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import {
  buildApp,
  CollectorChart,
  type CollectorProps,
  Environment,
  NamespacesChart,
  synthesise,
} from '../../charts';
import { mergeValues } from '../../charts/merge-values';
import {
  collector,
  env,
  exporters,
  extensions,
  logs,
  metrics,
  podIp,
  processors,
  receivers,
  traces,
} from '../../lib/collector';
import { effectiveConfig } from '../../lib/helm';
import { helmSource, objectsOf, only, testEnvironment } from './support/environment';

const otlp = receivers.otlp({
  protocols: { grpc: { endpoint: podIp(4317) }, http: { endpoint: podIp(4318) } },
});
const debug = exporters.debug();
const podLogs = receivers.fileLog({
  include: ['/var/log/pods/*/*/*.log'],
  operators: [{ type: 'container' }],
});
const host = receivers.hostMetrics({ scrapers: { cpu: {}, memory: {} } });
const kubelet = receivers.kubeletStats({});
const memoryLimiter = processors.memoryLimiter({
  check_interval: '5s',
  limit_percentage: 80,
  spike_limit_percentage: 25,
});

const base = {
  chart: '0.170.0',
  source: helmSource,
  namespace: 'observability',
  distribution: 'contrib',
  mode: 'daemonset',
  resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
} as const;

const agent = (changed: Partial<CollectorProps> = {}) =>
  new CollectorChart(testEnvironment(), 'agent', {
    ...base,
    collector: collector({ pipelines: [logs({ receivers: [podLogs], exporters: [debug] })] }),
    ...changed,
  });

const of = (
  receiver: Parameters<typeof logs>[0]['receivers'][number],
  changed: Partial<CollectorProps> = {},
) =>
  agent({
    collector: collector({ pipelines: [logs({ receivers: [receiver], exporters: [debug] })] }),
    ...changed,
  });

describe('an agent', () => {
  it('that reads the output of containers mounts it, may read it, and keeps how far it has come', () => {
    const { values } = agent();
    expect(values.extraVolumes).toEqual([
      { name: 'var-log-pods', hostPath: { path: '/var/log/pods' } },
      { name: 'var-lib-docker-containers', hostPath: { path: '/var/lib/docker/containers' } },
      { name: 'var-lib-otelcol', hostPath: { path: '/var/lib/otelcol', type: 'DirectoryOrCreate' } },
    ]);
    expect(values.extraVolumeMounts).toEqual([
      { name: 'var-log-pods', mountPath: '/var/log/pods', readOnly: true },
      { name: 'var-lib-docker-containers', mountPath: '/var/lib/docker/containers', readOnly: true },
      { name: 'var-lib-otelcol', mountPath: '/var/lib/otelcol' },
    ]);
    expect(values.podSecurityContext).toEqual({
      runAsUser: 0,
      runAsGroup: 0,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(values.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
    const config = values.alternateConfig as {
      [section: string]: { [id: string]: { [key: string]: unknown } };
    };
    expect(config.receivers?.file_log?.storage).toBe('file_storage');
    expect(config.extensions?.file_storage).toEqual({ directory: '/var/lib/otelcol' });
    expect(config.service?.extensions).toEqual(['health_check', 'file_storage']);
  });

  it('keeps a storage of its own, and none where none is wanted', () => {
    const storage = extensions.fileStorage({ directory: '/data/positions' });
    const own = of(receivers.fileLog({ include: ['/var/log/syslog'], storage }));
    expect(own.values.extraVolumeMounts).toEqual([
      { name: 'var-log', mountPath: '/var/log', readOnly: true },
      { name: 'data-positions', mountPath: '/data/positions' },
    ]);
    expect(own.values.extraVolumes).toContainEqual({ name: 'data-positions', emptyDir: {} });
    expect(own.values.podSecurityContext).toMatchObject({ runAsNonRoot: true });
    const without = of(podLogs, { checkpoints: false });
    expect(without.values.alternateConfig).not.toHaveProperty('extensions.file_storage');
  });

  it('mounts a folder once, and not again where one above it is mounted', () => {
    const all = receivers.fileLog({ include: ['/var/log/*.log', '/var/log/pods/*/*/*.log'] });
    const paths = of(all, { checkpoints: false }).values.extraVolumeMounts?.map((mount) => mount.mountPath);
    expect(paths).toEqual(['/var/log', '/var/lib/docker/containers']);
  });

  it('that measures the machine sees its root', () => {
    const chart = agent({
      collector: collector({ pipelines: [metrics({ receivers: [host], exporters: [debug] })] }),
    });
    expect(chart.values.extraVolumes).toEqual([{ name: 'hostfs', hostPath: { path: '/' } }]);
    expect(chart.values.extraVolumeMounts).toEqual([
      { name: 'hostfs', mountPath: '/hostfs', readOnly: true, mountPropagation: 'HostToContainer' },
    ]);
    expect(chart.values.alternateConfig).toMatchObject({
      receivers: { host_metrics: { root_path: '/hostfs' } },
    });
    expect(chart.values.podSecurityContext).toMatchObject({ runAsNonRoot: true });
  });

  it('that asks the kubelet knows where it is, and may', () => {
    const chart = agent({
      collector: collector({ pipelines: [metrics({ receivers: [kubelet], exporters: [debug] })] }),
    });
    expect(chart.values.alternateConfig).toMatchObject({
      receivers: { kubelet_stats: { auth_type: 'serviceAccount', endpoint: '${env:K8S_NODE_IP}:10250' } },
    });
    expect(chart.values.extraEnvs).toEqual([
      { name: 'K8S_NODE_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
    ]);
    expect(chart.values.clusterRole?.rules).toEqual([
      { apiGroups: [''], resources: ['nodes/stats'], verbs: ['get'] },
    ]);
  });

  it('that looks at its own node knows its name, under whatever variable', () => {
    const attributes = processors.k8sAttributes({ filter: { node_from_env_var: 'MY_NODE' } });
    const chart = agent({
      collector: collector({
        pipelines: [traces({ receivers: [otlp], processors: [attributes], exporters: [debug] })],
        extensions: [extensions.k8sObserver({ auth_type: 'serviceAccount', node: env('K8S_NODE_NAME') })],
      }),
    });
    expect(chart.values.extraEnvs).toEqual([
      { name: 'K8S_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      { name: 'MY_NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]);
  });

  it('opens no port of the node unless asked, and is reached through a Service', () => {
    const receive = collector({ pipelines: [traces({ receivers: [otlp], exporters: [debug] })] });
    const rendered = (changed: Partial<CollectorProps>) => {
      const chart = agent({ collector: receive, ...changed });
      const release = effectiveConfig(chart.helmInput);
      return { chart, text: JSON.stringify(release.ok ? release.objects : release.reason) };
    };
    const { chart } = rendered({});
    expect(chart.values.ports).toMatchObject({ otlp: { enabled: true, hostPort: 0 } });
    expect(chart.otlpGrpc.host).toBe('agent-opentelemetry-collector.observability.svc.cluster.local');
    expect(rendered({ hostPorts: [4317] }).chart.values.ports).toMatchObject({
      otlp: { hostPort: 4317 },
      'otlp-http': { hostPort: 0 },
    });
  });
});

describe('a gateway', () => {
  const gateway = (changed: Partial<CollectorProps> = {}) =>
    agent({
      mode: 'deployment',
      collector: collector({ pipelines: [traces({ receivers: [otlp], exporters: [debug] })] }),
      ...changed,
    });

  it('of several pods has a budget and is spread over zones, one of one pod has neither', () => {
    const { values } = gateway({ scaling: { replicas: 3 } });
    expect(values.podDisruptionBudget).toEqual({ enabled: true, maxUnavailable: 1 });
    expect(values.topologySpreadConstraints?.[0]).toMatchObject({
      topologyKey: 'topology.kubernetes.io/zone',
      labelSelector: { matchLabels: { component: 'standalone-collector' } },
    });
    expect(gateway({ scaling: { replicas: 1 } }).values).not.toHaveProperty('podDisruptionBudget');
  });

  it('is found pod by pod through a headless Service, which the first question makes', () => {
    const chart = gateway({ scaling: { replicas: 2 } });
    expect(objectsOf(chart).map(({ kind }) => kind)).not.toContain('Service');
    const balanced = exporters.loadBalancing({ protocol: { otlp: {} }, resolver: chart.resolver() });
    expect(balanced.config).toMatchObject({
      resolver: {
        dns: {
          hostname: 'agent-opentelemetry-collector-headless.observability.svc.cluster.local',
          port: '4317',
        },
      },
    });
    chart.resolver();
    expect(only(chart, 'Service')).toMatchObject({
      metadata: { name: 'agent-opentelemetry-collector-headless', namespace: 'observability' },
      spec: { clusterIP: 'None', ports: [{ port: 4317, targetPort: 4317 }] },
    });
    expect(chart.resolver('k8s')).toEqual({
      k8s: { service: 'agent-opentelemetry-collector.observability', ports: [4317] },
    });
  });

  it('is scraped at the port of its own metrics', () => {
    expect(gateway({ monitor: { labels: { release: 'prometheus' } } }).values).toMatchObject({
      ports: { metrics: { enabled: true } },
      serviceMonitor: {
        enabled: true,
        metricsEndpoints: [{ port: 'metrics' }],
        extraLabels: { release: 'prometheus' },
      },
    });
    expect(agent({ monitor: {} }).values).toMatchObject({ podMonitor: { enabled: true } });
  });

  it('with a storage has a disk for each pod, which its group may write to', () => {
    const storage = extensions.fileStorage({ directory: '/var/lib/queue' });
    const { values } = gateway({
      mode: 'statefulset',
      claim: { size: '5Gi', storageClassName: 'fast' },
      collector: collector({
        pipelines: [
          traces({
            receivers: [otlp],
            exporters: [exporters.otlpHttp({ endpoint: 'http://store:4318', sending_queue: { storage } })],
          }),
        ],
      }),
    });
    expect(values.statefulset).toEqual({
      volumeClaimTemplates: [
        {
          metadata: { name: 'var-lib-queue' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'fast',
            resources: { requests: { storage: '5Gi' } },
          },
        },
      ],
    });
    expect(values.extraVolumeMounts).toEqual([{ name: 'var-lib-queue', mountPath: '/var/lib/queue' }]);
    expect(values).not.toHaveProperty('extraVolumes.0');
    expect(values.podSecurityContext).toMatchObject({ fsGroup: 10001, runAsNonRoot: true });
  });
});

describe('what hardening a component cannot live with', () => {
  it('is relaxed for a reason that names the component', () => {
    expect(
      agent().relaxations.map(({ what, why, level }) => `${level}: ${what}, ${why.split(':')[2]}`),
    ).toEqual([
      'baseline: runs as root, file_log',
      'privileged: mounts /var/log/pods of the node, file_log',
      'privileged: mounts /var/lib/docker/containers of the node, file_log',
      'privileged: mounts /var/lib/otelcol of the node, file_storage',
    ]);
    expect(
      agent({ collector: collector({ pipelines: [traces({ receivers: [otlp], exporters: [debug] })] }) })
        .relaxations,
    ).toEqual([]);
  });

  const inNamespace =
    (namespace: string | { name: string; podSecurity: 'restricted' | 'baseline' | 'privileged' }) =>
    (app: App) => {
      const environment = new Environment(app, 'test', {
        external: [{ kind: 'HelmRepository', name: 'repository', namespace: 'flux-system' }],
      });
      new NamespacesChart(environment, 'namespaces', { namespaces: [namespace] });
      new CollectorChart(environment, 'agent', {
        ...base,
        collector: collector({
          pipelines: [logs({ receivers: [podLogs], processors: [memoryLimiter], exporters: [debug] })],
        }),
      });
    };

  it('decides the level of its namespace, unless that is written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'otelflux-agents-'));
    try {
      synthesise({ test: inNamespace('observability') }, { output: join(folder, 'dist') });
      const namespace = readFileSync(
        join(folder, 'dist/test/namespaces/namespace.observability.yaml'),
        'utf8',
      );
      expect(namespace).toContain('pod-security.kubernetes.io/enforce: privileged');
      const review = readFileSync(join(folder, 'dist/test/review/agent.effective.yaml'), 'utf8');
      expect(review).toContain(
        '# The pod needs Pod Security privileged:\n#   runs as root, for receivers::file_log: the output',
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    expect(() => buildApp({ test: inNamespace({ name: 'observability', podSecurity: 'baseline' }) })).toThrow(
      /observability\.podSecurity: baseline refuses a pod that mounts \/var\/log\/pods of the node .*; write podSecurity: 'privileged'/,
    );
  });
});

describe('values over what is computed', () => {
  const values = (own: CollectorProps['values']) =>
    agent({
      collector: collector({ pipelines: [metrics({ receivers: [kubelet, host], exporters: [debug] })] }),
      values: own,
    }).values;
  const plain = values({});

  it.each<[string, NonNullable<CollectorProps['values']>, (all: typeof plain) => unknown, unknown]>([
    [
      'a variable',
      { extraEnvs: [{ name: 'MINE', value: 'a' }] },
      (all) => all.extraEnvs?.map(({ name }) => name),
      ['K8S_NODE_IP', 'MINE'],
    ],
    [
      'a computed variable',
      { extraEnvs: [{ name: 'K8S_NODE_IP', value: '10.0.0.1' }] },
      (all) => all.extraEnvs,
      [{ name: 'K8S_NODE_IP', value: '10.0.0.1' }],
    ],
    [
      'a volume',
      { extraVolumes: [{ name: 'mine', emptyDir: {} }] },
      (all) => all.extraVolumes?.map(({ name }) => name),
      ['hostfs', 'mine'],
    ],
    [
      'a mount',
      { extraVolumeMounts: [{ name: 'mine', mountPath: '/mine' }] },
      (all) => all.extraVolumeMounts?.map(({ mountPath }) => mountPath),
      ['/hostfs', '/mine'],
    ],
    [
      'a field of security',
      { securityContext: { readOnlyRootFilesystem: false } },
      (all) => all.securityContext,
      { ...plain.securityContext, readOnlyRootFilesystem: false },
    ],
    [
      'a port',
      { ports: { mine: { enabled: true, containerPort: 9000, servicePort: 9000, protocol: 'TCP' } } },
      (all) => all.ports,
      { ...plain.ports, mine: { enabled: true, containerPort: 9000, servicePort: 9000, protocol: 'TCP' } },
    ],
    [
      'an argument',
      { command: { extraArgs: ['--feature-gates=a'] } },
      (all) => all.command,
      { name: 'otelcol-contrib', extraArgs: ['--feature-gates=a'] },
    ],
    ['a tag', { image: { tag: '1.2.3' } }, (all) => all.image, { ...plain.image, tag: '1.2.3' }],
    [
      'a rule',
      { clusterRole: { rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }] } },
      (all) => all.clusterRole,
      {
        create: true,
        rules: [
          { apiGroups: [''], resources: ['nodes/stats'], verbs: ['get'] },
          { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
        ],
      },
    ],
    [
      'a toleration',
      { tolerations: [{ operator: 'Exists' }] },
      (all) => all.tolerations,
      [{ operator: 'Exists' }],
    ],
    [
      'an amount',
      { resources: { limits: { memory: '1Gi' } } },
      (all) => all.resources,
      { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '1Gi' } },
    ],
  ])('%s keeps everything else', (_name, own, look, expected) => {
    const merged = values(own);
    expect(look(merged)).toEqual(expected);
    const [touched] = Object.keys(own);
    const others = (all: object) =>
      Object.fromEntries(Object.entries(all).filter(([key]) => key !== touched));
    expect(others(merged)).toEqual(others(plain));
  });

  const gateway = (own: CollectorProps['values'] = {}) =>
    agent({
      mode: 'statefulset',
      scaling: { minReplicas: 2, maxReplicas: 5 },
      collector: collector({ pipelines: [traces({ receivers: [otlp], exporters: [debug] })] }),
      values: own,
    });

  it.each<[string, NonNullable<CollectorProps['values']>, (all: typeof plain) => unknown, unknown]>([
    [
      'the behaviour of the autoscaler',
      { autoscaling: { behavior: { scaleDown: { stabilizationWindowSeconds: 300 } } } },
      (all) => all.autoscaling,
      {
        enabled: true,
        minReplicas: 2,
        maxReplicas: 5,
        targetCPUUtilizationPercentage: 80,
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      },
    ],
    ['a probe', { readinessProbe: { periodSeconds: 5 } }, (all) => all.readinessProbe, { periodSeconds: 5 }],
    [
      'a computed port',
      { ports: { otlp: { servicePort: 14317 } } },
      (all) => all.ports,
      { ...gateway().values.ports, otlp: { enabled: true, servicePort: 14317 } },
    ],
    [
      'the budget',
      { podDisruptionBudget: { maxUnavailable: 2 } },
      (all) => all.podDisruptionBudget,
      { enabled: true, maxUnavailable: 2 },
    ],
    [
      'a claim',
      { statefulset: { volumeClaimTemplates: [{ metadata: { name: 'mine' } }] } },
      (all) => all.statefulset,
      { volumeClaimTemplates: [{ metadata: { name: 'mine' } }] },
    ],
    [
      'a component',
      { alternateConfig: { exporters: { debug: { verbosity: 'basic' } } } },
      (all) => all.alternateConfig?.exporters,
      { debug: { verbosity: 'basic' } },
    ],
  ])('%s of a gateway keeps everything else, and Helm takes it', (_name, own, look, expected) => {
    const before = gateway().values;
    const after = gateway(own).values;
    expect(look(after)).toEqual(expected);
    const others = (all: object) =>
      Object.fromEntries(Object.entries(all).filter(([key]) => !Object.hasOwn(own, key)));
    expect(others(after)).toEqual(others(before));
    const rendered = (values: object) =>
      effectiveConfig({ chartVersion: '0.170.0', values, release: 'agent', namespace: 'observability' });
    const [made, plainMade] = [rendered(after), rendered(before)];
    if (!made.ok || !plainMade.ok) throw new Error('refused');
    expect(made.objects.map(({ kind }) => kind)).toEqual(plainMade.objects.map(({ kind }) => kind));
  });

  it('lists inside the configuration are the collector’s own, whatever they are called', () => {
    const merged = mergeValues(
      { alternateConfig: { processors: { x: { rules: [1], env: [{ name: 'a' }] } } } },
      { alternateConfig: { processors: { x: { rules: [2], env: [{ name: 'b' }] } } } },
    );
    expect(merged).toEqual({ alternateConfig: { processors: { x: { rules: [2], env: [{ name: 'b' }] } } } });
  });

  it('are typed down to Kubernetes: a slip does not compile', () => {
    const typed: NonNullable<CollectorProps['values']>[] = [
      { tolerations: [{ key: 'a', operator: 'Exists' }] },
      // @ts-expect-error a toleration has an operator
      { tolerations: [{ key: 'a', operater: 'Exists' }] },
      // @ts-expect-error a volume takes a name of a ConfigMap, not its text
      { extraVolumes: [{ name: 'a', configMap: 'b' }] },
      // @ts-expect-error the field is called runAsUser
      { securityContext: { runAsUserr: 1 } },
      // @ts-expect-error the field is called runAsNonRoot
      { podSecurityContext: { runAsNonroot: true } },
      // @ts-expect-error a container has an image, not an img
      { extraContainers: [{ name: 'a', img: 'b' }] },
      // @ts-expect-error a mount has a mountPath
      { extraVolumeMounts: [{ name: 'a', path: '/a' }] },
      // @ts-expect-error the field is called requiredDuringSchedulingIgnoredDuringExecution
      { affinity: { podAntiAffinity: { requiredDuringScheduling: [] } } },
      // @ts-expect-error a rule has verbs
      { clusterRole: { rules: [{ apiGroups: [''], resources: ['pods'] }] } },
      // @ts-expect-error a policy has periodSeconds
      { autoscaling: { behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSecond: 1 }] } } } },
      // @ts-expect-error a variable comes from a key of a Secret
      { extraEnvs: [{ name: 'A', valueFrom: { secretRef: { name: 's', key: 'k' } } }] },
      // @ts-expect-error a constraint has a maxSkew
      { topologySpreadConstraints: [{ topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }] },
      {
        extraVolumes: [
          { name: 'a', downwardAPI: { items: [] } },
          { name: 'b', image: { reference: 'c:1' } },
        ],
      },
      { clusterRole: { rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] } },
    ];
    expect(typed).toHaveLength(14);
  });

  it('that escape the types are findings of synth, at their place', () => {
    const slip = { tolerations: [{ key: 'a', operater: 'Exists' }] } as object;
    const build = (app: App) => {
      const environment = new Environment(app, 'test', {
        external: [{ kind: 'HelmRepository', name: 'repository', namespace: 'flux-system' }],
      });
      new NamespacesChart(environment, 'namespaces', {
        namespaces: [{ name: 'observability', podSecurity: 'privileged' }],
      });
      new CollectorChart(environment, 'agent', {
        ...base,
        collector: collector({
          pipelines: [traces({ receivers: [otlp], processors: [memoryLimiter], exporters: [debug] })],
        }),
        values: slip,
      });
    };
    const folder = mkdtempSync(join(tmpdir(), 'otelflux-agents-'));
    try {
      expect(() => synthesise({ test: build }, { output: join(folder, 'dist') })).toThrow(
        /KS-1[\s\S]*tolerations\[0\]\.operater/,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

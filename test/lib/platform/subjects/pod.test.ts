import type { CollectorDeployment } from '../../../../lib/platform';
import { probesOf } from '../../../../lib/platform/subjects/pod';
import { treeOf } from '../../../support/tree';

const configMap = `apiVersion: v1
kind: ConfigMap
metadata: {name: gateway, namespace: obs}
data:
  config.yaml: |
    receivers: {otlp: {protocols: {grpc: {}}}}
    exporters: {debug: {}}
    service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`;

interface Parts {
  readonly kind?: string;
  readonly spec?: string;
  readonly pod?: string;
  readonly container?: string;
  readonly metadata?: string;
}

/** A workload whose pods mount the configuration. */
const workload = ({
  kind = 'Deployment',
  spec = '',
  pod = '',
  container = '',
  metadata = '',
}: Parts = {}) => `---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: gateway, namespace: obs}
spec:
  ${spec}
  selector: {matchLabels: {app: gateway}}
  template:
    metadata: {labels: {app: gateway, team: 1}${metadata}}
    spec:
      ${pod}
      volumes: [{name: conf, configMap: {name: gateway}}]
      containers:
        - {name: gateway, image: "otel/opentelemetry-collector:0.158.0", args: [--config=/conf/config.yaml], volumeMounts: [{name: conf, mountPath: /conf}]${container}}
`;

const service = (spec: string, name = 'gateway', namespace = 'obs') =>
  `---\napiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {${spec}}\n`;

function deployment(text: string, complete = true): CollectorDeployment | undefined {
  return treeOf(configMap + text, complete).collectors[0]?.deployment;
}

const scaler = (spec: string, kind = 'Deployment', namespace = 'obs') => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: gateway, namespace: ${namespace}}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: ${kind}, name: gateway}${spec}}
`;

describe('a collector in the pods of a workload', () => {
  test.each([
    ['as written', workload({ spec: 'replicas: 3' }), 3, undefined],
    ['one by default', workload(), 1, undefined],
    ['unknown where it is a variable', workload({ spec: 'replicas: "${N}"' }), undefined, undefined],
    [
      'none of its own on each node',
      workload({ kind: 'DaemonSet', spec: 'replicas: 3' }),
      undefined,
      undefined,
    ],
    [
      'those of its scaler',
      workload({ spec: 'replicas: 3' }) + scaler(', minReplicas: 2, maxReplicas: 5'),
      2,
      5,
    ],
    [
      'one of a scaler that says nothing',
      workload({ spec: 'replicas: 3' }) + scaler(', maxReplicas: 5'),
      1,
      5,
    ],
    [
      'its own beside a scaler of another kind',
      workload({ spec: 'replicas: 3' }) + scaler('', 'StatefulSet'),
      3,
      undefined,
    ],
    [
      'its own beside a scaler elsewhere',
      workload({ spec: 'replicas: 3' }) + scaler('', 'Deployment', 'other'),
      3,
      undefined,
    ],
  ])('has replicas: %s', (_, text, replicas, maxReplicas) => {
    const found = deployment(text);
    expect([found?.replicas, found?.maxReplicas]).toEqual([replicas, maxReplicas]);
  });

  test.each([
    ['Deployment', 'deployment'],
    ['DaemonSet', 'daemonset'],
    ['StatefulSet', 'statefulset'],
  ])('runs as its %s says', (kind, mode) => {
    expect(deployment(workload({ kind }))).toMatchObject({ mode, namespace: 'obs' });
  });

  test('has the environment, mounts, arguments and memory of its container', () => {
    const container =
      ', command: [/otelcol], env: [{name: A, value: b}, {name: C}], envFrom: [{}], resources: {limits: {memory: 1Gi}}';
    expect(deployment(workload({ container }))).toMatchObject({
      environment: ['A', 'C'],
      environmentIsOpen: true,
      mounts: ['/conf'],
      arguments: ['/otelcol', '--config=/conf/config.yaml'],
      memoryLimit: '1Gi',
      podLabels: { app: 'gateway' },
      hasNeighbours: false,
    });
    const bare = deployment(workload());
    expect([bare?.environmentIsOpen, bare?.memoryLimit, bare?.serviceName, bare?.servicePorts]).toEqual([
      false,
      undefined,
      undefined,
      [],
    ]);
  });

  test('stores in the volumes of its pods', () => {
    const pod = 'securityContext: {fsGroup: 1}\n      initContainers: [{name: a}]';
    const spec = 'volumeClaimTemplates: [{metadata: {name: data}}]';
    const of = (image: string) =>
      deployment(
        workload({ spec, pod, container: ', securityContext: {runAsUser: 2}' }).replace(/otel\/[^"]*/, image),
      );
    expect(of('otel/opentelemetry-collector-k8s')?.storage).toEqual({
      volumes: [{ name: 'conf', configMap: { name: 'gateway' } }],
      mounts: [{ name: 'conf', mountPath: '/conf' }],
      claims: ['data'],
      podSecurityContext: { fsGroup: 1 },
      securityContext: { runAsUser: 2 },
      isPrepared: true,
      imageUser: 10001,
    });
    expect(of('own/opentelemetry-collector')?.storage).not.toHaveProperty('imageUser');
    expect(deployment(workload())?.storage).toMatchObject({
      podSecurityContext: null,
      securityContext: null,
      isPrepared: false,
    });
  });

  test('is reached by the Services whose selector fits its pods', () => {
    const text =
      workload() +
      service('selector: {app: gateway, team: a}, ports: [{port: 1}]', 'other') +
      service('selector: {app: gateway}, ports: [{port: 1}]', 'away', 'away') +
      service('ports: [{port: 1}]', 'none') +
      service(
        'selector: {app: gateway}, ports: [{name: grpc, port: 4317, targetPort: otlp}, {port: 53, protocol: UDP}, {port: x}]',
      ) +
      service('type: NodePort, selector: {app: gateway}, ports: [{port: 80, targetPort: 8080}]', 'second');
    expect(deployment(text)).toMatchObject({
      serviceName: 'gateway',
      serviceType: 'ClusterIP',
      servicePorts: [
        { name: 'grpc', port: 4317, targetPort: 'otlp', protocol: 'TCP' },
        { name: null, port: 53, targetPort: 53, protocol: 'UDP' },
        { name: null, port: 80, targetPort: 8080, protocol: 'TCP' },
      ],
      exposed: true,
    });
  });

  test.each([
    ['a Service of its nodes', service('type: NodePort, selector: {app: gateway}'), true],
    ['a Service with an address', service('type: LoadBalancer, selector: {app: gateway}'), true],
    ['a Service inside', service('selector: {app: gateway}'), false],
    [
      'an Ingress',
      `${service('selector: {app: gateway}')}---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a, namespace: obs}\nspec: {defaultBackend: {service: {name: gateway, port: {number: 1}}}}\n`,
      true,
    ],
    [
      'an Ingress elsewhere',
      `${service('selector: {app: gateway}')}---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a, namespace: other}\nspec: {defaultBackend: {service: {name: gateway, port: {number: 1}}}}\n`,
      false,
    ],
    [
      'a route',
      `${service('selector: {app: gateway}')}---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a, namespace: obs}\nspec: {rules: [{backendRefs: [{name: other}, {name: gateway}]}]}\n`,
      true,
    ],
    [
      'a route elsewhere',
      `${service('selector: {app: gateway}')}---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a, namespace: other}\nspec: {rules: [{backendRefs: [{name: gateway}]}]}\n`,
      false,
    ],
    [
      'a route to another Service',
      `${service('selector: {app: gateway}')}---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a, namespace: obs}\nspec: {rules: [{backendRefs: [{name: other}]}]}\n`,
      false,
    ],
  ])('is reached from outside by %s: %#', (_, text, exposed) => {
    expect(deployment(workload() + text)?.exposed).toBe(exposed);
  });

  test('is scraped as a pod by its annotations or a PodMonitor that selects it', () => {
    const monitor = (app: string) =>
      `---\napiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata: {name: a, namespace: obs}\nspec: {selector: {matchLabels: {app: ${app}}}}\n`;
    const scraped = (text: string) => deployment(text)?.isScrapedAsPod;
    expect(scraped(workload())).toBe(false);
    expect(scraped(workload({ metadata: ', annotations: {prometheus.io/scrape: "true"}' }))).toBe(true);
    expect(scraped(workload({ metadata: ', annotations: {other: "true"}' }))).toBe(false);
    expect(scraped(workload() + monitor('gateway'))).toBe(true);
    expect(scraped(workload() + monitor('other'))).toBe(false);
  });
});

describe('the account of a collector', () => {
  const account = `---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: reader, namespace: obs}\n`;
  const bound = (subject: string, role = 'nodes') => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: a}
roleRef: {kind: ClusterRole, name: ${role}}
subjects: [{${subject}}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: nodes}
rules: [{resources: [nodes]}]
`;
  const own = 'kind: ServiceAccount, name: reader, namespace: obs';
  const rights = (text: string, complete = true) => {
    const { serviceAccountName, clusterRoleRules, accountIsOwn } =
      deployment(workload({ pod: 'serviceAccountName: reader' }) + text, complete) ?? {};
    return [serviceAccountName, clusterRoleRules, accountIsOwn];
  };

  test('may do what roles allow that are bound to it', () => {
    expect(rights(account + bound(own))).toEqual(['reader', [{ resources: ['nodes'] }], true]);
    for (const other of [
      own.replace('reader', 'writer'),
      own.replace('obs', 'other'),
      own.replace('ServiceAccount', 'User'),
    ])
      expect(rights(account + bound(other))).toEqual(['reader', [], true]);
  });

  test('may do what is not known where the role or the tree is not known', () => {
    expect(rights(account + bound(own, 'gone'))).toEqual(['reader', undefined, false]);
    expect(rights(account, false)).toEqual(['reader', undefined, true]);
    expect(rights(bound(own))).toEqual(['reader', [{ resources: ['nodes'] }], false]);
  });

  test('is the one of the namespace where none is written', () => {
    expect(deployment(workload())).toMatchObject({ serviceAccountName: 'default', accountIsOwn: false });
  });
});

test('probes ask by HTTP the ports of their own pod, by number or by name', () => {
  expect(
    probesOf({
      ports: [{ name: 'health', containerPort: 13133 }],
      livenessProbe: { httpGet: { port: 'health', path: '/a' } },
      readinessProbe: { httpGet: { port: 8080 } },
      startupProbe: { httpGet: { port: 8081, path: '/b' } },
    }),
  ).toEqual([
    { name: 'livenessProbe', port: 13133, path: '/a' },
    { name: 'readinessProbe', port: 8080, path: '/' },
    { name: 'startupProbe', port: 8081, path: '/b' },
  ]);
  expect(
    probesOf({
      ports: [{ containerPort: 1 }],
      livenessProbe: { httpGet: { port: 8080, host: 'a' } },
      readinessProbe: { httpGet: { port: 'health' } },
      startupProbe: { exec: {} },
    }),
  ).toEqual([]);
});

test('a ConfigMap is found in the pods of its namespace that mount it, as one of several sources, too', () => {
  const projected = workload().replace(
    'configMap: {name: gateway}',
    'projected: {sources: [{configMap: {name: gateway}}]}',
  );
  expect(deployment(projected)?.mode).toBe('deployment');
  expect(deployment(workload().replace('namespace: obs', 'namespace: other'))).toBeUndefined();
  expect(
    deployment(workload().replace('configMap: {name: gateway}', 'configMap: {name: other}')),
  ).toBeUndefined();
  expect(
    deployment(workload().replace('volumeMounts: [{name: conf', 'volumeMounts: [{name: other')),
  ).toBeUndefined();
});

import { jaegerObjects, jaegerWorkloads } from '../../../lib/jaeger';

function identities(spec: { [key: string]: unknown }): string[] {
  return jaegerObjects({ name: 'traces', namespace: 'observability', spec }).map(
    ({ kind, name }) => `${kind} ${name}`,
  );
}

test('production that falls back has one Deployment and no autoscaler', () => {
  const objects = identities({ strategy: 'production', collector: { maxReplicas: 5 } });
  expect(objects).toEqual([
    'ServiceAccount traces',
    'Deployment traces',
    'Service traces-collector',
    'Service traces-collector-headless',
    'Service traces-query',
    'Service traces-agent',
    'ConfigMap traces-sampling-configuration',
    'Ingress traces-query',
  ]);
});

test('production on Elasticsearch has an autoscaled collector, and its jobs', () => {
  const spec = { strategy: 'production', storage: { type: 'elasticsearch' }, ingress: { enabled: false } };
  expect(identities(spec)).toEqual(
    expect.arrayContaining([
      'Deployment traces-collector',
      'Deployment traces-query',
      'HorizontalPodAutoscaler traces-collector',
      'CronJob traces-es-index-cleaner',
      'CronJob traces-spark-dependencies',
    ]),
  );
  expect(identities(spec)).not.toContain('Ingress traces-query');
});

test('fixed replicas switch the autoscaler off', () => {
  const storage = { type: 'elasticsearch', dependencies: { enabled: false } };
  const objects = identities({ strategy: 'production', storage, collector: { replicas: 2 } });
  expect(objects).not.toContain('HorizontalPodAutoscaler traces-collector');
  expect(objects).not.toContain('CronJob traces-spark-dependencies');
});

test('pods carry the labels by which Services and policies find them', () => {
  const labels = (spec: { [key: string]: unknown }, name = 'traces') =>
    jaegerWorkloads({ name, namespace: 'observability', spec }).map((workload) => workload.labels);
  const of = (name: string, component: string, instance = 'traces') => ({
    app: 'jaeger',
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': instance,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': 'jaeger',
    'app.kubernetes.io/managed-by': 'jaeger-operator',
  });
  expect(labels({})).toEqual([of('traces', 'all-in-one')]);
  expect(labels({ strategy: 'streaming', storage })).toEqual([
    of('traces-collector', 'collector'),
    of('traces-ingester', 'ingester'),
    of('traces-query', 'query'),
  ]);
  // A value of a label has 63 characters at most.
  const [long] = labels({}, 'a'.repeat(80));
  expect(long?.['app.kubernetes.io/instance']).toHaveLength(63);
  expect(long?.['app.kubernetes.io/name']).toHaveLength(63);
});

const storage = { type: 'elasticsearch' };

test('streaming has an ingester, autoscaled as the collector', () => {
  const workloads = (spec: { [key: string]: unknown }) =>
    jaegerWorkloads({
      name: 'traces',
      namespace: 'a',
      spec: { strategy: 'streaming', storage, ...spec },
    }).map(({ block, deployment, autoscaled }) => [block, deployment, autoscaled]);
  expect(workloads({ ingester: { autoscale: false }, collector: { replicas: null } })).toEqual([
    ['collector', 'traces-collector', true],
    ['ingester', 'traces-ingester', false],
    ['query', 'traces-query', false],
  ]);
  expect(workloads({ ingester: { replicas: 1 } })[1]).toEqual(['ingester', 'traces-ingester', false]);
});

test.each([
  [{ storage }, ['-es-index-cleaner', '-spark-dependencies']],
  [{ storage: { ...storage, esIndexCleaner: { enabled: false } } }, ['-spark-dependencies']],
  [
    { storage: { ...storage, options: { es: { 'use-aliases': 'true' } } } },
    ['-es-index-cleaner', '-es-rollover', '-es-lookback', '-spark-dependencies'],
  ],
  [{ storage: { ...storage, options: { es: { tls: { enabled: 'true' } } } } }, ['-es-index-cleaner']],
  [
    {
      storage: { ...storage, options: { es: { tls: { enabled: 'true' } } }, dependencies: { enabled: true } },
    },
    ['-es-index-cleaner', '-spark-dependencies'],
  ],
  [{ storage: { ...storage, dependencies: { enabled: false } } }, ['-es-index-cleaner']],
  [{ storage: { type: 'cassandra' } }, ['-spark-dependencies']],
  [{ storage: { type: 'cassandra', options: { cassandra: { tls: { enabled: 'true' } } } } }, []],
  [{ storage: { type: 'memory', dependencies: { enabled: true } } }, []],
])('jobs keep the storage of %j', (spec, jobs) => {
  const kept = identities({ strategy: 'production', ...spec }).filter((one) => one.startsWith('CronJob'));
  expect(kept).toEqual(jobs.map((job) => `CronJob traces${job}`));
});

test('what the spec says decides about the objects beside the pods', () => {
  expect(identities({ serviceAccount: 'own' })).toContain('ServiceAccount own');
  expect(identities({ sampling: { options: { 'sampling.strategies-file': 'a' } } })).not.toContain(
    'ConfigMap traces-sampling-configuration',
  );
  expect(identities({ ui: { options: { menu: [] } } })).toContain('ConfigMap traces-ui-configuration');
  expect(identities({ ui: { options: {} } })).not.toContain('ConfigMap traces-ui-configuration');
  expect(identities({ agent: { strategy: 'DaemonSet' } })).toContain('DaemonSet traces-agent-daemonset');
  expect(identities({ agent: { strategy: 'sidecar' } })).not.toContain('DaemonSet traces-agent-daemonset');
});

test('each object has its group and its namespace', () => {
  const spec = { strategy: 'production', storage };
  const groups = jaegerObjects({ name: 'traces', namespace: 'observability', spec }).map(
    ({ group, kind, namespace }) => `${namespace} ${group}/${kind}`,
  );
  expect([...new Set(groups)].sort()).toEqual([
    'observability /ConfigMap',
    'observability /Service',
    'observability /ServiceAccount',
    'observability apps/Deployment',
    'observability autoscaling/HorizontalPodAutoscaler',
    'observability batch/CronJob',
    'observability networking.k8s.io/Ingress',
  ]);
});

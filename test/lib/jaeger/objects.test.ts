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
  const [pod] = jaegerWorkloads({ name: 'traces', namespace: 'observability', spec: {} });
  expect(pod?.labels).toMatchObject({ app: 'jaeger', 'app.kubernetes.io/component': 'all-in-one' });
});

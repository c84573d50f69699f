import {
  appVersion,
  findChart,
  knownVersions,
  modelledVersions,
  type ReleaseFacts,
  releaseFacts,
} from '../../../lib/helm';
import { original } from './original';

function facts(values: object, more: object = {}): ReleaseFacts {
  const result = releaseFacts({
    chartVersion: '0.170.0',
    values: { ...original, ...values },
    release: 'otel',
    namespace: 'infra',
    ...more,
  });
  if (!result.ok) throw new Error(result.reason);
  return result;
}

test('names come from the release, the overrides and the mode', () => {
  const name = (values: object, release = 'otel'): string => facts(values, { release }).fullname;
  expect(name({})).toBe('otel-opentelemetry-collector');
  expect(name({}, 'my-opentelemetry-collector')).toBe('my-opentelemetry-collector');
  expect(name({ nameOverride: 'gateway' })).toBe('otel-gateway');
  expect(name({ nameOverride: 'tel' })).toBe('otel');
  expect(name({ fullnameOverride: 'collector' })).toBe('collector');
  expect(name({ fullnameOverride: `${'a'.repeat(62)}-b` })).toBe('a'.repeat(62));
  expect(facts({ mode: 'daemonset' }).workload).toEqual({
    kind: 'DaemonSet',
    name: 'otel-opentelemetry-collector-agent',
  });
  expect(facts({ mode: 'statefulset' }).configMapName).toBe('otel-opentelemetry-collector-statefulset');
});

test('the host is that of the Service, in the namespace of the objects', () => {
  const host = (values: object): string | undefined => facts(values).service?.host;
  expect(host({})).toBe('otel-opentelemetry-collector.observability.svc.cluster.local');
  expect(host({ namespaceOverride: '' })).toBe('otel-opentelemetry-collector.infra.svc.cluster.local');
  expect(host({ service: { enabled: false } })).toBeUndefined();
  expect(host({ mode: 'daemonset' })).toBeUndefined();
});

test('service accounts follow the chart, the odd case as well', () => {
  expect(facts({}).serviceAccountName).toBe('otel-opentelemetry-collector');
  expect(facts({ serviceAccount: { create: false } }).serviceAccountName).toBe('default');
  expect(facts({ serviceAccount: { create: false, name: 'own' } }).serviceAccountName).toBe('own');
});

test('rights are those of the presets; own rules alone give none', () => {
  expect(facts({}).clusterRoleRules).toEqual([
    { apiGroups: [''], resources: ['pods', 'namespaces'], verbs: ['get', 'watch', 'list'] },
    { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['extensions'], resources: ['replicasets'], verbs: ['get', 'list', 'watch'] },
  ]);
  const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }];
  expect(facts({ presets: {}, clusterRole: { rules } }).clusterRoleRules).toEqual([]);
  expect(facts({ presets: {}, clusterRole: { rules } }).clusterRoleName).toBeUndefined();
  expect(facts({ presets: {}, clusterRole: { create: true, rules } }).clusterRoleRules).toEqual(rules);
  const elected = facts({ mode: 'daemonset', presets: { clusterMetrics: { enabled: true } } });
  expect(elected.clusterRoleRules[0]).toMatchObject({ resources: ['leases'] });
});

test('replicas are those that the cluster runs', () => {
  expect(facts({}).replicas).toBe(1);
  expect(facts({ replicaCount: 0 }).replicas).toBe(1);
  expect(facts({ mode: 'statefulset', replicaCount: 0 }).replicas).toBe(0);
  expect(facts({ autoscaling: { enabled: true, minReplicas: 2 } })).toMatchObject({
    replicas: 2,
    maxReplicas: 10,
  });
  expect(facts({ mode: 'daemonset' }).replicas).toBeUndefined();
});

test('pods: mounts, labels, limits, exposure', () => {
  const one = facts({
    presets: { logsCollection: { enabled: true, storeCheckpoints: true } },
    extraVolumeMounts: [{ name: 'v', mountPath: '/v' }],
    extraEnvsFrom: [{ secretRef: { name: 's' } }],
    resources: { limits: { memory: '1Gi' } },
    podLabels: { team: 'a' },
    service: { type: 'LoadBalancer' },
  });
  expect(one.mounts).toEqual([
    '/conf',
    '/var/log/pods',
    '/var/lib/docker/containers',
    '/var/lib/otelcol',
    '/v',
  ]);
  expect(one).toMatchObject({ environmentIsOpen: true, memoryLimit: '1Gi', exposed: true });
  expect(one.env.at(-1)).toBe('GOMEMLIMIT');
  expect(one.podLabels).toEqual({
    'app.kubernetes.io/name': 'opentelemetry-collector',
    'app.kubernetes.io/instance': 'otel',
    component: 'standalone-collector',
    team: 'a',
  });
});

test('collector releases by chart version, for every version of the chart', () => {
  expect(appVersion('0.170.0')).toBe('0.158.0');
  expect(appVersion('v0.109.0')).toBe('0.113.0');
  expect(appVersion('0.110.7')).toBe('0.114.0');
  expect(appVersion('9.9.9')).toBeUndefined();
  expect(knownVersions).toHaveLength(371);
  expect(knownVersions[0]).toBe('0.170.0');
  for (const version of modelledVersions) expect(findChart(version)?.appVersion).toBe(appVersion(version));
});

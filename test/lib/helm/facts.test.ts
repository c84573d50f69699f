import {
  appVersion,
  effectiveConfig,
  findChart,
  knownVersions,
  modelledVersions,
  objectName,
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

/** Name of the object of a kind that the chart makes of values. */
function named(values: object, kind: string): string | undefined {
  const input = { chartVersion: '0.170.0', release: 'otel', namespace: 'infra' };
  const made = effectiveConfig({ ...input, values: { ...original, ...values } });
  return made.ok ? made.objects.map(objectName).find((object) => object.kind === kind)?.name : undefined;
}

test('names come from the release, the overrides and the mode', () => {
  const name = (values: object, release = 'otel'): string => facts(values, { release }).fullname;
  expect(name({})).toBe('otel-opentelemetry-collector');
  expect(name({}, 'my-opentelemetry-collector')).toBe('my-opentelemetry-collector');
  expect(name({ nameOverride: 'gateway' })).toBe('otel-gateway');
  expect(name({ nameOverride: 'tel' })).toBe('otel');
  expect(name({ fullnameOverride: 'collector' })).toBe('collector');
  expect(name({ fullnameOverride: `${'a'.repeat(62)}-b` })).toBe('a'.repeat(62));
  expect(named({ mode: 'daemonset' }, 'DaemonSet')).toBe('otel-opentelemetry-collector-agent');
  expect(named({ mode: 'statefulset' }, 'ConfigMap')).toBe('otel-opentelemetry-collector-statefulset');
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

test('pods: labels, variables, exposure', () => {
  const one = facts({
    resources: { limits: { memory: '1Gi' } },
    podLabels: { team: 'a' },
    service: { type: 'LoadBalancer' },
  });
  expect(one.exposed).toBe(true);
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

import type { Data } from '../../../lib/documents';
import {
  chartOf,
  chartsNeededBy,
  collectorReleases,
  groupsOf,
  isDefinedApart,
  objectSubject,
} from '../../../lib/platform';
import { treeOf } from '../../support/tree';

const release = (chart: string, values: Data = {}) =>
  objectSubject({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'one', namespace: 'apps' },
    spec: { chart: { spec: { chart } }, values },
  });

test.each([
  ['cert-manager', 'cert-manager.io acme.cert-manager.io'],
  ['jaeger-operator', 'jaegertracing.io'],
  ['opentelemetry-operator', 'opentelemetry.io'],
  ['opentelemetry-kube-stack', 'opentelemetry.io'],
  ['kube-prometheus-stack', 'monitoring.coreos.com'],
  ['prometheus-operator-crds', 'monitoring.coreos.com'],
  ['external-secrets', 'external-secrets.io generators.external-secrets.io'],
  ['sealed-secrets', 'bitnami.com'],
  ['strimzi-kafka-operator', 'kafka.strimzi.io'],
  ['eck-operator', 'elasticsearch.k8s.elastic.co kibana.k8s.elastic.co'],
  ['keda', 'keda.sh'],
  ['traefik', 'traefik.io'],
  ['istio', 'networking.istio.io security.istio.io'],
  ['./charts/base', 'networking.istio.io security.istio.io'],
  ['opentelemetry-collector', ''],
  ['constructor', ''],
])('the chart %s defines the kinds of %s', (chart, groups) => {
  expect(groupsOf(release(chart)).join(' ')).toBe(groups);
});

test('the operators of Jaeger and of OpenTelemetry need cert-manager, unless their certificates come from elsewhere', () => {
  const off = { enabled: false };
  for (const chart of ['jaeger-operator', 'opentelemetry-operator']) {
    expect(chartsNeededBy(release(chart))).toEqual(['cert-manager']);
    expect(chartsNeededBy(release(chart, { admissionWebhooks: { certManager: off } }))).toEqual([]);
    expect(chartsNeededBy(release(chart, { webhooks: { service: { create: false } } }))).toEqual([]);
    expect(chartsNeededBy(release(chart, { webhooks: { service: { create: true } } }))).toEqual([
      'cert-manager',
    ]);
  }
  const certificates = { certs: { certManager: off } };
  expect(chartsNeededBy(release('jaeger-operator', certificates))).toEqual([]);
  expect(chartsNeededBy(release('opentelemetry-operator', certificates))).toEqual(['cert-manager']);
  for (const chart of ['cert-manager', 'keda', 'constructor'])
    expect(chartsNeededBy(release(chart))).toEqual([]);
});

const written = (name: string, chart: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ${name}, namespace: apps}
spec: {${chart}}
---
`;
const ofChart = (chart: string) => `chart: {spec: {chart: ${chart}}}`;

test('a release of the collector is known by its chart', () => {
  const tree = treeOf(
    written('a', ofChart('charts/opentelemetry-collector')) +
      written('opentelemetry-collector', ofChart('b')),
  );
  expect(collectorReleases(tree).map(({ name }) => name)).toEqual(['a']);
  expect(tree.objects.map(chartOf)).toEqual(['opentelemetry-collector', 'b']);
});

test('a release for definitions alone has a word in common with that which needs them', () => {
  const apart = (others: string, own = written('monitoring', ofChart('kube-prometheus-stack'))) => {
    const tree = treeOf(own + others);
    const [installer] = tree.objects;
    return installer !== undefined && isDefinedApart(tree, installer);
  };
  expect(apart(written('b', ofChart('prometheus-operator-crds')))).toBe(true);
  expect(apart(written('b', 'chartRef: {kind: OCIRepository, name: prometheus-crd}'))).toBe(true);
  expect(apart(written('prometheus_crds', ofChart('b')))).toBe(true);
  expect(apart(written('b', ofChart('prometheus-operator')))).toBe(false);
  expect(apart(written('b', ofChart('prometheus-crdless')))).toBe(false);
  expect(apart(written('b', ofChart('traefik-crds')))).toBe(false);
  // Four letters are no word by which a chart is known.
  expect(apart(written('kube-crds', ofChart('kube-crds')))).toBe(false);
  expect(apart('', written('prometheus-crds', ofChart('prometheus-operator-crds')))).toBe(false);
  expect(apart(written('b', ofChart('keda-crds')), written('keda-crds-a', ofChart('a')))).toBe(false);
});

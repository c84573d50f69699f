import fc from 'fast-check';
import { cases } from '../../../conformance/helm/generator';
import { one, some } from '../../../conformance/support/arbitrary';
import { checkSources, type Finding } from '../../../lib/checks';
import type { DataMap } from '../../../lib/documents';

/** A release of the collector's chart. */
export interface Release {
  readonly chartVersion: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: DataMap;
}

/** Everything that is said of a release, be it written or what the chart makes of it. */
export function findingsOf({ chartVersion, release, namespace, values }: Release): Finding[] {
  const sourceRef = { kind: 'HelmRepository', name: 'charts' };
  const object = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'collector', namespace },
    spec: {
      interval: '1h',
      releaseName: release,
      chart: { spec: { chart: 'opentelemetry-collector', version: chartVersion, sourceRef } },
      values,
    },
  };
  return checkSources([{ name: 'release.yaml', text: JSON.stringify(object) }]);
}

const bodies: { readonly [section: string]: DataMap } = {
  receivers: {
    otlp: { protocols: { http: { endpoint: '${env:MY_POD_IP}:4318' } } },
    jaeger: { protocols: { grpc: { endpoint: '${env:MY_POD_IP}:14250' } } },
    zipkin: { endpoint: '${env:MY_POD_IP}:9411' },
    'otlp/own': { protocols: { grpc: { endpoint: '${env:MY_POD_IP}:5317' } } },
    k8s_cluster: {},
    hostmetrics: { scrapers: { cpu: {} } },
    kubeletstats: { auth_type: 'serviceAccount' },
  },
  processors: {
    batch: {},
    memory_limiter: { check_interval: '1s', limit_percentage: 80 },
    k8sattributes: {},
  },
  exporters: { debug: {}, otlphttp: { endpoint: 'https://backend.example.com' } },
};

const signals: { readonly [id: string]: readonly string[] } = {
  traces: ['otlp', 'otlp/own', 'jaeger', 'zipkin'],
  'traces/own': ['otlp', 'otlp/own', 'jaeger', 'zipkin'],
  metrics: ['otlp', 'otlp/own', 'k8s_cluster', 'hostmetrics', 'kubeletstats'],
  logs: ['otlp', 'otlp/own'],
};

interface Pipeline {
  readonly receivers: string[];
  readonly processors?: string[];
  readonly exporters: string[];
}

const pipelines: fc.Arbitrary<{ readonly [id: string]: Pipeline | undefined }> = fc.record(
  Object.fromEntries(
    Object.entries(signals).map(([id, receivers]) => [
      id,
      fc.record(
        {
          receivers: fc.subarray([...receivers], { minLength: 1 }),
          processors: fc.shuffledSubarray(['batch', 'memory_limiter', 'k8sattributes']),
          exporters: fc.subarray(['debug', 'otlphttp'], { minLength: 1 }),
        },
        { requiredKeys: ['receivers', 'exporters'] },
      ),
    ]),
  ),
  { requiredKeys: [] },
);

/** Pipelines with every component that they name, and now and then some more. */
const config = fc
  .tuple(pipelines, fc.shuffledSubarray(Object.keys(bodies.receivers ?? {}), { maxLength: 2 }))
  .map(([chosen, more]) => {
    const used = Object.values(chosen).flatMap((pipeline) =>
      pipeline === undefined ? [] : Object.values<string[]>({ ...pipeline }).flat(),
    );
    const sections = Object.entries(bodies).map(([section, known]) => [
      section,
      Object.fromEntries(Object.entries(known).filter(([id]) => [...used, ...more].includes(id))),
    ]);
    return { ...Object.fromEntries(sections), service: { pipelines: chosen } } as DataMap;
  });

const enabled = some({ enabled: fc.boolean() });

/** Values as careful people write them, most of them without an error. */
const careful = some(
  {
    mode: one('deployment', 'daemonset', 'statefulset'),
    image: one({ repository: 'otel/opentelemetry-collector-contrib' }),
    config,
    presets: some({
      logsCollection: enabled,
      hostMetrics: enabled,
      kubernetesAttributes: some({ enabled: fc.boolean(), extractAllPodLabels: fc.boolean() }),
      kubeletMetrics: enabled,
      clusterMetrics: enabled,
    }),
    ports: fc.dictionary(
      one('otlp', 'otlp-http', 'zipkin', 'jaeger-grpc', 'jaeger-thrift', 'jaeger-compact'),
      enabled,
    ),
    service: some({ enabled: fc.boolean(), type: one('ClusterIP', 'NodePort') }),
    ingress: one<DataMap>(
      { enabled: false },
      {
        enabled: true,
        hosts: [{ host: 'otlp.example.com', paths: [{ path: '/', pathType: 'Prefix', port: 4318 }] }],
      },
    ),
    resources: one<DataMap>(
      { limits: { memory: '1Gi' } },
      { requests: { memory: '1Gi' } },
      { requests: { cpu: '100m' } },
    ),
    fullnameOverride: one('collector'),
    namespaceOverride: one('observability', 'other'),
  },
  'mode',
  'image',
);

const chartVersions = ['0.109.0', '0.125.0', '0.146.0', '0.170.0'];

const carefulReleases: fc.Arbitrary<Release> = fc.record({
  chartVersion: one(...chartVersions),
  release: one('otel', 'otel-collector', 'my-opentelemetry-collector'),
  namespace: one('observability'),
  values: careful.map((values): DataMap => ({ ...values }) as DataMap),
});

const anyReleases = one(...chartVersions).chain((chartVersion) =>
  cases(chartVersion).map(
    ({ values, ...names }): Release => ({ ...names, chartVersion, values: values as DataMap }),
  ),
);

/** Careful releases, and one in four of those that hold every mistake. */
export const releases: fc.Arbitrary<Release> = fc.oneof(
  { arbitrary: carefulReleases, weight: 3 },
  { arbitrary: anyReleases, weight: 1 },
);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectorSubject } from '../../../../lib/checks';
import { collectorImage, type RuntimeOptions, readSources, readTree } from '../../../../lib/platform';

function collectors(
  text: string,
  options: RuntimeOptions = {},
  complete = false,
): readonly CollectorSubject[] {
  return readSources([{ name: 'a.yaml', text }], options).flatMap(
    (part) => readTree({ ...part, complete }).tree.collectors,
  );
}

function only(text: string, options: RuntimeOptions = {}): CollectorSubject {
  const [collector, ...others] = collectors(text, options);
  if (collector === undefined || others.length > 0) throw new Error(`found ${others.length + 1} collectors`);
  return collector;
}

const bare = `receivers:
  otlp: {protocols: {grpc: {}}}
exporters:
  otlphttp/jaeger: {endpoint: http://jaeger:4318}
service:
  pipelines:
    traces/2: {receivers: [otlp], exporters: [otlphttp/jaeger]}
`;
const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));

describe('a bare configuration', () => {
  test('has components and pipelines', () => {
    const collector = only(bare, { collectorVersion: '0.158.0', distribution: 'k8s' });
    expect(collector).toMatchObject({
      title: 'a.yaml',
      origin: 'bare',
      version: '0.158.0',
      distribution: 'k8s',
    });
    expect(collector.components.map(({ class: kind, id, type, name }) => [kind, id, type, name])).toEqual([
      ['receiver', 'otlp', 'otlp', ''],
      ['exporter', 'otlphttp/jaeger', 'otlp_http', 'jaeger'],
    ]);
    expect(collector.pipelines).toMatchObject([
      {
        id: 'traces/2',
        signal: 'traces',
        name: '2',
        receivers: ['otlp'],
        processors: [],
        exporters: ['otlphttp/jaeger'],
      },
    ]);
    expect(collector.locate(['exporters', 'otlphttp/jaeger', 'endpoint'])).toMatchObject({
      line: 4,
      column: 21,
    });
    expect(collector.deployment).toBeUndefined();
  });

  test('is an empty one where a file that was named is empty', () => {
    expect(only('').config).toEqual({});
  });

  test('is none where it is what the collector builder reads', () => {
    expect(
      collectors('dist: {name: x}\nreceivers: [{gomod: example.org/a v1.0.0}]\nexporters: []\n'),
    ).toEqual([]);
  });
});

describe('a ConfigMap', () => {
  const configMap = `apiVersion: v1
kind: ConfigMap
metadata: {name: collector, namespace: observability}
data:
  relay: |
${indented(bare, 4)}`;
  const workload = `---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: observability}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      serviceAccountName: agent
      containers:
        - name: collector
          image: otel/opentelemetry-collector-contrib:0.120.0@sha256:aa
          args: [--config=/conf/relay]
          env: [{name: A, value: b}]
          resources: {limits: {memory: 1Gi}}
          volumeMounts: [{name: config, mountPath: /conf}]
      volumes: [{name: config, configMap: {name: collector}}]
---
apiVersion: v1
kind: Service
metadata: {name: otel, namespace: observability}
spec: {type: NodePort, selector: {app: agent}, ports: [{port: 4317, name: otlp}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: agent}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: agent}
subjects: [{kind: ServiceAccount, name: agent, namespace: observability}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: agent}
rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]
`;

  test('has its configuration under relay, with positions inside the text', () => {
    const collector = only(configMap);
    expect(collector).toMatchObject({ title: 'ConfigMap observability/collector', origin: 'configMap' });
    expect(collector.locate(['service', 'pipelines', 'traces/2', 'exporters', 0])).toEqual({
      file: 'a.yaml',
      line: 12,
      column: 51,
    });
    expect(collector.deployment).toBeUndefined();
  });

  test('runs in the workload that mounts it', () => {
    const collector = only(`${configMap}${workload}`);
    expect(collector).toMatchObject({ version: '0.120.0', distribution: 'contrib' });
    expect(collector.deployment).toEqual({
      accountIsOwn: false,
      hasNeighbours: false,
      isScrapedAsPod: false,
      probes: [],
      storage: expect.objectContaining({
        mounts: [{ mountPath: '/conf', name: 'config' }],
        imageUser: 10001,
        claims: [],
      }),
      namespace: 'observability',
      mode: 'daemonset',
      serviceName: 'otel',
      serviceType: 'NodePort',
      servicePorts: [{ name: 'otlp', port: 4317, targetPort: 4317, protocol: 'TCP' }],
      environment: ['A'],
      environmentIsOpen: false,
      mounts: ['/conf'],
      memoryLimit: '1Gi',
      serviceAccountName: 'agent',
      clusterRoleRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
      exposed: true,
      podLabels: { app: 'agent' },
      arguments: ['--config=/conf/relay'],
    });
  });

  test('with other texts is not a collector', () => {
    expect(
      collectors(
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {app.yaml: "service: {port: 1}"}\n',
      ),
    ).toEqual([]);
  });
});

describe('an OpenTelemetryCollector', () => {
  const resource = (spec: string) =>
    `apiVersion: opentelemetry.io/v1beta1\nkind: OpenTelemetryCollector\nmetadata: {name: gateway, namespace: observability}\nspec:\n${spec}`;

  test('has its configuration as data, completed by the operator', () => {
    const collector = only(
      resource(
        `  replicas: 2\n  image: otel/opentelemetry-collector-k8s:0.158.0\n  config:\n${indented(bare, 4)}`,
      ),
    );
    expect(collector).toMatchObject({
      origin: 'openTelemetryCollector',
      version: '0.158.0',
      distribution: 'k8s',
    });
    expect(collector.config).toMatchObject({
      receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } },
    });
    expect(collector.isWritten(['receivers', 'otlp', 'protocols', 'grpc'])).toBe(true);
    expect(collector.isWritten(['receivers', 'otlp', 'protocols', 'grpc', 'endpoint'])).toBe(false);
    expect(collector.deployment).toMatchObject({
      mode: 'deployment',
      replicas: 2,
      serviceName: 'gateway-collector',
    });
    expect(collector.deployment?.servicePorts).toEqual([
      { name: 'port-4317', port: 4317, targetPort: 4317, protocol: 'TCP' },
    ]);
    expect(collector.locate(['exporters', 'otlphttp/jaeger'])).toMatchObject({ line: 11 });
  });

  test('of v1alpha1 has it as text', () => {
    const text = resource(`  mode: sidecar\n  config: |\n${indented(bare, 4)}`).replace(
      'v1beta1',
      'v1alpha1',
    );
    const collector = only(text);
    expect(collector.locate(['exporters', 'otlphttp/jaeger'])).toMatchObject({ line: 10, column: 7 });
    expect(collector.deployment).toMatchObject({ mode: 'sidecar', servicePorts: [] });
  });
});

describe('a HelmRelease of the chart', () => {
  const release = (values: string, more = '') => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: otel-collector, namespace: observability}
spec:
  interval: 10m
${more}  chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: otel}}}
  values:
${indented(values, 4)}`;
  const values = `mode: deployment
image: {repository: otel/opentelemetry-collector-k8s}
presets: {kubernetesAttributes: {enabled: true}}
config:
  processors:
    k8sattributes: {passthrough: true}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [batch], exporters: [debug]}
`;

  test('is judged by what the chart makes of it', () => {
    const collector = only(release(values));
    expect(collector).toMatchObject({ origin: 'helmRelease', version: '0.158.0', distribution: 'k8s' });
    expect(collector.helm).toMatchObject({ chartVersion: '0.170.0', release: 'otel-collector' });
    expect(collector.deployment).toMatchObject({
      namespace: 'observability',
      mode: 'deployment',
      replicas: 1,
    });
    const traces = collector.pipelines.find(({ id }) => id === 'traces');
    expect(traces?.processors).toEqual(['k8s_attributes', 'batch']);
  });

  test('is placed in the values, under old names, behind what presets put before, or at the preset', () => {
    const collector = only(release(values));
    const line = (...path: (string | number)[]) => collector.locate(path).line;
    expect(line('processors', 'k8s_attributes', 'passthrough')).toBe(13);
    expect(line('service', 'pipelines', 'traces', 'processors', 1)).toBe(16);
    expect(line('service', 'pipelines', 'logs')).toBe(15);
    expect(collector.isWritten(['processors', 'k8s_attributes', 'passthrough'])).toBe(true);
    expect(collector.isWritten(['receivers', 'jaeger'])).toBe(false);
    const preset = only(
      release(
        'mode: deployment\nimage: {repository: a/otelcol-k8s}\npresets:\n  clusterMetrics: {enabled: true}\n',
      ),
    );
    expect(preset.locate(['receivers', 'k8s_cluster'])).toMatchObject({ line: 11 });
    expect(preset.isWritten(['receivers', 'k8s_cluster'])).toBe(false);
  });

  test('of a version that is not modelled is read by the nearest one', () => {
    const collector = only(release(values).replace('0.170.0', '0.120.0'));
    expect(collector).toMatchObject({ version: '0.122.1', helm: { chartVersion: '0.120.0' } });
  });

  test('takes values of a ConfigMap in the tree, and is not judged where they are elsewhere', () => {
    const from = (kind: string) => `  valuesFrom: [{kind: ${kind}, name: more}]\n`;
    const more = `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: more, namespace: observability}\ndata:\n  values.yaml: |\n    replicaCount: 3\n    mode: daemonset\n`;
    const collector = only(`${release(values, from('ConfigMap'))}${more}`);
    expect(collector.deployment).toMatchObject({ replicas: 3, mode: 'deployment' });
    expect(collectors(release(values, from('ConfigMap')))).toEqual([]);
    expect(collectors(release(values, from('Secret')))).toEqual([]);
    const detail = '  valuesFrom: [{kind: Secret, name: more, targetPath: "extraEnvs[0].value"}]\n';
    expect(collectors(release(values, detail))).toHaveLength(1);
  });

  test('of another chart is not a collector', () => {
    expect(
      collectors(release(values).replace('chart: opentelemetry-collector', 'chart: cert-manager')),
    ).toEqual([]);
  });

  test('may take the chart from an OCIRepository of the tree', () => {
    const byReference = release(values).replace(
      / {2}chart: .*/,
      '  chartRef: {kind: OCIRepository, name: otel}',
    );
    expect(collectors(byReference)).toEqual([]);
    const source = `---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: otel, namespace: observability}\nspec: {interval: 1h, url: oci://example.org/charts/opentelemetry-collector, ref: {tag: 0.109.0}}\n`;
    expect(only(`${byReference}${source}`)).toMatchObject({ version: '0.113.0' });
  });

  test('as a values file', () => {
    const collector = only(values, { chartVersion: '0.109.0' });
    expect(collector).toMatchObject({ title: 'a.yaml', origin: 'helmRelease', version: '0.113.0' });
    expect(collector.locate(['service', 'pipelines', 'traces', 'exporters', 0])).toMatchObject({ line: 9 });
  });
});

test('images tell release and distribution', () => {
  expect(collectorImage('otel/opentelemetry-collector:0.158.0')).toEqual({
    version: '0.158.0',
    distribution: 'otelcol',
  });
  expect(collectorImage('registry:5000/otel/opentelemetry-collector-k8s')).toEqual({ distribution: 'k8s' });
  expect(collectorImage('registry:5000/x/opentelemetry-collector-k8s:1.2.3')).toEqual({});
  expect(collectorImage('example.org/own-collector:latest')).toEqual({});
});

test('every document of the tree that is committed is read', () => {
  const folder = join(__dirname, '..', '..', '..', '..', 'dist', 'develop', 'observability');
  const text = readFileSync(join(folder, 'helmrelease.otel-collector.yaml'), 'utf8');
  expect(only(text).pipelines.map(({ id }) => id)).toContain('traces');
});

import { judgeSources } from '../../../../lib/checks';
import type { Renderer, RenderRequest } from '../../../../lib/helm';
import { readSources, readTree } from '../../../../lib/platform';

const tree = `apiVersion: v1
kind: Namespace
metadata: {name: tempo, labels: {pod-security.kubernetes.io/enforce: baseline}}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: charts, namespace: tempo}
spec: {interval: 1h, url: https://charts.example.com}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: tempo, namespace: tempo}
spec:
  interval: 1h
  chart: {spec: {chart: tempo, version: 1.2.3, sourceRef: {kind: HelmRepository, name: charts}}}
  values:
    tolerations:
      - {key: a, operater: Exists}
    container:
      securityContext:
        privileged: true
`;

/** Makes a StatefulSet of the values, as a chart would, and notes what it was asked for. */
function chart(asked: RenderRequest[] = []): Renderer {
  return {
    render: (request) => {
      asked.push(request);
      const { tolerations = [], container = {} } = request.values as { tolerations?: []; container?: object };
      const template = {
        metadata: { labels: { app: 'tempo' } },
        spec: { tolerations, containers: [{ name: 'tempo', image: 'tempo:1', ...container }] },
      };
      const spec = { serviceName: 'tempo', selector: { matchLabels: { app: 'tempo' } }, template };
      const metadata = { name: request.release, namespace: request.namespace };
      return {
        ok: true,
        version: '1.2.3',
        objects: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec }],
      };
    },
  };
}

test('what names no namespace is in that of the release, where its kind has one', () => {
  const role = (kind: string) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: { name: 'a' },
    rulez: [],
  });
  const renderer: Renderer = {
    render: () => ({ ok: true, version: '1.2.3', objects: [role('Role'), role('ClusterRole')] }),
  };
  const { findings } = judgeSources([{ name: 'in.yaml', text: tree }], { renderer });
  const titles = findings.flatMap(({ message }) => /(?:Cluster)?Role (?:\w+\/)?a\b/.exec(message) ?? []);
  expect([...new Set(titles)].sort()).toEqual(['ClusterRole a', 'Role tempo/a']);
});

test('a release of any chart is rendered, and its objects are judged at the place in its values', () => {
  const asked: RenderRequest[] = [];
  const { findings, notJudged } = judgeSources([{ name: 'in.yaml', text: tree }], { renderer: chart(asked) });
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ rule, line, path }) => [rule, line, path])).toEqual([
    ['KS-1', 18, 'spec.values.tolerations[0].operater'],
    ['PS-2', 21, 'spec.values.container.securityContext.privileged'],
  ]);
  expect(notJudged).toEqual([]);
  expect(asked).toMatchObject([
    {
      chart: { name: 'tempo', version: '1.2.3', repository: 'https://charts.example.com' },
      release: 'tempo',
      namespace: 'tempo',
    },
  ]);
});

test('its Services are known to those who send to them', () => {
  const collector = (port: number) => `---
apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: gateway, namespace: tempo}
spec:
  config:
    receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
    exporters: {otlp_grpc: {endpoint: "tempo.tempo.svc.cluster.local:${port}", tls: {insecure: true}}}
    service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_grpc]}}}
`;
  const renderer: Renderer = {
    render: () => ({
      ok: true,
      version: '1.2.3',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'tempo', namespace: 'tempo' },
          spec: { selector: { app: 'tempo' }, ports: [{ name: 'otlp', port: 4317, targetPort: 4317 }] },
        },
      ],
    }),
  };
  const said = (port: number) =>
    judgeSources([{ name: 'in.yaml', text: tree + collector(port) }], { renderer })
      .findings.filter(({ rule }) => rule === 'XR-1')
      .map(({ message }) => message);
  expect(said(4317)).toEqual([]);
  expect(said(4319)).toEqual([expect.stringContaining('has no port 4319')]);
});

test('without a renderer nothing is said of it', () => {
  const { findings } = judgeSources([{ name: 'in.yaml', text: tree }]);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('what cannot be rendered is told once, and is not wrong', () => {
  const renderer: Renderer = { render: () => ({ ok: false, why: 'No.', how: 'Pull it.' }) };
  const { findings, notJudged } = judgeSources([{ name: 'in.yaml', text: tree }], { renderer });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(notJudged).toEqual([{ what: 'HelmRelease tempo/tempo', why: 'No.', how: 'Pull it.' }]);
});

test.each([
  ['  postRenderers: [{kustomize: {}}]\n', 'Its postRenderers change what Helm makes.'],
  ['  valuesFrom: [{kind: Secret, name: s}]\n', 'Its values come from objects that are not in this tree.'],
])('a release with %s is not rendered', (field, why) => {
  const asked: RenderRequest[] = [];
  const { notJudged } = judgeSources([{ name: 'in.yaml', text: `${tree}${field}` }], {
    renderer: chart(asked),
  });
  expect(notJudged).toMatchObject([{ what: 'HelmRelease tempo/tempo', why }]);
  expect(asked).toEqual([]);
});

test('a chart inside of a Git repository is not at hand, and told', () => {
  const text = tree.replace('sourceRef: {kind: HelmRepository', 'sourceRef: {kind: GitRepository');
  const { notJudged } = judgeSources([{ name: 'in.yaml', text }], { renderer: chart() });
  expect(notJudged).toMatchObject([{ why: 'Its chart comes from a source that is not in this tree.' }]);
});

test('the collector’s chart in a version that is known stays with the model', () => {
  const asked: RenderRequest[] = [];
  const text = (version: string) =>
    tree
      .replace('chart: tempo, version: 1.2.3', `chart: opentelemetry-collector, version: ${version}`)
      .replace(/ {4}container:[\s\S]*$/, '    mode: statefulset\n    image: {repository: mine}\n');
  judgeSources([{ name: 'in.yaml', text: text('0.130.0') }], { renderer: chart(asked) });
  expect(asked).toEqual([]);
  const newer = judgeSources([{ name: 'in.yaml', text: text('0.199.0') }], { renderer: chart(asked) });
  expect(asked).toMatchObject([{ chart: { name: 'opentelemetry-collector', version: '0.199.0' } }]);
  // Once, by what Helm made, and not a second time by what is assumed.
  expect(newer.findings.filter(({ rule }) => rule === 'KS-1').map(({ message }) => message)).toEqual([
    'spec.template.spec.tolerations[0].operater of StatefulSet tempo/tempo is not a field that is known here',
  ]);
});

describe('a renderer is asked for the chart', () => {
  const source = (kind: string, spec: string) => `apiVersion: source.toolkit.fluxcd.io/v1
kind: ${kind}
metadata: {name: source, namespace: flux}
spec: {${spec}}
---
`;
  const release = (spec: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: one, namespace: flux}
spec: {${spec}}
`;
  const ofChart = (kind: string, more = '') =>
    release(`chart: {spec: {chart: tempo${more}, sourceRef: {kind: ${kind}, name: source}}}`);

  /** What is asked for, or why nothing is. */
  const asked = (text: string): unknown => {
    const requests: RenderRequest[] = [];
    const [part] = readSources([{ name: 'in.yaml', text }], {});
    const { unrendered } = readTree({ objects: [], complete: true, ...part, renderer: chart(requests) });
    return unrendered[0]?.why ?? requests.map((request) => request.chart);
  };

  test.each([
    ['url: https://a.example', ', version: 1.2.3', { version: '1.2.3', repository: 'https://a.example' }],
    ['url: https://a.example', ', version: 2', { version: '2', repository: 'https://a.example' }],
    ['url: https://a.example', '', { version: '*', repository: 'https://a.example' }],
    ['url: https://a.example', ', version: null', { version: '*', repository: 'https://a.example' }],
    [
      'url: oci://a.example/charts/',
      ', version: 1.2.3',
      { version: '1.2.3', repository: 'oci://a.example/charts/tempo' },
    ],
    ['interval: 1h', ', version: 1.2.3', { version: '1.2.3' }],
  ])('of a HelmRepository with %s and%s', (spec, version, expected) => {
    const text = source('HelmRepository', spec) + ofChart('HelmRepository', version);
    expect(asked(text)).toEqual([{ name: 'tempo', ...expected }]);
  });

  test.each([
    ['ref: {tag: 1.2.3}', '1.2.3'],
    ['ref: {semver: ">=1"}', '>=1'],
    ['ref: {digest: "sha256:a"}', '*'],
  ])('of an OCIRepository with %s', (ref, version) => {
    const url = 'oci://a.example/charts/tempo';
    const text =
      source('OCIRepository', `url: "${url}", ${ref}`) +
      release('chartRef: {kind: OCIRepository, name: source}');
    expect(asked(text)).toEqual([{ name: 'tempo', version, repository: url }]);
  });

  test('unless it lies in a repository of Git, or nobody shows where', () => {
    const why = 'Its chart comes from a source that is not in this tree.';
    expect(asked(source('GitRepository', 'url: https://a.example') + ofChart('GitRepository'))).toBe(why);
    expect(asked(release('chartRef: {kind: OCIRepository, name: source}'))).toBe(why);
    expect(asked(release('chart: {spec: {sourceRef: {kind: HelmRepository, name: source}}}'))).toBe(why);
  });

  test('unless what is made of it is changed, or its values are not known', () => {
    const text = source('HelmRepository', 'url: https://a.example') + ofChart('HelmRepository');
    const written = (more: string) => asked(text.replace(/\}\n$/, `, ${more}}\n`));
    expect(written('postRenderers: [{kustomize: {}}]')).toBe('Its postRenderers change what Helm makes.');
    expect(written('postRenderers: []')).toEqual([expect.objectContaining({ name: 'tempo' })]);
    expect(written('valuesFrom: [{kind: ConfigMap, name: gone}]')).toBe(
      'Its values come from objects that are not in this tree.',
    );
  });
});

import { join } from 'node:path';
import { releasesIn } from '../../cli/effective/input';
import { readInputs } from '../../lib/adopt';
import type { CollectorSubject } from '../../lib/checks';
import { compareTrees, treeFile } from '../../lib/delivery/diff';
import {
  collectorPath,
  compareReleases,
  equal,
  groupBy,
  isDnsLabel,
  isDnsName,
  isLabelKey,
  isLabelValue,
  minorOf,
  objectPath,
  parseImage,
  withoutValue,
} from '../../lib/documents';
import { authorOf, explain, releaseFacts, releaseObjects } from '../../lib/helm';
import { platformsOf, readSources as readTexts, readTree } from '../../lib/platform';
import { topologyOf } from '../../lib/topology';
import { readTarget, upgrade } from '../../lib/upgrade';
import { readSources } from '../../tools/house/imports';

/*
 * Facts of which the project once had two owners that disagreed: each is asked here of everybody who answers it. Ports and rights are in
 * collector/components/cards.test.ts, what the adviser says in checks/patches.test.ts.
 */

const release = (values: string, spec = '') => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: otel, namespace: observability}
spec:
  interval: 10m
${
  spec === ''
    ? '  chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: otel}}}\n'
    : spec
}  values:
${values.replace(/^(?=.)/gm, '    ')}`;

const base = 'mode: deployment\nimage: {repository: otel/opentelemetry-collector-k8s}\n';

/** The collector that `validate` judges. */
function judged(text: string): CollectorSubject {
  const [collector] = readTexts([{ name: 'release.yaml', text }], {}).flatMap(
    (part) => readTree({ ...part, complete: false }).tree.collectors,
  );
  if (collector === undefined) throw new Error('no collector');
  return collector;
}

/** The release that `effective` explains. */
function asked(text: string) {
  const sources = [{ name: 'release.yaml', text }];
  const [found] = releasesIn(platformsOf(sources), sources, {});
  if (found === undefined) throw new Error('no release');
  return found.input;
}

/** What `diff` tells of a change from one release to another. */
function told(before: string, after: string): number {
  const tree = (text: string) =>
    new Map([['production', new Map([['observability/release.yaml', treeFile(Buffer.from(text))]])]]);
  return compareTrees(tree(before) as never, tree(after) as never).environments.flatMap(
    ({ objects }) => objects,
  ).length;
}

describe.each([
  ['yes', 'yes'],
  ['off', 'off'],
  ['0777', 511],
  ['0o17', 15],
  ['1_000', 1000],
  ['012e1', 120],
])('%s', (written, value) => {
  const text = release(
    `${base}config: {processors: {batch: {a: ${written}}}, service: {pipelines: {traces: {processors: [batch]}}}}\n`,
  );

  test('is the same for validate and effective, and for diff what it stands for', () => {
    const explained = explain(asked(text));
    expect(judged(text).config).toMatchObject({ processors: { batch: { a: value } } });
    expect(explained.ok && explained.config).toMatchObject({ processors: { batch: { a: value } } });
    expect(told(text, text.replace(`a: ${written}`, `a: ${JSON.stringify(value)}`))).toBe(0);
  });
});

describe.each([
  'replicaCount: 0',
  'replicaCount: 3',
  'replicaCount: null',
  'autoscaling: {enabled: true, minReplicas: 2, maxReplicas: 5}',
  'service: {type: LoadBalancer}',
  'service: {enabled: false, type: LoadBalancer}',
  'resources: {limits: {memory: 1Gi}}',
  'serviceAccount: {create: false, name: own}',
  'nameOverride: gateway',
  'fullnameOverride: gateway',
])('the pod of a release with %s', (values) => {
  const text = release(`${base}${values}\n`);
  const facts = releaseFacts(asked(text));
  const { deployment } = judged(text);

  test('is the same for the facts of the chart and the platform', () => {
    if (!facts.ok || deployment === undefined) throw new Error('not known');
    const { replicas, maxReplicas, exposed, serviceAccountName, namespace, mode } = facts;
    expect(deployment).toMatchObject({ exposed, serviceAccountName, namespace, mode });
    expect([deployment.replicas, deployment.maxReplicas]).toEqual([replicas, maxReplicas]);
    expect(deployment.serviceName).toBe(facts.service?.name);
  });

  test('is that of the objects that the chart makes', () => {
    const made = releaseObjects(asked(text));
    if (!made.ok || !facts.ok) throw new Error('refused');
    const objects = made.objects.map(({ object }) => object);
    const workload = objects.find(({ kind }) => /^(?:Deployment|DaemonSet|StatefulSet)$/.test(String(kind)));
    const spec = workload?.spec as {
      replicas?: number;
      template: { spec: { serviceAccountName: string; containers: { resources?: { limits: object } }[] } };
    };
    const limits = spec.template.spec.containers[0]?.resources?.limits ?? {};
    expect(deployment?.memoryLimit).toBe('memory' in limits ? limits.memory : undefined);
    if (facts.maxReplicas === undefined) expect(spec.replicas ?? 1).toBe(facts.replicas);
    expect(spec.template.spec.serviceAccountName).toBe(facts.serviceAccountName);
  });
});

test.each(['ingress: null', 'autoscaling: 1', 'replicaCount: two', 'httproute: 3'])(
  'a release that the chart refuses for %s is judged as far as it gets',
  (values) => {
    const { deployment, pipelines } = judged(release(`${base}${values}\n`));
    expect(pipelines).toHaveLength(3);
    expect(deployment).toMatchObject({ mode: 'deployment', exposed: false });
  },
);

test('who wrote a node of the configuration is the same for validate and effective', () => {
  const text = release(`${base}presets: {kubernetesAttributes: {enabled: true}}
config:
  processors: {batch: {timeout: 1s}}
  service: {pipelines: {traces: {processors: [memory_limiter, batch]}}}
`);
  const collector = judged(text);
  const explained = explain(asked(text));
  if (!explained.ok) throw new Error(explained.reason);
  const leaves = (data: unknown, path: string[] = []): string[][] =>
    typeof data === 'object' && data !== null && !Array.isArray(data) && Object.keys(data).length > 0
      ? Object.entries(data).flatMap(([key, value]) => leaves(value, [...path, key]))
      : [path];
  const places = leaves(explained.config);
  const disagreeing = places.filter(
    (path) => collector.isWritten(path) !== (authorOf(explained, path) === 'written'),
  );
  expect(places.length).toBeGreaterThan(30);
  expect(disagreeing).toEqual([]);
  expect(collector.isWritten(['processors', 'batch', 'timeout'])).toBe(true);
  expect(collector.isWritten(['receivers', 'zipkin', 'endpoint'])).toBe(false);
});

test('a release by chartRef is found by validate and effective, with the version of its source', () => {
  const spec = '  chartRef: {kind: OCIRepository, name: otel}\n';
  const text = `${release(base, spec)}---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: otel, namespace: observability}
spec:
  interval: 1h
  url: oci://ghcr.io/open-telemetry/opentelemetry-helm-charts/opentelemetry-collector
  ref: {tag: 0.130.0}
`;
  expect(asked(text).chartVersion).toBe('0.130.0');
  expect(judged(text).helm?.chartVersion).toBe('0.130.0');
});

test.each([
  ['', 'otel'],
  ['  releaseName: own\n', 'own'],
  ['  targetNamespace: telemetry\n', 'telemetry-otel'],
  ['  targetNamespace: telemetry\n  releaseName: own\n', 'own'],
])('the name of a release with %j is %s for validate and effective', (extra, name) => {
  const text = release(
    base,
    `${extra}  chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: otel}}}\n`,
  );
  expect(asked(text).release).toBe(name);
  const facts = releaseFacts(asked(text));
  expect(judged(text).deployment?.serviceName).toBe(facts.ok ? facts.service?.name : 'refused');
  expect(judged(text).deployment?.serviceName).toBe(`${name}-opentelemetry-collector`);
});

const sources = readSources(join(__dirname, '..', '..'), [
  'lib',
  'charts',
  'cli',
  'tools',
  'environments',
  'conformance',
]);
const holding = (pattern: RegExp) =>
  [...sources].flatMap(([file, text]) => (pattern.test(text) ? [file] : []));

describe('every form that a collector has is found by every verb', () => {
  const config = `exporters: {otlphttp: {endpoint: "http://tempo:4318"}}
receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
service: {pipelines: {traces: {receivers: [otlp], exporters: [otlphttp]}}}
`;
  const indented = (text: string, width: number) => text.replace(/^(?=.)/gm, ' '.repeat(width));
  const values = `${base}config:\n${indented(config, 2)}`;
  const chart = 'opentelemetry-collector';
  const byReference = (kind: string, source: string) =>
    `${release(values, `  chartRef: {kind: ${kind}, name: otel}\n`)}---
apiVersion: source.toolkit.fluxcd.io/v1
kind: ${kind}
metadata: {name: otel, namespace: observability}
spec: {interval: 1h, ${source}}
`;
  const application = (helm: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: otel, namespace: argocd}
spec:
  destination: {namespace: observability}
  source:
    chart: ${chart}
    targetRevision: 0.109.0
    helm:
${indented(helm, 6)}`;
  const object = (apiVersion: string, kind: string, rest: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: otel, namespace: observability}\n${rest}${indented(config, 4)}`;
  const helmfile = `releases:
  - name: otel
    chart: otel/${chart}
    version: 0.109.0
    values:
      -
${indented(values, 8)}`;
  const terraform = `resource "helm_release" "otel" {
  chart = "${chart}"
  version = "0.109.0"
  values = [<<-YAML
${indented(values, 4)}  YAML
  ]
}
`;
  const oci = `url: "oci://ghcr.io/charts/${chart}", ref: {tag: 0.109.0}`;
  const helmChart = `chart: ${chart}, version: 0.109.0, sourceRef: {kind: HelmRepository, name: otel}`;
  const [isRelease, isObject] = [true, true];

  test.each<[form: string, file: string, text: string, isRelease: boolean, isObject: boolean]>([
    ['HelmRelease', 'a.yaml', release(values).replace('0.170.0', '0.109.0'), isRelease, isObject],
    ['HelmRelease with OCIRepository', 'a.yaml', byReference('OCIRepository', oci), isRelease, isObject],
    ['HelmRelease with HelmChart', 'a.yaml', byReference('HelmChart', helmChart), isRelease, isObject],
    ['Application: map', 'a.yaml', application(`valuesObject:\n${indented(values, 2)}`), isRelease, isObject],
    ['Application: text', 'a.yaml', application(`values: |\n${indented(values, 2)}`), isRelease, isObject],
    ['helmfile', 'helmfile.yaml', helmfile, isRelease, false],
    ['Terraform', 'a.tf', terraform, isRelease, false],
    ['values', 'values.yaml', values, isRelease, false],
    ['configuration', 'a.yaml', config, false, false],
    ['ConfigMap', 'a.yaml', object('v1', 'ConfigMap', 'data:\n  relay: |\n'), false, isObject],
    [
      'OpenTelemetryCollector',
      'a.yaml',
      object('opentelemetry.io/v1beta1', 'OpenTelemetryCollector', 'spec:\n  config:\n'),
      false,
      isObject,
    ],
  ])('%s', (_, name, text, ofChart, ofCluster) => {
    const sources = [{ name, text }];
    const exporters = { exporters: { otlphttp: {} } };
    // validate, graph
    const platforms = platformsOf(sources);
    const trees = platforms.platforms.map((platform) => platform.read().tree);
    expect(trees.flatMap(({ collectors }) => collectors)).toMatchObject([{ config: exporters }]);
    expect(trees.flatMap((tree) => topologyOf(tree).nodes.map(({ title }) => title))).toContain('otlphttp');
    // effective
    const shown = ofChart ? releasesIn(platforms, sources, {}).map(({ input }) => input.values) : [];
    expect(shown).toMatchObject(ofChart ? [{ config: exporters }] : []);
    // adopt
    const adopted = readInputs(name, text);
    expect(adopted).toMatchObject([{ config: exporters }]);
    expect(adopted.map((input) => input.release !== undefined)).toEqual([ofChart]);
    // upgrade
    const { files, changes, byHand } = upgrade(sources, { target: readTarget('chart-0.170.0') });
    expect(changes.map(({ message }) => message)).toContain('exporters::otlphttp becomes otlp_http');
    expect(byHand).toEqual([]);
    const [after = '', ...others] = files.map((file) => file.after);
    expect([after.includes('exporters: {otlp_http:'), after.includes('0.109.0'), others]).toEqual([
      true,
      false,
      [],
    ]);
    // diff, of what a cluster holds
    if (!ofCluster) return;
    const tree = (written: string) => new Map([['one', new Map([[name, treeFile(Buffer.from(written))]])]]);
    const diff = compareTrees(tree(text), tree(text.replace('tempo:4318', 'jaeger:4318')));
    const remarks = diff.environments.flatMap(({ objects }) => objects.flatMap((one) => one.remarks));
    expect(remarks).toContainEqual(expect.stringContaining('http://jaeger:4318'));
  });
});

test('a name of an exported type means one thing', () => {
  const declared = [...sources].flatMap(([file, text]) =>
    [...text.matchAll(/^export (?:abstract )?(?:type|interface|class|enum) (\w+)/gm)].map(
      ([, name = '']) => ({
        name,
        file,
      }),
    ),
  );
  const several = [...groupBy(declared, ({ name }) => name)]
    .filter(([, places]) => places.length > 1)
    .map(([name, places]) => `${name}: ${places.map(({ file }) => file).join(' and ')}`);
  expect(declared.length).toBeGreaterThan(500);
  expect(several).toEqual([]);
});

test('the library knows no name, user or port of an example', () => {
  const words =
    /smart-?cash|expenses|\bAWS_REGION\b|\bOTEL_COLLECTOR\b|eu-central-1|\b10003\b|\b30001\b|\bsa-[a-z]+-service\b/i;
  const example = /^(?:environments|conformance)\//;
  expect(holding(words).filter((file) => !example.test(file))).toEqual([]);
});

describe('what is grouped or ordered, and by what, stands in one file', () => {
  test('a list for each key', () => {
    const items = ['beech', 'oak', 'birch', ''];
    expect([...groupBy(items, ([first]) => first)]).toEqual([
      ['b', ['beech', 'birch']],
      ['o', ['oak']],
    ]);
    expect(holding(/=== undefined\) [\w.#]+\.set\(.+, \[\w+\]\);/)).toEqual(['lib/documents/memo.ts']);
    expect(holding(/\.set\(.+, \[\.\.\.\([\w.#]+\.get\(.+\) \?\? \[\]\), /)).toEqual([]);
  });

  test('how far apart two words are', () => {
    expect(holding(/from 'fastest-levenshtein'/)).toEqual(['lib/documents/nearest.ts']);
    expect(holding(/levenshtein|damerau/i)).toEqual(['lib/documents/nearest.ts', 'tools/house/rooms.ts']);
  });

  test('which of two releases is the older', () => {
    expect(compareReleases('0.99.0', '0.113.0')).toBeLessThan(0);
    expect(compareReleases('v1.2', '1.2.0')).toBe(0);
    expect(compareReleases('1.2.0-rc1', '1.2.0')).toBeLessThan(0);
    expect(compareReleases('0.1.0-rc.10', '0.1.0-rc.2')).toBeGreaterThan(0);
    expect(compareReleases('latest', '1.2.0')).toBeNaN();
    expect(minorOf('0.158.1')).toBe('0.158');
    expect(holding(/slice\(0, 2\)\.join\('\.'\)/)).toEqual(['lib/documents/releases.ts']);
    expect(holding(/function (?:compareReleases|isAtLeast)\b/)).toEqual(['lib/documents/releases.ts']);
    expect(holding(/split\('\.'\)\.map\(Number\)/)).toEqual([]);
  });

  test('what DNS and Helm take as a name', () => {
    expect(['web-1', 'a'.repeat(63), 'a'.repeat(64), 'a.b', '-a', ''].map(isDnsLabel)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(['a.example.com', `${'a'.repeat(64)}.com`, 'a..b', 'A.com'].map(isDnsName)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(
      ['app', 'example.com/app_1', '/app', 'a/b/c', 'Example.com/app', `a/${'b'.repeat(64)}`].map(isLabelKey),
    ).toEqual([true, true, false, false, false, false]);
    expect(['', 'v1.2_3', '-a', 'a'.repeat(64)].map(isLabelValue)).toEqual([true, true, false, false]);
    expect(holding(/\[a-z0-9\]\((?:\?:)?\[(?:-a-z0-9|a-z0-9-)\]/)).toEqual(['lib/documents/names.ts']);
  });

  test('what data is the same, and how something is taken out of it', () => {
    expect(equal({ a: [1, { b: null }], c: 2 }, { c: 2, a: [1, { b: null }] })).toBe(true);
    expect(equal({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(equal({ a: undefined as never }, {})).toBe(false);
    const data = { a: [{ b: 1, c: 2 }, 3], d: null };
    expect(withoutValue(data, ['a', 0, 'b'])).toEqual({ a: [{ c: 2 }, 3], d: null });
    expect(withoutValue(data, ['a', 0])).toEqual({ a: [3], d: null });
    expect(withoutValue(data, ['d'])).toEqual({ a: data.a });
    expect(withoutValue(data, ['d', 'e'])).toEqual(data);
    expect(holding(/keys\.length === Object\.keys\(/)).toEqual(['lib/documents/data.ts']);
  });

  test('what an image is made of', () => {
    expect(parseImage('registry:5000/a/b:1.0@sha256:c')).toEqual({
      repository: 'registry:5000/a/b',
      tag: '1.0',
      digest: 'sha256:c',
    });
    expect(parseImage('registry:5000/a')).toEqual({ repository: 'registry:5000/a' });
    expect(holding(/\[\^:\/\]\*\$\/, ''|> \w+\.lastIndexOf\('\/'\)/)).toEqual(['lib/documents/images.ts']);
  });

  test('how a path is written', () => {
    const path = ['spec', 'containers', 0, 'labels', 'a.b/c'];
    expect(objectPath(path)).toBe('spec.containers[0].labels["a.b/c"]');
    expect(collectorPath(['service', 'pipelines', 'traces/1', 'receivers', 0])).toBe(
      'service::pipelines::traces/1::receivers[0]',
    );
    expect(
      holding(/=== 'number'\) (?:return|text \+=) `\[\$\{|=== 'number' \? `(?:\$\{text\})?\[\$\{/),
    ).toEqual(['lib/documents/paths.ts']);
  });

  test('how a message names a place of a configuration', () => {
    // Those take a path in text apart, or make the name of a component.
    expect(holding(/\.join\('::'\)/).filter((file) => /^(?:lib|charts|cli)\//.test(file))).toEqual([
      'lib/checks/engine/refusals.ts',
      'lib/engine/native-engine.ts',
      'lib/engine/native-verdict.ts',
    ]);
  });

  test('what the release of a HelmRelease is called', () => {
    expect(holding(/\$\{targetNamespace\}-|spec\.targetNamespace \?\?|'targetNamespace'\]\)+ \?\?/)).toEqual([
      'lib/flux/names.ts',
    ]);
  });

  test('which mount holds a file', () => {
    expect(holding(/(?:mountPath|base)\.startsWith|startsWith\(`\$\{(?:mountPath|base)\}\//)).toEqual([
      'lib/platform/mounts.ts',
    ]);
  });

  test('what plain data is, and what a table holds for a word', () => {
    expect(holding(/isMap\(\w+: Data|type DataMap = \{/)).toEqual(['lib/documents/data.ts']);
    expect(holding(/Object\.hasOwn\(([\w.]+), (\w+)\)\s*\? \(?\1\[\2\]/)).toEqual(['lib/documents/data.ts']);
  });
});

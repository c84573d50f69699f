import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import { adopt, readInputs } from '../../lib/adopt';
import { checkSources } from '../../lib/checks';
import { patchOf } from '../../lib/delivery';
import { compareCollectors, compareTrees, treeFile } from '../../lib/delivery/diff';
import { Redactor, readYaml } from '../../lib/documents';
import { readSources, readTree } from '../../lib/platform';
import { svg, topologyOf } from '../../lib/topology';
import { processorSeconds } from '../support/processor';

const document = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: d}\n';

describe('texts that cost more than they should', () => {
  test.each([
    ['many documents behind a directive', `%YAML 1.1\n${document.repeat(2000)}`],
    ['a directive before each document', `%YAML 1.1\n${document}...\n`.repeat(1000)],
    ['a flow list whose lines begin too far left', `a:\n  b: [\n${'1,\n'.repeat(300_000)}]\n`],
    ['texts in quotes whose lines begin too far left', `a:\n  b: ["x\n${'y\n'.repeat(50_000)}"]\n`],
    ['deep nesting', `a: ${'['.repeat(100_000)}`],
    ['deep maps', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['a cyclic alias', 'a: &a [*a]\n'],
    ['an alias in its own map', 'a: &a {b: *a}\n'],
  ])('%s is read within a budget', (_, text) => {
    expect(processorSeconds(() => readYaml('a.yaml', text))).toBeLessThan(10);
  });

  test('each document behind a directive is read', () => {
    expect(readYaml('a.yaml', `%YAML 1.1\n${document.repeat(3)}`).documents).toHaveLength(3);
    expect(
      readYaml('a.yaml', `a: 1\n...\n%YAML 1.1\n---\nb: 2\n---\nc: 3\n`).documents.map(({ data }) => data),
    ).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
  });

  test('a long list that begins too far left has its content, and its places', () => {
    const { documents, problems } = readYaml('a.yaml', `a:\n  b: [\n${'1,\n'.repeat(5000)}]\nc: 2\n`);
    expect(problems).toEqual([]);
    expect(documents[0]?.data).toEqual({ a: { b: new Array(5000).fill(1) }, c: 2 });
    expect(documents[0]?.locate(['a', 'b', 4000])).toMatchObject({ line: 4003, column: 1 });
    expect(documents[0]?.locate(['c'])).toMatchObject({ line: 5004, column: 1 });
  });

  test.each(['diff-alias-bomb', 'cycle'])(
    'aliases that unfold without end are a problem of a difference, not its end: %s',
    (name) => {
      const text =
        name === 'cycle'
          ? 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: &a {b: *a}\n'
          : readFileSync(join(__dirname, 'cases', `${name}.yaml`), 'utf8');
      const tree = (content: string) =>
        new Map([['develop', new Map([['a.yaml', treeFile(Buffer.from(content))]])]]);
      let problems: readonly string[] = [];
      expect(
        processorSeconds(() => {
          problems = compareTrees(tree(text), tree(`${text}# x\n`)).problems;
        }),
      ).toBeLessThan(10);
      expect(problems[0]).toContain('aliases make this document stand for more than');
    },
  );

  test('aliases of aliases end where Go ends them, and those that people write are taken', () => {
    const lists = (depth: number) =>
      Array.from({ length: depth }, (_, index) => `b${index}: &a${index + 1} [*a${index}, *a${index}]\n`);
    const problemsOf = (text: string) => readYaml('a.yaml', text).problems.map(({ rule }) => rule);
    expect(problemsOf(`a: &a0 [x, x]\n${lists(16).join('')}`)).toEqual(['IN-4']);
    expect(problemsOf(`a: &a0 [x, x]\n${lists(6).join('')}`)).toEqual([]);
    const many = Array.from({ length: 2000 }, (_, index) => `k${index}: {<<: *base, own: ${index}}\n`);
    expect(problemsOf(`base: &base {a: 1, b: 2, c: 3, d: [1, 2, 3]}\n${many.join('')}`)).toEqual([]);
  });

  test('names that every object of JavaScript has are names like others', () => {
    const text = `receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {debug: {}}
extensions: {jaeger_query: {constructor: 1, "__proto__": {a: 1}, toString: x, storage: {traces: main}}, jaeger_storage: {backends: {main: {constructor: {}}}}}
service: {extensions: [jaeger_query, jaeger_storage], pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`;
    const found = checkSources([{ name: 'a.yaml', text }], {}).filter(({ rule }) => rule === 'JG-21');
    expect(found.length).toBeGreaterThanOrEqual(4);
    for (const { fix } of found) expect(fix).toMatch(/^(?:Write|The fields here are) /);
  });

  test('a picture takes a name of any length', () => {
    const name = 'x'.repeat(200_000);
    const text = `receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {debug/${name}: {}}\nservice: {pipelines: {traces/${name}: {receivers: [otlp], exporters: [debug/${name}]}}}\n`;
    const [part] = readSources([{ name: 'a.yaml', text }], {});
    if (part === undefined) throw new Error('nothing to draw');
    const { tree } = readTree(part);
    let picture = '';
    expect(
      processorSeconds(() => {
        picture = svg(topologyOf(tree));
      }),
    ).toBeLessThan(10);
    expect(picture).toContain('…');
  });

  test('thousands of secrets are taken out of a text at the price of some', () => {
    const secrets = Array.from(
      { length: 5000 },
      (_, index) => `s3cr${(index * 7919).toString(36)}xyz${index}`,
    );
    const redactor = new Redactor();
    redactor.learnPlaces(secrets.map((secret) => ({ path: [], secret, certainty: 'known' as const })));
    const text = secrets
      .map((secret) => `it is ${secret}, said ${Buffer.from(secret).toString('base64')}\n`)
      .join('');
    let shown = '';
    expect(
      processorSeconds(() => {
        shown = redactor.redact(text);
      }),
    ).toBeLessThan(4);
    expect(shown).toBe('it is REDACTED, said REDACTED\n'.repeat(5000));
  });

  test('a file of which every line changes has a diff', () => {
    const lines = (word: string) => Array.from({ length: 6000 }, (_, index) => `${word} ${index}\n`).join('');
    let patch = '';
    expect(
      processorSeconds(() => {
        patch = patchOf('a.yaml', lines('old'), lines('new'));
      }),
    ).toBeLessThan(4);
    expect(patch).toContain('@@ -1,6000 +1,6000 @@\n-old 0\n-old 1\n');
    expect(applyPatch(lines('old'), patch)).toBe(lines('new'));
  });

  test.each([
    [
      'in another order',
      (ids: readonly string[]) => [...ids.slice(1), ...ids.slice(0, 1)],
      'attributes/0 moved',
    ],
    ['with another one', (ids: readonly string[]) => [...ids, 'batch'], 'batch added after attributes/1499'],
  ])('collectors of thousands of processors are compared %s', (_, change, remark) => {
    const ids = Array.from({ length: 1500 }, (_, index) => `attributes/${index}`);
    const text = (members: readonly string[]) =>
      `receivers: {otlp: {protocols: {grpc: {}}}}\nprocessors: {${[...ids, 'batch'].map((id) => `${id}: {}`).join(', ')}}\nexporters: {debug: {}}\nservice: {pipelines: {${ids.map((id) => `"traces/${id.slice(11)}": {receivers: [otlp], processors: [${id}], exporters: [debug]}`).join(', ')}, traces: {receivers: [otlp], processors: [${members.join(', ')}], exporters: [debug]}}}\n`;
    const [before, after] = [ids, change(ids)].map((members) => {
      const [part] = readSources([{ name: 'a.yaml', text: text(members) }], {});
      return part && readTree(part).tree.collectors[0];
    });
    if (before === undefined || after === undefined) throw new Error('no collectors');
    let remarks: readonly string[] = [];
    expect(
      processorSeconds(() => {
        ({ remarks } = compareCollectors(before, after));
      }),
    ).toBeLessThan(4);
    expect(remarks).toEqual([expect.stringContaining(remark)]);
  });

  test('Kustomizations that wait for each other in a circle of thousands are judged', () => {
    const text = Array.from(
      { length: 2000 },
      (_, index) =>
        `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: k${index}, namespace: d}\nspec: {interval: 1m, prune: true, path: ./p, sourceRef: {kind: GitRepository, name: g}, dependsOn: [{name: k${(index + 1) % 2000}}]}\n`,
    ).join('---\n');
    let rules: readonly string[] = [];
    const seconds = processorSeconds(() => {
      rules = checkSources([{ name: 'a.yaml', text }]).map(({ rule }) => rule);
    });
    expect(seconds).toBeLessThan(6);
    expect(rules).toContain('HF-11');
  });

  test.each([
    ['a loop in a loop', '{{ range until 9000 }}{{ range until 9000 }}x{{ end }}{{ end }}'],
    ['a loop over a number', '{{ range 1000000000 }}x{{ end }}'],
    ['a text that doubles', '{{ $a := "x" }}{{ range until 60 }}{{ $a = print $a $a }}{{ end }}{{ $a }}'],
    ['a template that calls itself', '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}'],
    ['a text that runs itself', '{{ tpl .Values.podAnnotations.a . }}'],
    ['brackets in brackets', `{{ ${'('.repeat(20_000)}1${')'.repeat(20_000)} }}`],
    ['conditions in conditions', `${'{{ if true }}'.repeat(5000)}x${'{{ end }}'.repeat(5000)}`],
  ])('values with a template that is %s are judged', (_, template) => {
    const text = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: r, namespace: d}
spec:
  interval: 1m
  chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: o}}}
  values: {mode: deployment, image: {repository: otel/opentelemetry-collector-k8s}, podAnnotations: {a: ${JSON.stringify(template)}}}
`;
    let rules: readonly string[] = [];
    expect(
      processorSeconds(() => {
        rules = checkSources([{ name: 'a.yaml', text }]).map(({ rule }) => rule);
      }),
    ).toBeLessThan(4);
    expect(rules).toContain('XR-18');
  });

  test.each([
    ['many pipelines', 400, 1],
    ['ways from all to all', 30, 30],
  ])('a picture of a collector with %s is drawn', (_, pipelines, ways) => {
    const ids = Array.from({ length: pipelines }, (_none, index) => index);
    const forwards = Array.from({ length: ways }, (_none, index) => `forward/${index}`);
    const text = `receivers: {otlp: {protocols: {grpc: {}}}}\nprocessors: {batch: {}}\nexporters: {debug: {}}\nconnectors: {${forwards.map((id) => `${id}: {}`).join(', ')}}\nservice: {pipelines: {${ids.map((id) => `traces/${id}: {receivers: [otlp], processors: [batch], exporters: [${['debug', ...forwards].join(', ')}]}`).join(', ')}}}\n`;
    const [part] = readSources([{ name: 'a.yaml', text }], {});
    if (part === undefined) throw new Error('nothing to draw');
    let picture = '';
    expect(
      processorSeconds(() => {
        picture = svg(topologyOf(readTree(part).tree));
      }),
    ).toBeLessThan(4);
    expect(picture.split('traces/').length).toBeGreaterThan(pipelines);
  });

  test('adopt and validate are linear in the number of components', () => {
    const text = (count: number) => {
      const ids = Array.from({ length: count }, (_, index) => index);
      return `receivers:\n${ids.map((id) => `  otlp/${id}: {protocols: {grpc: {endpoint: "0.0.0.0:${id % 60000}"}}}\n`).join('')}exporters: {debug: {}}\nservice: {pipelines: {traces: {receivers: [${ids.map((id) => `otlp/${id}`).join(',')}], exporters: [debug]}}}\n`;
    };
    const costOf = (count: number) =>
      processorSeconds(() => {
        const [input] = readInputs('a.yaml', text(count));
        if (input !== undefined) adopt(input);
        checkSources([{ name: 'a.yaml', text: text(count) }]);
      });
    costOf(500);
    const growth = () => costOf(4000) / costOf(1000);
    const first = growth();
    // A collection of garbage, or caches that others empty, fall into one of the runs and seldom into both.
    expect(first < 9 ? first : Math.min(first, growth())).toBeLessThan(9);
  });
});

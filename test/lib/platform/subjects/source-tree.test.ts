import { checkSources, type Finding } from '../../../../lib/checks';
import { readSources, type Source } from '../../../../lib/platform';

const file = (name: string, text: string, base: string | null = 'repo'): Source => ({
  name,
  text,
  ...(base === null ? {} : { base }),
});
const brief = (findings: readonly Finding[]) =>
  findings.map(({ rule, file: name, path }) => `${rule} ${name} ${path ?? ''}`);
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n';
const partial = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicaz: 2}\n';

describe('a tree of files', () => {
  test('is parted into its environments, and what stands there for people is passed over', () => {
    const trees = readSources(
      [
        file('repo/develop/review/environment.yaml', 'environment: develop\n'),
        file(
          'repo/develop/review/collector.effective.yaml',
          'service: {pipelines: {traces: {}}}\nreceivers: {}\n',
        ),
        file('repo/develop/services/bank/namespace.yaml', namespace),
        file('repo/production/review/environment.yaml', 'environment: production\n'),
        file('repo/production/namespace.yaml', namespace),
        file('repo/elsewhere/namespace.yaml', namespace),
      ],
      {},
    );
    const shapes = trees.map(({ facts, complete, objects, collectors }) => ({
      environment: facts?.environment,
      complete,
      folders: objects.map(({ folder }) => folder),
      collectors: collectors.length,
    }));
    expect(shapes).toEqual([
      { environment: 'develop', complete: true, folders: ['services/bank'], collectors: 0 },
      { environment: 'production', complete: true, folders: [''], collectors: 0 },
      { environment: undefined, complete: false, folders: ['elsewhere'], collectors: 0 },
    ]);
  });

  test('need not be whole objects where a kustomization.yaml takes them for patches', () => {
    const kustomization = `resources: [a.yaml]\npatches: [{path: patch.yaml}]\nconfigMapGenerator: [{name: x, files: [config.yaml=../settings.yaml]}]\n`;
    const sources = [
      file('repo/app/kustomization.yaml', kustomization),
      file('repo/app/a.yaml', namespace),
      file('repo/app/patch.yaml', partial),
      file('repo/settings.yaml', partial),
    ];
    expect(brief(checkSources(sources, { rules: ['KS-1', 'KS-3', 'IN-5'] }))).toEqual([]);
    expect(brief(checkSources([file('repo/app/patch.yaml', partial)], { rules: ['KS-1'] }))).toEqual([
      'KS-1 repo/app/patch.yaml spec.replicaz',
    ]);
  });

  test('is whole where its Flux Kustomizations lead into it, and not where several clusters share it', () => {
    const kustomization = (path: string) =>
      `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps, namespace: flux-system}\nspec: {path: ${path}}\n`;
    const one = [
      file('repo/clusters/a/apps.yaml', kustomization('./apps')),
      file('repo/apps/a.yaml', namespace),
    ];
    expect(readSources(one, {})[0]?.complete).toBe(true);
    expect(
      readSources([...one, file('repo/clusters/b/apps.yaml', kustomization('./apps'))], {})[0]?.complete,
    ).toBe(false);
    expect(readSources([file('repo/clusters/a/apps.yaml', kustomization('./else'))], {})[0]?.complete).toBe(
      false,
    );
  });

  test('may hold anything beside objects; a file that is named must be something', () => {
    const text = 'jobs: {build: {on: push}}\n';
    expect(checkSources([file('repo/ci.yaml', text)])).toEqual([]);
    expect(brief(checkSources([file('ci.yaml', text, null)]))).toEqual(['IN-5 ci.yaml ']);
  });

  test('takes the objects of a List apart', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: a}\n    dota: {}\n`;
    expect(checkSources([file('list.yaml', list, null)], { rules: ['KS-1'] })).toMatchObject([
      { rule: 'KS-1', line: 7, column: 5, construct: 'ConfigMap a' },
    ]);
  });

  test('a kustomization.yaml may leave out its kind', () => {
    const found = checkSources([file('repo/kustomization.yaml', 'resource: [a.yaml]\n')], {
      rules: ['KS-1'],
    });
    expect(brief(found)).toEqual(['KS-1 repo/kustomization.yaml resource']);
  });
});

describe('the input is recognised', () => {
  const rules = ['RF-1', 'IN-5'];
  const config = `receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {debug: {}}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [gone]}}}\n`;
  const indented = config.replace(/^/gm, '  ').trimEnd();
  test.each<[string, string, string]>([
    ['a bare configuration', config, 'RF-1 a.yaml service::pipelines::traces::exporters[0]'],
    [
      'the same as JSON',
      JSON.stringify({
        exporters: { debug: {} },
        receivers: { otlp: {} },
        service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['gone'] } } },
      }),
      'RF-1 a.yaml service::pipelines::traces::exporters[0]',
    ],
    [
      'values of the chart',
      `mode: deployment\nimage: {repository: otelcol}\nconfig:\n${indented}\n`,
      'RF-1 a.yaml service::pipelines::traces::exporters[0]',
    ],
    [
      'a ConfigMap',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  relay: |\n${config.replace(/^/gm, '    ').trimEnd()}\n`,
      'RF-1 a.yaml service::pipelines::traces::exporters[0]',
    ],
    [
      'an OpenTelemetryCollector',
      `apiVersion: opentelemetry.io/v1beta1\nkind: OpenTelemetryCollector\nmetadata: {name: a}\nspec:\n  config:\n${config.replace(/^/gm, '    ').trimEnd()}\n`,
      'RF-1 a.yaml service::pipelines::traces::exporters[0]',
    ],
  ])('%s', (_, text, expected) => {
    expect(brief(checkSources([{ name: 'a.yaml', text }], { rules }))).toEqual([expected]);
  });
});

describe('a configuration that stands as text in a ConfigMap', () => {
  const configMap = (key: string, text: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  ${key}: |\n${text.replace(/^(?=.)/gm, '    ')}`;
  const found = (text: string, rules: string[]) =>
    checkSources([{ name: 'a.yaml', text }], { rules }).map(
      ({ rule, line, column }) => `${rule} ${line}:${column}`,
    );

  test('is read where it is not YAML', () => {
    const broken = 'receivers:\n  otlp: protocols: {}\nexporters:\nservice:\n  pipelines: {}\n';
    expect(found(configMap('relay', broken), ['IN-1'])).toEqual(['IN-1 7:22']);
    expect(found(configMap('collector.yaml', broken), ['IN-1'])).toEqual(['IN-1 7:22']);
    expect(found(configMap('app.yaml', 'a: b: c\n'), ['IN-1'])).toEqual([]);
  });

  test('is judged word by word, and where it is empty', () => {
    const words = 'receivers: {otlp: {on: 1}}\nexporters: {}\nservice: {pipelines: {}}\n';
    expect(found(configMap('relay', words), ['YM-1'])).toEqual(['YM-1 6:24']);
    expect(found(configMap('relay', '# nothing\n'), ['ST-1'])).not.toEqual([]);
  });
});

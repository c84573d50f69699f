import { componentLines } from '../../../tools/release-facts/components';
import { differences } from '../../../tools/release-facts/differences';
import { flips } from '../../../tools/release-facts/engine';
import { reportText } from '../../../tools/release-facts/report';
import { bodiesIn } from '../../../tools/release-facts/samples';
import type { ComponentFile, StructField } from '../../../tools/schemas/lib/collector/model';
import type { Catalog } from '../../../tools/schemas/lib/collector/read';

const component = (
  fields: { readonly [name: string]: StructField },
  rest: Partial<ComponentFile> = {},
): ComponentFile => ({
  class: 'receiver',
  type: 'redis',
  module: 'receiver/redisreceiver',
  repository: 'contrib',
  stability: { metrics: 'beta' },
  distributions: { contrib: '..' },
  source: { from: 'source', release: '0.158.0' },
  structs: { Config: { fields } },
  ...rest,
});
const catalog = (...components: ComponentFile[]): Catalog => ({
  release: '0.158.0',
  components,
  shared: { structs: {} },
});
const inspection = {
  release: '0.165.1',
  structs: {},
  operators: {},
  scrapers: {},
  failed: { 'receiver.mysql': 'cannot be had' },
  components: [
    {
      class: 'receiver' as const,
      type: 'redis',
      declared: 'redis_server',
      package: 'x/redisreceiver',
      release: '0.165.1',
      stability: { metrics: 'stable', logs: 'alpha' },
      config: 'x.Config',
    },
  ],
};

describe('release-facts', () => {
  const before = catalog(
    component({ endpoint: { type: 'text' }, old: { type: 'text', since: '0.112.0..0.124.1' } }),
  );
  const after = catalog(
    component({
      endpoint: { type: 'text' },
      old: { type: 'text', since: '0.112.0..0.124.1', until: '0.158.0..0.165.1' },
      fresh: { type: 'text', since: '0.158.0..0.165.1' },
    }),
  );
  const found = differences(before, after, inspection);

  it('tells what a release brings, takes, renames, and what is carried', () => {
    expect(found).toEqual({
      read: ['receiver redis'],
      carried: ['receiver mysql'],
      came: ['receiver redis Config.fresh'],
      gone: ['receiver redis Config.old'],
      renamed: ['receiver redis is called redis_server'],
      stability: [
        'receiver redis: metrics is stable, was beta',
        'receiver redis: logs is alpha, was not there',
      ],
    });
    expect(differences(after, after, inspection)).toMatchObject({ came: [], gone: [] });
  });

  it('writes it as one text', () => {
    const text = reportText({
      release: '0.165.1',
      differences: found,
      names: { known: { core: '0.165.0', contrib: '0.161.0' }, told: ['0.159.0: receiver a is called b'] },
      samples: { bodies: 3, faults: ['config.yaml: receivers::redis has no field x'] },
      engine: { built: false, output: 'no module' },
    });
    expect(text).toContain('1 components were read, 1 are carried');
    expect(text).toContain('## Names: known to 0.161.0 in contrib, to 0.165.0 in core;');
    expect(text).toContain('- 0.159.0: receiver a is called b');
    expect(text).toContain('## Fields that are gone\n- receiver redis Config.old');
    expect(text).toContain('## Samples of the modules: 3 bodies');
    expect(text).toContain('## Engine: not built\n```\nno module\n```');
  });

  it('asks for contrib at the release, for core at its first patch, and for nothing that is gone', () => {
    const components = [
      component({}),
      component({}, { type: 'otlp', module: 'receiver/otlpreceiver', repository: 'core' }),
      component({}, { type: 'old', until: '0.120.0' }),
      component({}, { type: 'obi', repository: 'other' }),
    ];
    expect(componentLines(components, '0.165.1', '0.165.0')).toEqual([
      'receiver redis github.com/open-telemetry/opentelemetry-collector-contrib/receiver/redisreceiver v0.165.1',
      'receiver otlp go.opentelemetry.io/collector/receiver/otlpreceiver v0.165.0',
    ]);
  });

  it('finds the bodies of a component in a sample, at the top or in a whole configuration, under all its names', () => {
    const text =
      'otlphttp/old: {endpoint: a}\nexporters: {otlp_http: {endpoint: b}, debug: {}}\notlp_http:\n';
    expect(bodiesIn(text, { class: 'exporter', type: 'otlp_http' })).toEqual([
      ['otlphttp/old', { endpoint: 'a' }],
      ['otlp_http', { endpoint: 'b' }],
    ]);
  });
});

test('tells the defaults that two releases have otherwise', () => {
  const before = { exporters: { otlp_http: { timeout: '30s', encoding: 'proto' }, file: { path: 'a' } } };
  const after = { exporters: { otlp_http: { timeout: '5s', encoding: 'proto', fresh: 1 } } };
  expect(flips({ exporters: { a: { token: '' } } }, { exporters: { a: { token: '[REDACTED]' } } })).toEqual(
    [],
  );
  expect(flips(before, after)).toEqual(['exporters::otlp_http::timeout: "30s" → "5s"']);
  const text = reportText({
    release: '0.165.1',
    differences: differences(catalog(), catalog(), inspection),
    names: { known: { core: '0.165.0', contrib: '0.161.0' }, told: [] },
    samples: { bodies: 0, faults: [] },
    engine: { built: true, output: 'fine', defaults: flips(before, after) },
  });
  expect(text).toContain('## Defaults that differ\n- exporters::otlp_http::timeout: "30s" → "5s"');
});

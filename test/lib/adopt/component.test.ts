import { type AdoptedProgram, type AdoptInput, adopt, readInputs } from '../../../lib/adopt';

/** What becomes of a configuration of which some sections are given. */
function adopted(
  sections: string,
  service = 'pipelines: {traces: {receivers: [otlp], exporters: [debug]}}',
): AdoptedProgram {
  const [input] = readInputs('test.yaml', `${sections}\nservice: {${service}}\n`);
  return adopt(input as AdoptInput);
}

const notes = (program: AdoptedProgram) => program.notes.map(({ kind, message }) => `${kind}: ${message}`);
const unchecked = (path: string, why: string) => `kept: ${path} goes through component(…), unchecked: ${why}`;
const ends = 'receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {debug: {}}';

describe('a component goes through component(…)', () => {
  test('where the catalog does not know its type, or has no fields of it', () => {
    expect(notes(adopted(`${ends}\nprocessors: {own: {a: 1}}`))).toContain(
      unchecked('processors::own', 'the catalog does not know this type'),
    );
  });

  test('where a field does not fit, named below the component', () => {
    const program = adopted(`${ends}\nprocessors: {batch: {timeout: [1]}}`);
    expect(notes(program).join('\n')).toMatch(
      /^kept: processors::batch goes through component\(…\), unchecked: timeout /m,
    );
    expect(program.code).toContain("const batch = component('processor', 'batch', { timeout: [1] });");
  });

  test('where it is null and has fields that must be set, and not where it has none', () => {
    const program = adopted(
      `${ends}\nprocessors: {probabilistic_sampler: null, batch: null}\nconnectors: {}`,
    );
    expect(program.code).toContain('const batch = processors.batch(');
    expect(
      notes(adopted('receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {debug: {}, file: null}')),
    ).toContain(unchecked('exporters::file', 'it is null, and has fields that must be set'));
  });

  test('where it carries a signal that the catalog does not know it to carry', () => {
    const service =
      'pipelines: {traces: {receivers: [host_metrics], processors: [metricstransform], exporters: [debug]}}';
    expect(
      notes(adopted('receivers: {host_metrics: {scrapers: {cpu: {}}}}\nexporters: {debug: {}}', service)),
    ).toContain(unchecked('receivers::host_metrics', 'the catalog does not know it to carry traces'));
  });

  test('where a connector leads between signals that it does not join', () => {
    const service =
      'pipelines: {logs: {receivers: [otlp], exporters: [span_metrics]}, metrics: {receivers: [span_metrics], exporters: [debug]}}';
    const program = adopted(`${ends}\nconnectors: {span_metrics: {}}`, service);
    expect(notes(program)).toContain(
      unchecked('connectors::span_metrics', 'the catalog does not know it to carry logs'),
    );
    expect(program.code).toContain("component('connector', 'span_metrics', {}, {");
    expect(program.code).toContain("signals: ['logs']");
    expect(program.code).toContain("gives: ['metrics']");
  });

  test('with its name and the signals that it is used for', () => {
    const program = adopted(
      'receivers: {own: {a: 1}}\nexporters: {own/x: {a: 1}}\nprocessors: {own/y: {a: 1}, own: {a: 1}}',
      'pipelines: {logs: {receivers: [own], exporters: [own/x]}}',
    );
    const [code] = [program.code.replace(/\s+/g, ' ')];
    expect(code).toContain("component('receiver', 'own', { a: 1 }, { signals: ['logs'] })");
    expect(code).toContain("component('exporter', 'own', { a: 1 }, { signals: ['logs'], name: 'x' })");
    expect(code).toContain("component('processor', 'own', { a: 1 }, { signals: [], name: 'y' })");
    expect(code).toContain("component('processor', 'own', { a: 1 })");
  });
});

describe('a typed component', () => {
  test('is called without arguments where it is empty and nameless, and else with its body and name', () => {
    const { code } = adopted(`${ends}\nprocessors: {batch: {}, batch/x: {}, batch/y: {timeout: 5s}}`);
    expect(code).toContain('processors.batch()');
    expect(code).toContain("processors.batch({}, 'x')");
    expect(code).toMatch(/processors\.batch\(\{\s*timeout: '5s',?\s*\}, 'y'\)/);
  });
});

test('references that only the running collector resolves are told, each once', () => {
  const program = adopted(
    `${ends}\nprocessors: {attributes: {actions: [{key: a, action: insert, value: "\${X} \${file:/a} \${env:Y} $$\${Z} {{ .Values.a }}"}]}}`,
  );
  const path = 'processors::attributes::actions[0]::value';
  expect(notes(program).filter((note) => note.includes(path))).toEqual([
    `kept: ${path} holds \${X}, a variable without env:: carried as text`,
    `kept: ${path} holds \${file:/a}, the provider file: carried as text`,
    `kept: ${path} holds {{ }}: carried as text; through the chart, Helm evaluates it`,
  ]);
});

test('null in the values of the chart, where it gets lost, is written as a map or told', () => {
  const [input] = readInputs(
    'test.yaml',
    [
      'apiVersion: helm.toolkit.fluxcd.io/v2',
      'kind: HelmRelease',
      'metadata: {name: gateway, namespace: observability}',
      'spec:',
      '  interval: 30m',
      '  chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: charts}}}',
      '  values:',
      '    mode: deployment',
      '    image: {repository: otel/opentelemetry-collector-k8s}',
      '    alternateConfig:',
      '      receivers: {otlp: {protocols: {grpc: null}}, own: {a: null}, own/x: null}',
      '      processors: {batch: null}',
      '      exporters: {debug: null}',
      '      service: {pipelines: {traces: {receivers: [otlp, own, own/x], processors: [batch], exporters: [debug]}}}',
      '',
    ].join('\n'),
  );
  const program = adopt(input as AdoptInput);
  const changed = (path: string, who: string) =>
    `changed: ${path} is written as {} instead of null; the ${who} takes both for its defaults`;
  expect(notes(program).filter((note) => note.includes('null'))).toEqual([
    changed('receivers::otlp::protocols::grpc', 'receiver'),
    'lost: receivers::own::a is null, which gets lost on the way to the cluster; write what it means',
    changed('receivers::own/x', 'collector'),
    changed('processors::batch', 'collector'),
    changed('exporters::debug', 'collector'),
  ]);
  expect(program.code).toContain('processors.batch()');
});

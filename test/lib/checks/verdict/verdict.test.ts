import { judgeSources } from '../../../../lib/checks';
import type { Engine, EngineFault, Question, Verdict } from '../../../../lib/engine';
import { EngineFailure } from '../../../../lib/engine';

const relay = `receivers:
  otlp: {protocols: {grpc: {}}}
  prometheus: {config: {scrape_configs: []}}
processors:
  transform:
    trace_statements:
      - set(span.name, "a")
      - replace_match(span.name, "[0-9", "b")
  attributes:
    actions:
      - {key: a, action: upsertt}
exporters:
  debug: {}
service:
  pipelines:
    traces: {receivers: [otlp], processors: [transform, attributes], exporters: [debug]}
    metrics: {receivers: [prometheus], exporters: [debug]}
`;

/** An engine that says what a test tells it, and keeps what it was asked. */
function engineOf(answer: Partial<Verdict> | EngineFailure, asked: Question[] = []): Engine {
  return {
    release: '0.158.0',
    knows: (_, type) => type !== 'prometheus',
    judge: (questions) => {
      asked.push(...questions);
      return questions.map(() =>
        answer instanceof EngineFailure ? answer : { faults: [], strange: [], ...answer },
      );
    },
  };
}

const judge = (engine: Engine, text = relay, collectorVersion = '0.158.0') =>
  judgeSources([{ name: 'relay.yaml', text }], { engine, collectorVersion });

const refusals = (engine: Engine, text?: string) =>
  judge(engine, text).findings.filter(({ rule }) => rule.startsWith('CO-'));

// A pattern of its own language, which no rule reads.
const glob = {
  stage: 'validate',
  message: 'unable to parse OTTL statement "replace_match(span.name, ...)": is not a valid pattern',
  path: ['processors', 'transform', 'trace_statements', 1],
} as const;

describe('the verdict of the collector', () => {
  test('is asked of the engine of the release that runs the collector, where there is one', () => {
    const asked: Question[] = [];
    const old: Engine = { ...engineOf({}, asked), release: '0.149.0' };
    const engine: Engine = {
      ...engineOf(new EngineFailure('not me')),
      other: (release) => (release === '0.149.0' ? old : undefined),
    };
    const by = (version: string) => judge(engine, relay, version).notJudged.map(({ why }) => why);
    expect(by('0.149.0')).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(by('0.140.0')).toEqual(['It runs collector 0.140.0; the engine at hand is 0.158.0.']);
  });

  test('is asked for the effective configuration, with the signals of what the engine lacks', () => {
    const asked: Question[] = [];
    judge(engineOf({}, asked));
    expect(asked).toHaveLength(1);
    expect(JSON.parse(asked[0]?.config ?? '')).toMatchObject({ exporters: { debug: {} } });
    expect(asked[0]?.signals).toEqual({ receivers: { prometheus: ['metrics'] } });
  });

  test('is not asked for more components than anyone runs', () => {
    const relayOf = (receivers: number) =>
      relay.replace(
        '  prometheus:',
        `${Array.from({ length: receivers }, (_, i) => `  otlp/${i}: {protocols: {grpc: {}}}\n`).join('')}  prometheus:`,
      );
    const asked: Question[] = [];
    expect(judge(engineOf({}, asked), relayOf(10)).notJudged).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(judge(engineOf({}, asked), relayOf(2000)).notJudged.map(({ why }) => why)).toEqual([
      'It has more than 2000 components, for which the engine would take very long.',
    ]);
    expect(asked).toHaveLength(1);
  });

  test('becomes a finding at the line of the part that is at fault', () => {
    expect(refusals(engineOf({ faults: [glob] }))).toEqual([
      expect.objectContaining({
        rule: 'CO-2',
        severity: 'error',
        message: `the collector refuses this: ${glob.message}`,
        path: 'processors::transform::trace_statements[1]',
        line: 8,
        column: 9,
      }),
    ]);
  });

  test('comes under a rule of its class', () => {
    const rules = (message: string, stage: 'build' | 'start' = 'build') =>
      refusals(engineOf({ faults: [{ stage, message, path: ['processors', 'transform'] }] })).map(
        ({ rule }) => rule,
      );
    expect(rules('error parsing regexp: invalid or unsupported Perl syntax: `(?=`')).toEqual(['CO-3']);
    expect(rules('statement has invalid syntax: 1:30')).toEqual(['CO-2']);
    expect(rules('duplicate policy name "p"', 'start')).toEqual(['CO-4']);
    expect(rules('something else')).toEqual(['CO-1']);
  });

  test('gives way to a rule that says the same of the same place', () => {
    const fault = {
      stage: 'build',
      message: 'unsupported action "upsertt"',
      path: ['processors', 'attributes', 'actions', 0, 'action'],
    } as const;
    const { findings } = judge(engineOf({ faults: [fault] }));
    const there = findings.filter(({ line, severity }) => line === 11 && severity === 'error');
    expect(there.map(({ rule }) => rule)).toEqual([expect.not.stringMatching(/^CO-/)]);
  });

  test('gives way to a rule that calls the other of two fields the fault, once', () => {
    const text = relay.replace('action: upsertt}', 'action: upsert, from_attribute: b, value: c}');
    const fault = (field: string) =>
      ({
        stage: 'build',
        message: `${field} is wrong`,
        path: ['processors', 'attributes', 'actions', 0, field],
      }) as const;
    const inAttributes = (...faults: readonly EngineFault[]) =>
      judge(engineOf({ faults }), text)
        .findings.filter(({ line, severity }) => line === 11 && severity === 'error')
        .map(({ rule, path }) => `${rule} ${path?.split('::').at(-1)}`);
    expect(inAttributes(fault('value'))).toEqual(['CV-32 from_attribute']);
    expect(inAttributes(fault('key'), fault('value'))).toEqual(['CO-1 key', 'CV-32 from_attribute']);
    expect(inAttributes(fault('value'), fault('from_attribute'))).toEqual([
      'CV-32 from_attribute',
      'CO-1 value',
    ]);
  });

  test('gives way to what a rule says of the graph', () => {
    const text = relay.replace('[transform, attributes]', '[transform, atributes]');
    const message = 'service::pipelines::traces: references processor "atributes" which is not configured';
    const fault = {
      stage: 'validate',
      message,
      path: ['service', 'pipelines', 'traces', 'processors', 1],
    } as const;
    const rules = judge(engineOf({ faults: [fault] }), text).findings.filter(
      ({ severity, path = '' }) => severity === 'error' && path.startsWith('service'),
    );
    expect(rules.map(({ rule }) => rule)).toEqual([expect.stringMatching(/^RF-/)]);
  });

  test('is taken back by a suppression of its rule', () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: relay, namespace: observability, annotations: {otelflux.dev/ignore: "CO-2: our build has this path"}}
data:
  relay.yaml: |
${relay.replace(/^/gm, '    ')}`;
    expect(refusals(engineOf({ faults: [glob] }), text)).toEqual([]);
  });
});

describe('a key that a rule doubts for want of a release', () => {
  const text = relay.replace('grpc: {}', 'grpc: {colour: a}');
  const fault = {
    stage: 'decode',
    message: "'protocols.grpc' has invalid keys: colour",
    path: ['receivers', 'otlp', 'protocols', 'grpc', 'colour'],
  } as const;
  const there = (engine?: Engine) =>
    judgeSources([{ name: 'relay.yaml', text }], engine === undefined ? {} : { engine })
      .findings.filter(({ path }) => path === 'receivers::otlp::protocols::grpc::colour')
      .map(({ rule, severity }) => `${severity} ${rule}`);

  test('is an error once the collector refuses it, and is said once', () => {
    expect(there()).toEqual(['warning TV-6']);
    expect(there(engineOf({ faults: [fault] }))).toEqual(['error TV-6']);
  });
});

describe('what the collector could not judge', () => {
  test('is said of components that the engine lacks', () => {
    expect(judge(engineOf({ strange: ['receivers::prometheus'] })).notJudged).toEqual([
      {
        what: 'receivers::prometheus (in all 1), by the collector itself',
        why: 'The engine of 0.158.0 cannot run this type.',
        how: expect.stringContaining('otelcol validate'),
      },
    ]);
  });

  test('is said of collectors of another release, which are not asked about', () => {
    const asked: Question[] = [];
    const { notJudged } = judge(engineOf({ faults: [glob] }, asked), relay, '0.113.0');
    expect(asked).toEqual([]);
    expect(notJudged).toEqual([
      expect.objectContaining({ why: 'It runs collector 0.113.0; the engine at hand is 0.158.0.' }),
    ]);
    expect(judge(engineOf({}, asked), relay, '0.158.2').notJudged).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  test('is said where the engine gives no answer', () => {
    const { notJudged } = judge(engineOf(new EngineFailure('it took longer than 60 s')));
    expect(notJudged).toEqual([
      expect.objectContaining({ why: 'The engine gave no answer: it took longer than 60 s.' }),
    ]);
  });
});

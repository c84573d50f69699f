import { readYaml } from '../../../lib/documents';
import { type Pipelines, readTestFile, runTest, type Step, span } from '../../../lib/testing';

const text = `collector: release.yaml
environment: {TENANT: 7}
tests:
  - name: cards are removed
    receive:
      - receiver: otlp
        spans:
          - {name: GET /expenses, kind: server, attributes: {card: "4111"}}
      - wait: 30s
    expect:
      otlp_grpc/tempo: {spans: [{name: GET /expenses, attributes: {card: null}}]}
      debug: {}
`;

function read(content: string) {
  const [document] = readYaml('a.telemetry.yaml', content).documents;
  if (document === undefined) throw new Error('no document');
  return readTestFile(document);
}

/** Pipelines that send each exporter the same. */
function pipelinesSending(spans: ReturnType<typeof span>[], played: Step[] = []): Pipelines {
  const play = async (steps: readonly Step[]) => {
    played.push(...steps);
    return {
      skipped: ['processors::k8s_attributes'],
      sentTo: (exporter: unknown) => ({
        exporter: String(exporter),
        spans: exporter === 'debug' ? [] : spans,
        logs: [],
        metrics: [],
      }),
    };
  };
  return { play, receive: (receiver, telemetry) => play([{ receiver, telemetry }]) };
}

describe('a file of pipeline tests', () => {
  test('says what comes in, when, and what goes out', () => {
    const { collector, environment, tests } = read(text);
    expect({ collector, environment }).toEqual({ collector: 'release.yaml', environment: { TENANT: '7' } });
    expect(tests[0]?.steps).toEqual([
      {
        receiver: 'otlp',
        telemetry: {
          signal: 'traces',
          items: [
            expect.objectContaining({ name: 'GET /expenses', kind: 'server', attributes: { card: '4111' } }),
          ],
        },
      },
      { wait: '30s' },
    ]);
    expect(tests[0]?.expectations.map(({ exporter, kind }) => `${exporter} ${kind}`)).toEqual([
      'otlp_grpc/tempo spans',
      'debug spans',
      'debug logs',
      'debug metrics',
    ]);
  });

  test.each([
    ['tests: []\n', 'a.telemetry.yaml:1: collector must be a text'],
    ['collector: a.yaml\n', 'a.telemetry.yaml:1: tests must be a list'],
    [
      text.replace('wait: 30s', 'pause: 30s'),
      'a.telemetry.yaml:9: tests[0].receive[1] needs spans, logs, metrics or wait',
    ],
    [
      text.replace('receiver: otlp', 'reciever: otlp'),
      'a.telemetry.yaml:6: tests[0].receive[0].reciever is not known here; there are receiver, spans',
    ],
    [
      text.replace('{spans: [', '{span: ['),
      'a.telemetry.yaml:11: tests[0].expect["otlp_grpc/tempo"].span is not known here; there are spans, logs, metrics',
    ],
  ])('is refused with place and reason (%#)', (content, message) => {
    expect(() => read(content)).toThrow(message);
  });

  test('passes where exporters get what it expects, and fails with the difference', async () => {
    const [first] = read(text).tests;
    if (first === undefined) throw new Error('no test');
    const played: Step[] = [];
    expect(await runTest(pipelinesSending([span('GET /expenses')], played), first)).toEqual({
      failures: [],
      skipped: ['processors::k8s_attributes'],
    });
    expect(played).toEqual(first.steps);
    const { failures } = await runTest(pipelinesSending([span('GET /expenses', { card: '4111' })]), first);
    expect(failures).toEqual([expect.stringContaining('attributes.card is "4111", expected none')]);
  });

  test('fails where the pipelines do not run', async () => {
    const [first] = read(text).tests;
    if (first === undefined) throw new Error('no test');
    const play = () => Promise.reject(new Error('the pipelines do not start: processors::filter'));
    expect((await runTest({ play, receive: play }, first)).failures).toEqual([
      'the pipelines do not start: processors::filter',
    ]);
  });
});

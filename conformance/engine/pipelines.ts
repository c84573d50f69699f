import { collector, exporters, processors, receivers, traces } from '../../lib/collector';
import { differences, pipelinesOf, type Sent, span, spans, trace } from '../../lib/testing';
import type { Outcome } from '../support/report';

/** What a gateway is made of, so that one word of it can be changed. */
interface Texts {
  readonly filter: string;
  readonly statements: readonly string[];
  readonly status: 'ERROR' | 'OK' | 'UNSET';
  readonly batch: string;
  readonly key: string;
}

const right: Texts = {
  filter: 'span.attributes["http.route"] == "/health"',
  statements: [
    'delete_key(span.attributes, "card")',
    'set(span.attributes["tier"], "gold") where resource.attributes["service.name"] == "shop"',
  ],
  status: 'ERROR',
  batch: '5s',
  key: 'team',
};

const otlp = receivers.otlp({ protocols: { grpc: {} } });
const tempo = exporters.otlpGrpc({ endpoint: 'tempo:4317' }, 'tempo');
const archive = exporters.otlpGrpc({ endpoint: 'archive:4317' }, 'archive');

function gateway({ filter, statements, status, batch, key }: Texts) {
  const all = traces({
    receivers: [otlp],
    processors: [
      processors.filter({ trace_conditions: [filter] }),
      processors.transform({ trace_statements: [...statements] }),
      processors.attributes({ actions: [{ key, value: 'money', action: 'insert' }] }),
      processors.batch({ timeout: batch as '5s' }),
    ],
    exporters: [tempo],
  });
  const errors = traces(
    {
      receivers: [otlp],
      processors: [
        processors.tailSampling({
          decision_wait: '10s',
          policies: [{ name: 'errors', type: 'status_code', status_code: { status_codes: [status] } }],
        }),
      ],
      exporters: [archive],
    },
    'errors',
  );
  return collector({ pipelines: [all, errors] });
}

const shop = { resource: { 'service.name': 'shop' } };

interface PipelineCase {
  readonly name: string;
  /** What is wrong with the outcome; empty where it is right. */
  judge(texts: Texts): Promise<string>;
}

/** Gives spans in and compares what one exporter got. */
function expecting(
  name: string,
  given: Parameters<typeof spans>,
  exporter: typeof tempo,
  expected: readonly object[],
): PipelineCase {
  return {
    name,
    judge: async (texts) => {
      const run = await pipelinesOf(gateway(texts)).receive(
        otlp,
        given.length > 1 && exporter === archive
          ? trace(given[0] ?? span(''), ...given.slice(1))
          : spans(...given),
      );
      return differences(run.sentTo(exporter) as Sent, 'spans', expected) ?? '';
    },
  };
}

const cases: readonly PipelineCase[] = [
  expecting(
    'health checks are dropped',
    [span('GET /health', { 'http.route': '/health' }), span('GET /a')],
    tempo,
    [{ name: 'GET /a' }],
  ),
  expecting('other routes are kept', [span('GET /a', { 'http.route': '/a' })], tempo, [
    { name: 'GET /a', attributes: { 'http.route': '/a' } },
  ]),
  expecting('card numbers are removed', [span('GET /a', { card: '4111', size: 1 })], tempo, [
    { name: 'GET /a', attributes: { card: null, size: 1 } },
  ]),
  expecting('the shop is gold', [span('GET /a', {}, shop)], tempo, [{ attributes: { tier: 'gold' } }]),
  expecting('others are not', [span('GET /a', {}, { resource: { 'service.name': 'bank' } })], tempo, [
    { attributes: { tier: null } },
  ]),
  expecting('each span names its team', [span('GET /a')], tempo, [{ attributes: { team: 'money' } }]),
  expecting('a team that is there stays', [span('GET /a', { team: 'bank' })], tempo, [
    { attributes: { team: 'bank' } },
  ]),
  expecting(
    'traces with an error are archived whole',
    [span('GET /a'), span('select', {}, { status: 'error' })],
    archive,
    [{ name: 'GET /a' }, { name: 'select', status: 'error' }],
  ),
  expecting('traces without one are not', [span('GET /a', {}, { status: 'ok' })], archive, []),
  expecting(
    'health checks reach the archive only with an error',
    [span('GET /health', { 'http.route': '/health' })],
    archive,
    [],
  ),
];

/** One word changed each: some case must notice. */
const wrong: readonly Partial<Texts>[] = [
  { filter: 'span.attributes["http.target"] == "/health"' },
  { filter: 'span.attributes["http.route"] != "/health"' },
  { filter: 'span.attributes["http.route"] == "/heath"' },
  { statements: ['delete_key(span.attributes, "cart")', right.statements[1] ?? ''] },
  { statements: ['delete_key(resource.attributes, "card")', right.statements[1] ?? ''] },
  {
    statements: [
      right.statements[0] ?? '',
      'set(span.attributes["tier"], "gold") where resource.attributes["service.name"] != "shop"',
    ],
  },
  {
    statements: [
      right.statements[0] ?? '',
      'set(span.attributes["tier"], "silver") where resource.attributes["service.name"] == "shop"',
    ],
  },
  { key: 'tea' },
  { status: 'OK' },
  { status: 'UNSET' },
];

/** The cases with the pipelines as they should be: what is wrong with the outcome, empty where it is right. */
export const rightCases = cases.map(({ name, judge }) => ({ name, judge: () => judge(right) }));

/** A gateway's pipelines under test, and each of its mutants, which must fail. */
export async function pipelineCases(): Promise<Pick<Outcome, 'what' | 'cases' | 'disagreements'>> {
  const disagreements: { name: string; detail: string }[] = [];
  for (const each of cases) {
    const detail = await each.judge(right);
    if (detail !== '') disagreements.push({ name: each.name, detail });
  }
  for (const change of wrong) {
    const texts = { ...right, ...change };
    const failures = await Promise.all(cases.map((each) => each.judge(texts)));
    if (failures.every((failure) => failure === ''))
      disagreements.push({ name: JSON.stringify(change), detail: 'no case notices' });
  }
  return {
    what: 'pipelines under test, and mutants of them',
    cases: cases.length + wrong.length,
    disagreements,
  };
}

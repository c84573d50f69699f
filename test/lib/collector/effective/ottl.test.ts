import { notation, ottlGroups, read } from '../../../../lib/collector/effective';
import { subjectOf } from '../../checks/rules/collector/judge';

/** Every text of OTTL that a component holds: its place, its kind and what is written of its context. */
function texts(section: string, type: string, body: string): string[] {
  const [component] = read(subjectOf(`${section}: {${type}: ${body}}\n`)).components;
  if (component === undefined) throw new Error(`no ${type} in ${section}`);
  return ottlGroups(component).flatMap(({ texts: found, place }) =>
    found.map(
      ({ path, kind }) =>
        `${notation(path.slice(2))}, ${kind} of ${place.context ?? place.contexts.join('/')}`,
    ),
  );
}

test.each([
  [
    'transform',
    '{trace_statements: [a, {context: span, statements: [b], conditions: [c]}]}',
    [
      'trace_statements[0], statement of resource/scope/span/spanevent',
      'trace_statements[1]::statements[0], statement of span',
      'trace_statements[1]::conditions[0], condition of span',
    ],
  ],
  [
    'transform',
    '{metric_statements: [a], log_statements: [b], profile_statements: [c]}',
    [
      'metric_statements[0], statement of resource/scope/metric/datapoint/exemplar',
      'log_statements[0], statement of resource/scope/log',
      'profile_statements[0], statement of resource/scope/profile',
    ],
  ],
  [
    'filter',
    '{trace_conditions: [a, {context: Span, conditions: [b]}, {conditions: [c]}]}',
    [
      'trace_conditions[0], condition of resource/scope/span/spanevent',
      'trace_conditions[1]::conditions[0], condition of span',
      'trace_conditions[2]::conditions[0], condition of resource/scope/span/spanevent',
    ],
  ],
  [
    'filter',
    '{traces: {resource: [a], span: [b], spanevent: [c]}}',
    [
      'traces::resource[0], condition of resource',
      'traces::span[0], condition of span',
      'traces::spanevent[0], condition of spanevent',
    ],
  ],
  [
    'filter',
    '{metrics: {resource: [a], metric: [b], datapoint: [c]}}',
    [
      'metrics::resource[0], condition of resource',
      'metrics::metric[0], condition of metric',
      'metrics::datapoint[0], condition of datapoint',
    ],
  ],
  [
    'filter',
    '{logs: {resource: [a], log_record: [b]}, profiles: {resource: [c], profile: [d]}}',
    [
      'logs::resource[0], condition of resource',
      'logs::log_record[0], condition of log',
      'profiles::resource[0], condition of resource',
      'profiles::profile[0], condition of profile',
    ],
  ],
  [
    'tail_sampling',
    '{policies: [{ottl_condition: {span: [a], spanevent: [b]}}]}',
    [
      'policies[0]::ottl_condition::span[0], condition of span',
      'policies[0]::ottl_condition::spanevent[0], condition of spanevent',
    ],
  ],
  [
    'tail_sampling',
    '{policies: [{and: {and_sub_policy: [{ottl_condition: {span: [a]}}]}}]}',
    ['policies[0]::and::and_sub_policy[0]::ottl_condition::span[0], condition of span'],
  ],
  [
    'tail_sampling',
    '{policies: [{drop: {drop_sub_policy: [{ottl_condition: {span: [a]}}]}}]}',
    ['policies[0]::drop::drop_sub_policy[0]::ottl_condition::span[0], condition of span'],
  ],
  [
    'tail_sampling',
    '{policies: [{composite: {composite_sub_policy: [{and: {and_sub_policy: [{ottl_condition: {span: [a]}}]}}]}}]}',
    [
      'policies[0]::composite::composite_sub_policy[0]::and::and_sub_policy[0]::ottl_condition::span[0], condition of span',
    ],
  ],
  [
    'tail_sampling',
    '{policies: [{not: {not_sub_policy: {ottl_condition: {spanevent: [a]}}}}]}',
    ['policies[0]::not::not_sub_policy::ottl_condition::spanevent[0], condition of spanevent'],
  ],
  ['log_dedup', '{conditions: [a]}', ['conditions[0], condition of log']],
] as const)('the processor %s of %s', (type, body, expected) => {
  expect(texts('processors', type, body)).toEqual(expected);
});

test.each([
  [
    'routing',
    '{table: [{condition: a}, {context: span, statement: b}, {context: request, condition: c}]}',
    ['table[0]::condition, condition of resource', 'table[1]::statement, statement of span'],
  ],
  [
    'count',
    '{spans: {s: {conditions: [a]}}, datapoints: {d: {conditions: [b]}}}',
    ['spans::s::conditions[0], condition of span', 'datapoints::d::conditions[0], condition of datapoint'],
  ],
  [
    'sum',
    '{spanevents: {s: {conditions: [a]}}, logs: {l: {conditions: [b]}}, metrics: {m: {conditions: [c]}}}',
    [
      'spanevents::s::conditions[0], condition of spanevent',
      'metrics::m::conditions[0], condition of metric',
      'logs::l::conditions[0], condition of log',
    ],
  ],
  [
    'signal_to_metrics',
    '{spans: [{conditions: [a], sum: {value: b}, attributes: [{keys_expression: c}]}]}',
    [
      'spans[0]::conditions[0], condition of span',
      'spans[0]::sum::value, value of span',
      'spans[0]::attributes[0]::keys_expression, value of span',
    ],
  ],
  [
    'signal_to_metrics',
    '{logs: [{histogram: {count: a, value: b}}, {exponential_histogram: {count: c, value: d}}, {gauge: {value: e}}]}',
    [
      'logs[0]::histogram::count, value of log',
      'logs[0]::histogram::value, value of log',
      'logs[1]::exponential_histogram::count, value of log',
      'logs[1]::exponential_histogram::value, value of log',
      'logs[2]::gauge::value, value of log',
    ],
  ],
] as const)('the connector %s of %s', (type, body, expected) => {
  expect(texts('connectors', type, body)).toEqual(expected);
});

test('a marker of Honeycomb', () => {
  expect(texts('exporters', 'honeycomb_marker', '{markers: [{rules: {log_conditions: [a]}}]}')).toEqual([
    'markers[0]::rules::log_conditions[0], condition of log',
  ]);
});

test('texts with variables are left out, and their neighbours stay', () => {
  expect(texts('processors', 'transform', '{trace_statements: ["${env:S}", b]}')).toEqual([
    'trace_statements[1], statement of resource/scope/span/spanevent',
  ]);
});

import { matching } from '../../../../../lib/checks/collector/constraints/match-properties';

const values: { readonly [property: string]: string | readonly object[] | readonly string[] | object } = {
  services: ['a'],
  span_names: ['a'],
  span_kinds: ['SPAN_KIND_SERVER'],
  attributes: [{ key: 'a' }],
  libraries: [{ name: 'a' }],
  resources: [{ key: 'a' }],
  log_bodies: ['a'],
  log_severity_texts: ['a'],
  log_severity_number: { min: 'INFO' },
  metric_names: ['a'],
};

const faults = (signal: string, block: object) =>
  [...matching(signal)({ include: { match_type: 'strict', ...block } } as never, [])].map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

/** Properties that a signal matches by; all others are refused for it. */
const own: { readonly [signal: string]: readonly string[] } = {
  traces: ['services', 'span_names', 'span_kinds', 'attributes', 'libraries', 'resources'],
  logs: ['attributes', 'libraries', 'resources', 'log_bodies', 'log_severity_texts', 'log_severity_number'],
  metrics: ['metric_names', 'resources'],
};

describe.each(Object.entries(own))('in a pipeline for %s', (signal, properties) => {
  test.each(Object.entries(values))('%s', (property, value) => {
    expect(faults(signal, { [property]: value })).toEqual(
      properties.includes(property)
        ? []
        : [`include.${property}: matches nothing in a ${signal} pipeline, and is refused there`],
    );
  });

  test('one of them is needed', () => {
    expect(faults(signal, {})).toEqual([
      `include: needs one of ${properties.join(', ')} in a ${signal} pipeline`,
    ]);
  });
});

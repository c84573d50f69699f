import { type AdoptInput, adopt, readInputs } from '../../../lib/adopt';

const ends = 'receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {debug: {}}\n';

/** What becomes of own telemetry: its code, and whether it goes through a cast. */
function adopted(telemetry: string): { code: string; isCast: boolean } {
  const service = `service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}, telemetry: ${telemetry}}\n`;
  const [input] = readInputs('test.yaml', ends + service);
  const { code, notes } = adopt(input as AdoptInput);
  const cast =
    'service::telemetry goes through a cast, unchecked: it has fields or forms that the type Telemetry does not know';
  const isCast = notes.some(({ kind, message }) => kind === 'kept' && message === cast);
  expect(code.includes('as unknown as Telemetry')).toBe(isCast);
  return { code: code.replace(/\s+/g, ' '), isCast };
}

const exporter = (fields: string) => `{exporter: {otlp: {${fields}}}}`;
const endpoint = 'protocol: grpc, endpoint: "a:4317"';

describe('own telemetry that the model knows', () => {
  test.each([
    '{}',
    '{metrics: {level: none, address: "0.0.0.0:8888"}}',
    '{metrics: {level: detailed, readers: []}}',
    '{metrics: {readers: [{pull: {exporter: {prometheus: {host: a, port: 1}}}}]}}',
    '{metrics: {readers: [{pull: {exporter: {prometheus: {host: a, port: 1, with_resource_constant_labels: {included: [a], excluded: [b]}, without_scope_info: true, without_type_suffix: true, without_units: true}}}}]}}',
    `{metrics: {readers: [{periodic: {interval: 1, timeout: 2, exporter: {otlp: {${endpoint}}}}}]}}`,
    '{logs: {level: info, encoding: json, development: true, sampling: {enabled: true, initial: 1, thereafter: 2}, initial_fields: {a: b}}}',
    '{logs: {level: error, encoding: console}}',
    '{logs: {level: debug}, metrics: {level: basic}}',
    '{logs: {level: warn}, metrics: {level: normal}}',
    `{logs: {processors: [{batch: ${exporter(endpoint)}}]}}`,
    `{traces: {processors: [{batch: ${exporter(`${endpoint}, insecure: true, headers: [{name: a, value: b}]`)}}]}}`,
    `{traces: {processors: [{batch: ${exporter('protocol: http/protobuf, endpoint: a')}}]}}`,
    '{resource: {a: b, c: null}}',
  ])('is taken as it is: %s', (telemetry) => {
    expect(adopted(telemetry).isCast).toBe(false);
  });
});

describe('own telemetry that the model does not know', () => {
  test.each([
    'text',
    '{other: {}}',
    '{metrics: {level: much}}',
    '{metrics: {level: 1}}',
    '{metrics: {address: 1}}',
    '{metrics: {readers: {}}}',
    '{metrics: {readers: [{}]}}',
    '{metrics: {readers: [{pull: {exporter: {prometheus: {host: a}}}}]}}',
    '{metrics: {readers: [{pull: {exporter: {prometheus: {port: 1}}}}]}}',
    '{metrics: {readers: [{pull: {exporter: {prometheus: {host: 1, port: 1}}}}]}}',
    '{metrics: {readers: [{pull: {exporter: {prometheus: {host: a, port: "1"}}}}]}}',
    '{metrics: {readers: [{pull: {exporter: {prometheus: {host: a, port: 1, with_resource_constant_labels: {included: a}}}}}]}}',
    '{metrics: {readers: [{pull: {exporter: {prometheus: {host: a, port: 1, without_units: "true"}}}}]}}',
    '{metrics: {readers: [{periodic: {interval: 1}}]}}',
    `{metrics: {readers: [{periodic: {interval: 1s, exporter: {otlp: {${endpoint}}}}}]}}`,
    '{logs: {level: trace}}',
    '{logs: {encoding: text}}',
    '{logs: {initial_fields: {a: 1}}}',
    '{logs: {initial_fields: [a]}}',
    `{traces: {processors: [{simple: ${exporter(endpoint)}}]}}`,
    `{traces: {processors: [{batch: ${exporter('protocol: grpc')}}]}}`,
    `{traces: {processors: [{batch: ${exporter('endpoint: a')}}]}}`,
    `{traces: {processors: [{batch: ${exporter(`${endpoint}, insecure: 1`)}}]}}`,
    `{traces: {processors: [{batch: ${exporter(`${endpoint}, headers: [{name: a}]`)}}]}}`,
    `{traces: {processors: [{batch: ${exporter(`${endpoint}, headers: [{value: a}]`)}}]}}`,
    `{traces: {processors: [{batch: ${exporter(`${endpoint}, headers: [{name: 1, value: a}]`)}}]}}`,
    '{resource: {a: 1}}',
    '{resource: null}',
  ])('goes through a cast: %s', (telemetry) => {
    expect(adopted(telemetry).isCast).toBe(true);
  });
});

test('values of headers are secrets: out of the environment, or as plain text', () => {
  const { code } = adopted(
    `{traces: {processors: [{batch: ${exporter(`${endpoint}, headers: [{name: a, value: "\${env:TOKEN}"}, {name: b, value: plain}]`)}}]}}`,
  );
  expect(code).toContain("{ name: 'a', value: env('TOKEN') }, { name: 'b', value: plainText('plain') }");
});

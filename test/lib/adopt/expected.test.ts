import { expectedConfig } from '../../../lib/adopt/expected';
import type { Data } from '../../../lib/documents';

const serviceOf = (service: Data, emptyTelemetry: boolean) =>
  expectedConfig({ service }, [], { refusesNull: false, emptyTelemetry }).service;

test.each([
  ['written', { telemetry: { logs: { level: 'debug' } } }, { telemetry: { logs: { level: 'debug' } } }],
  ['null', { telemetry: null }, {}],
  ['not there', {}, {}],
])('own telemetry that is %s', (_, written, expected) => {
  expect(serviceOf(written, false)).toEqual({ pipelines: {}, ...expected });
  expect(serviceOf(written, true)).toEqual({ pipelines: {}, telemetry: {}, ...expected });
});

test('processors and extensions that are none are left out', () => {
  const traces = { receivers: ['otlp'], processors: null, exporters: 'debug' };
  expect(serviceOf({ extensions: [], pipelines: { traces } }, false)).toEqual({
    pipelines: { traces: { receivers: ['otlp'], exporters: ['debug'] } },
  });
});

test('null is an empty map where the collector refuses it', () => {
  const config = { receivers: { otlp: null }, processors: {}, service: {} };
  const receivers = (refusesNull: boolean) =>
    expectedConfig(config, [], { refusesNull, emptyTelemetry: false }).receivers;
  expect(receivers(true)).toEqual({ otlp: {} });
  expect(receivers(false)).toEqual({ otlp: null });
});

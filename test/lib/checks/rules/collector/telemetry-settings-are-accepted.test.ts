import { telemetrySettingsAreAccepted as rule } from '../../../../../lib/checks/rules/collector/telemetry-settings-are-accepted';
import { notation } from '../../../../../lib/collector/effective';
import { problems } from './judge';

const told = (telemetry: string, version: string) =>
  problems(rule, `service: {telemetry: ${telemetry}}\n`, { version }).map(
    ({ severity = rule.severity, at, path = [] }) => `${severity} ${notation(at?.path ?? path)}`,
  );

test('a level that there is not is an error in every release, what differs in older ones a warning there', () => {
  const wrong = '{metrics: {level: most, readers: [{}]}}';
  expect(told(wrong, '0.158.0')).toEqual([
    'error service::telemetry::metrics::level',
    expect.stringMatching(/^error service::telemetry::metrics::readers\[0\]/),
  ]);
  expect(told(wrong, '0.130.0')).toEqual([
    'error service::telemetry::metrics::level',
    expect.stringMatching(/^warning service::telemetry::metrics::readers\[0\]/),
  ]);
});

test('what a view selects and makes has the fields of the collector', () => {
  const view = (selector: string) =>
    `{metrics: {level: detailed, views: [{selector: {${selector}}, stream: {name: a, description: b}}]}}`;
  for (const field of [
    'instrument_name',
    'instrument_type',
    'meter_name',
    'meter_schema_url',
    'meter_version',
    'unit',
  ])
    expect([field, told(view(`${field}: counter`), '0.158.0')]).toEqual([field, []]);
  expect(told(view('meter_nam: a'), '0.158.0')).toEqual([
    'error service::telemetry::metrics::views[0]::selector::meter_nam',
  ]);
});

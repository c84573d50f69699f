import { misplacedData, notation, read } from '../../../../lib/collector/effective';
import { subjectOf } from '../../checks/rules/collector/judge';

const faults = (exporter: string) =>
  read(subjectOf(`exporters: {otlp_http: {${exporter}}}`))
    .components.flatMap(misplacedData)
    .map(({ path, message }) => `${notation(path.slice(2))} ${message}`);

test.each([
  ['traces_endpoint: "http://a:4318"', 'traces_endpoint is taken as it is, and has no path'],
  ['logs_endpoint: "http://a:4318/otlp"', 'logs_endpoint is taken as it is, and ends in /otlp'],
  [
    'metrics_endpoint: "http://a:4318/v1/traces"',
    'metrics_endpoint ends in /v1/traces, which is the path of another signal',
  ],
  [
    'metrics_endpoint: "http://a:9009/api/v1/push"',
    'metrics_endpoint is taken as it is, and ends in /api/v1/push',
  ],
])('the address of one signal, %s, is misplaced', (exporter, fault) => {
  expect(faults(exporter)).toEqual([fault]);
});

test.each([
  'traces_endpoint: "http://a:4318/v1/traces"',
  'profiles_endpoint: "http://a:4318/v1development/profiles"',
  'logs_endpoint: "http://a:4318/own/path"',
  'traces_endpoint: "${env:URL}"',
])('%s is not', (exporter) => {
  expect(faults(exporter)).toEqual([]);
});

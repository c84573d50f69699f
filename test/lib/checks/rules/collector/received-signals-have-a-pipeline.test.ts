import { receivedSignalsHaveAPipeline as rule } from '../../../../../lib/checks/rules/collector/received-signals-have-a-pipeline';
import { problems } from './judge';

const told = (...signals: string[]) =>
  problems(
    rule,
    `receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {debug: {}}
service: {pipelines: {${signals.map((signal) => `${signal}: {receivers: [otlp], exporters: [debug]}`).join(', ')}}}
`,
  ).map(({ message }) => message);

test.each([
  [['traces'], '"metrics" and "logs"'],
  [['metrics'], '"traces" and "logs"'],
  [['logs', 'metrics/b'], '"traces"'],
  [['logs', 'traces'], '"metrics"'],
])('of a receiver in pipelines for %j, %s are missed', (signals, missing) => {
  expect(told(...signals)).toEqual([`receivers::otlp is in no pipeline for ${missing}.`]);
});

test('one in pipelines for all, and one in none, misses nothing', () => {
  expect(told('traces', 'metrics', 'logs')).toEqual([]);
  expect(told()).toEqual([]);
});

import { findings } from '../problems';

const told = (target: string) =>
  findings(
    `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: gateway, namespace: observability}
spec:
  mode: deployment
  autoscaler: {minReplicas: 1, maxReplicas: 3, metrics: [{type: Pods, pods: {metric: {name: a}, target: ${target}}}]}
  config:
    receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
    exporters: {debug: {}}
    service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
    'XR-64',
  ).map(({ message, path }) => [path?.split('.').at(-1), message]);

test.each([
  '{type: AverageValue, averageValue: "1"}',
  '{type: Value, value: "100"}',
  '{type: Value, value: 500m}',
])('a collector scales by %s', (target) => {
  expect(told(target)).toEqual([]);
});

test.each([
  [
    '{type: AverageValue, averageValue: "0"}',
    'averageValue',
    /^averageValue of .* is 0, and must be at least 1\.$/,
  ],
  ['{type: Value, value: "0"}', 'value', /^value of .* is 0, and must be at least 1\.$/],
  [
    '{type: Utilization, averageUtilization: 80}',
    'type',
    /scales by Utilization; a metric of pods has Value or AverageValue\.$/,
  ],
])('and not by %s', (target, place, message) => {
  expect(told(target)).toEqual([[place, expect.stringMatching(message)]]);
});

import { findings } from '../problems';

const release = (values: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: gateway, namespace: observability}
spec:
  interval: 10m
  chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: open-telemetry}}}
  values: {mode: deployment, ${values}}
`;
const told = (values: string) =>
  findings(release(values), 'TV-9').map(({ construct, path, message, fix }) => ({
    construct,
    path,
    message,
    fix,
  }));

test('a command of another image is told with its release and place', () => {
  expect(
    told('image: {repository: otel/opentelemetry-collector-contrib}, command: {name: otelcol-k8s}'),
  ).toEqual([
    {
      construct: 'HelmRelease observability/gateway',
      path: 'spec.values.command.name',
      message:
        'command.name is "otelcol-k8s", but otel/opentelemetry-collector-contrib holds "otelcol-contrib".',
      fix: 'Write "otelcol-contrib", or leave command.name out.',
    },
  ]);
});

test.each([
  'image: {repository: otel/opentelemetry-collector}, command: {name: otelcol}',
  'image: {repository: otel/opentelemetry-collector-k8s}',
  'image: {repository: otel/opentelemetry-collector-k8s}, command: {name: own-collector}',
])('%s fits', (values) => {
  expect(told(values)).toEqual([]);
});

const own = (repository: string) =>
  findings(release(`image: {repository: "${repository}"}`), 'TV-9').map(
    ({ severity, path }) => `${severity} ${path}`,
  );

test('what an image of someone’s own starts has to be said', () => {
  expect(own('registry.example.com/own-collector')).toEqual(['warning spec.values.image.repository']);
  expect(own('${IMAGE}')).toEqual([]);
  expect(
    own('ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib'),
  ).toEqual([]);
  expect(
    findings(
      release('image: {repository: registry.example.com/own-collector}').replace(
        '  values:',
        '  valuesFrom: [{kind: ConfigMap, name: more}]\n  values:',
      ),
      'TV-9',
    ),
  ).toEqual([]);
});

import {
  collectorImage,
  distributionOf,
  distributionOfCommand,
  imageUserOf,
  isCollectorImage,
  isProjectImage,
  releaseOfTag,
} from '../../../../lib/platform/subjects/image';

test.each([
  ['otel/opentelemetry-collector:0.158.0', { version: '0.158.0', distribution: 'otelcol' }],
  ['otel/opentelemetry-collector-k8s:v0.158.0', { version: '0.158.0', distribution: 'k8s' }],
  ['otel/opentelemetry-collector-contrib', { distribution: 'contrib' }],
  ['otel/opentelemetry-collector-otlp:latest', { distribution: 'otlp' }],
  [
    'otel/opentelemetry-collector-ebpf-profiler:0.158.0',
    { version: '0.158.0', distribution: 'ebpf-profiler' },
  ],
  ['otel/opentelemetry-collector-own:0.158.0', { version: '0.158.0' }],
  [
    'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s:0.158.0@sha256:a',
    { version: '0.158.0', distribution: 'k8s' },
  ],
  ['registry:5000/otel/opentelemetry-collector', { distribution: 'otelcol' }],
  ['own/opentelemetry-collector:0.158.0', {}],
  ['', {}],
])('%s is %j', (image, expected) => {
  expect(collectorImage(image)).toEqual(expected);
});

test('an image of the project is known by its path', () => {
  expect(isProjectImage('otel/opentelemetry-collector-own:1@sha256:a')).toBe(true);
  expect(isProjectImage('registry:5000/otel/opentelemetry-collector')).toBe(true);
  expect(isProjectImage('own/opentelemetry-collector')).toBe(false);
  expect(imageUserOf('otel/opentelemetry-collector:1')).toEqual({ imageUser: 10001 });
  expect(imageUserOf('own/collector:1')).toEqual({});
  expect(distributionOf('own/collector')).toBeUndefined();
});

test.each(['opentelemetry-collector', 'own/otelcol:1', 'a/otel-collector-b'])(
  '%s holds a collector',
  (image) => {
    expect(isCollectorImage(image)).toBe(true);
    expect(isCollectorImage('otel/demo')).toBe(false);
  },
);

test('a tag names a release by three numbers, and a command its distribution', () => {
  expect(['0.158.0', 'v0.158.0', '0.158', 'latest', '0.158.0-rc1'].map(releaseOfTag)).toEqual([
    '0.158.0',
    '0.158.0',
    undefined,
    undefined,
    undefined,
  ]);
  expect(
    ['otelcol-k8s', '/otelcol-contrib', 'otelcol', 'otelcol-own', '/bin/otelcol-k8s'].map(
      distributionOfCommand,
    ),
  ).toEqual(['k8s', 'contrib', undefined, undefined, undefined]);
});

import fc from 'fast-check';
import { collectorHost, dnsName, serviceName, truncate } from '../../../lib/jaeger';

const long = 'd0c1e62-4d96-11ea-b174-c85b7644b6b5-5d0c1e62-4d96-11ea-b174-c85b7644b6b5';

test.each([
  ['simplest', '-collector', 'simplest-collector'],
  [long, '-collector', 'd0c1e62-4d96-11ea-b174-c85b7644b6b5-5d0c1e62-4d96-11e-collector'],
  [long, '-collector-headless', 'd0c1e62-4d96-11ea-b174-c85b7644b6b5-5d0c1e62-collector-headless'],
  ['my.jaeger', '-collector', 'my-jaeger-collector'],
  [`${'a'.repeat(42)}-bc`, '-collector-headless', `${'a'.repeat(42)}-b-collector-headless`],
] as const)('the Service of %s%s is %s', (name, suffix, expected) => {
  expect(serviceName(name, suffix)).toBe(expected);
});

test('names up to 44 characters are never cut', () => {
  const name = 'j'.repeat(44);
  expect(serviceName(name, '-collector-headless')).toBe(`${name}-collector-headless`);
  expect(serviceName(`${name}j`, '-collector-headless')).toBe(`${name}-collector-headless`);
});

test('a name shorter than the excess disappears', () => {
  expect(truncate('ab', '-collector', 8)).toBe('collector');
});

test('outer symbols become letters, inner ones dashes', () => {
  expect(dnsName('-A_b.')).toBe('aa-ba');
});

test('collectorHost names the ClusterIP Service', () => {
  expect(collectorHost('jaeger-traces', 'observability')).toBe(
    'jaeger-traces-collector.observability.svc.cluster.local',
  );
});

test('every resource name gives a Service name that the API accepts', () => {
  const name = fc.stringMatching(/^[a-z0-9]([-.a-z0-9]{0,100}[a-z0-9])?$/);
  fc.assert(
    fc.property(name, (text) => {
      expect(serviceName(text, '-collector-headless')).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
    }),
  );
});

import type { Data } from '../../../lib/documents';
import { mountHolding } from '../../../lib/platform';

const mounts: readonly Data[] = [
  { name: 'root', mountPath: '/' },
  { name: 'conf', mountPath: '/etc/otel/' },
  { name: 'own', mountPath: '/etc/otel/own.yaml', subPath: 'config.yaml' },
  { mountPath: '/nameless' },
  'nothing',
];

test.each([
  ['/etc/otel/config.yaml', { volume: 'conf', inside: 'config.yaml' }],
  ['/etc/otel/a/b', { volume: 'conf', inside: 'a/b' }],
  ['/etc/otel', { volume: 'conf', inside: '' }],
  ['/etc/otel/own.yaml', { volume: 'own', inside: 'config.yaml' }],
  ['/etc/otelcol/config.yaml', { volume: 'root', inside: 'etc/otelcol/config.yaml' }],
  ['/nameless/a', { inside: 'a' }],
])('%s lies in the nearest mount above it', (path, found) => {
  expect(mountHolding(mounts, path)).toEqual(found);
});

test('nothing holds a path beside every mount, or without any', () => {
  expect(mountHolding([{ name: 'conf', mountPath: '/etc/otel' }], '/etc/otelcol')).toBeUndefined();
  expect(mountHolding(undefined, '/etc')).toBeUndefined();
});

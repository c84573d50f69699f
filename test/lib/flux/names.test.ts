import { isReleaseName } from '../../../lib/documents';
import { composedReleaseName, releaseName, releaseNamespace } from '../../../lib/flux';

test('releaseName wins, then the target namespace, then the name', () => {
  expect(releaseName({ name: 'otel', releaseName: 'x', targetNamespace: 'n' })).toBe('x');
  expect(releaseName({ name: 'otel', targetNamespace: 'n' })).toBe('n-otel');
  expect(releaseName({ name: 'otel' })).toBe('otel');
  expect(releaseName({ name: 'otel', releaseName: '', targetNamespace: '' })).toBe('otel');
  expect(releaseName({ name: 'x'.repeat(53) })).toBe('x'.repeat(53));
});

test('the target namespace wins, then that of the HelmRelease, then default', () => {
  expect(releaseNamespace({ name: 'otel', namespace: 'flux-system', targetNamespace: 'n' })).toBe('n');
  expect(releaseNamespace({ name: 'otel', namespace: 'flux-system', targetNamespace: '' })).toBe(
    'flux-system',
  );
  expect(releaseNamespace({ name: 'otel' })).toBe('default');
});

test('a long name is cut to 40 characters and a digest', () => {
  const naming = {
    targetNamespace: 'a-very-lengthy-target-namespace',
    name: 'with-a-nice-object-name',
  };
  expect(composedReleaseName(naming)).toHaveLength(55);
  expect(releaseName(naming)).toBe('a-very-lengthy-target-namespace-with-a-n-97af5d7f41f3');
});

test.each([
  ['otel-collector', true],
  ['a.b', true],
  ['A', false],
  ['-a', false],
  ['a'.repeat(53), true],
  ['a'.repeat(54), false],
])('%s is a release name: %s', (text, expected) => {
  expect(isReleaseName(text)).toBe(expected);
});

import { composedReleaseName, isReleaseName, releaseName } from '../../../lib/flux';

test('releaseName wins, then the target namespace, then the name', () => {
  expect(releaseName({ name: 'otel', releaseName: 'x', targetNamespace: 'n' })).toBe('x');
  expect(releaseName({ name: 'otel', targetNamespace: 'n' })).toBe('n-otel');
  expect(releaseName({ name: 'otel' })).toBe('otel');
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

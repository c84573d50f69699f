import { readHelmYaml } from '../../../lib/helm/helm-yaml';

test.each([
  ['a: 1\nb: [x]\n', { a: 1, b: ['x'] }],
  ['--- \na: 1\n', { a: 1 }],
  ['', null],
  ['# nothing\n', null],
  // Of two equal keys Helm takes the last.
  ['a: 1\na: 2\n', { a: 2 }],
  ['a: 1\n---\nb: 2\n', undefined],
  ['a: [', undefined],
  ['a: b: c', undefined],
])('%j is read as one document', (text, value) => {
  expect(readHelmYaml(text)).toEqual(value);
});

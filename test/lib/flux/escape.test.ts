import fc from 'fast-check';
import {
  escapeSubstitution,
  isSubstituteDisabled,
  isTouchedBySubstitution,
  needsSubstituteDisabled,
  substitute,
} from '../../../lib/flux';

const dollars = fc
  .array(fc.constantFrom('$', '{', '}', ':', '-', 'a', '/', '\\', '#', ' '), { maxLength: 14 })
  .map((parts) => parts.join(''));

test('what is escaped survives substitution for any text', () => {
  fc.assert(
    fc.property(dollars, (text) => {
      expect(substitute(escapeSubstitution(text), new Map())).toEqual({ text });
    }),
    { numRuns: 5000 },
  );
});

test('only doubling the dollar before a brace is not enough', () => {
  const naive = (text: string) => text.replaceAll('${', '$${');
  expect(substitute(naive('$$'), new Map())).toEqual({ text: '$' });
  expect(escapeSubstitution('$$')).toBe('$$$$');
  expect(escapeSubstitution('cost $5')).toBe('cost $5');
});

test('text is touched exactly where substitution changes or refuses it', () => {
  fc.assert(
    fc.property(dollars, (text) => {
      const result = substitute(text, new Map());
      const changed = !('text' in result) || result.text !== text;
      if (changed) expect(isTouchedBySubstitution(text)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test('an object needs the annotation for a literal in a key, a value or a list', () => {
  expect(needsSubstituteDisabled({ spec: { endpoint: '${env:MY_POD_IP}:4318' } })).toBe(true);
  expect(needsSubstituteDisabled({ spec: { '${env:X}': 1 } })).toBe(true);
  expect(needsSubstituteDisabled({ spec: [{ tag_name: '$$1' }] })).toBe(true);
  expect(needsSubstituteDisabled({ spec: { price: '$5', shell: '$(X)' } })).toBe(false);
});

test('the annotation works in one spelling only', () => {
  const object = (value: string) => ({
    metadata: { annotations: { 'kustomize.toolkit.fluxcd.io/substitute': value } },
  });
  expect(isSubstituteDisabled(object('disabled'))).toBe(true);
  expect(isSubstituteDisabled(object('Disabled'))).toBe(false);
  expect(isSubstituteDisabled({})).toBe(false);
});

import { transformFunctions } from '../../../../lib/collector/ottl';
import { ottlAt } from '../../../../lib/collector/ottl/facts';
import { scopeOf } from '../../../../lib/collector/ottl/faults';

function checked(release: string | undefined) {
  const facts = ottlAt(release);
  if (facts === undefined) throw new Error(`nothing is known of ${release}`);
  const { isStrict, checksLiterals, checksKeysOfCalls, takesComputedLists } = scopeOf(
    'span',
    { contexts: ['span'], functions: transformFunctions, ...(release === undefined ? {} : { release }) },
    facts,
  );
  return { isStrict, checksLiterals, checksKeysOfCalls, takesComputedLists };
}

test.each([
  [
    '0.138.0',
    { isStrict: false, checksLiterals: false, checksKeysOfCalls: false, takesComputedLists: false },
  ],
  ['0.140.0', { isStrict: false, checksLiterals: true, checksKeysOfCalls: false, takesComputedLists: false }],
  ['0.158.0', { isStrict: true, checksLiterals: true, checksKeysOfCalls: true, takesComputedLists: false }],
  ['0.162.0', { isStrict: false, checksLiterals: true, checksKeysOfCalls: true, takesComputedLists: true }],
  ['0.165.1', { isStrict: false, checksLiterals: true, checksKeysOfCalls: true, takesComputedLists: true }],
  [undefined, { isStrict: false, checksLiterals: true, checksKeysOfCalls: false, takesComputedLists: true }],
])('what is checked in release %s', (release, expected) => {
  expect(checked(release)).toEqual(expected);
});

import { goRegexpFault } from '../../../../lib/collector/effective';

describe('goRegexpFault', () => {
  it.each([
    'a.*b',
    '^(?P<name>[a-z]+)$',
    '(?<name>x)',
    '(?P<n>a)(?P<n>b)',
    '(?<n>a)|(?P<m>b)|(?<n>c)(?P<m>d)',
    '(?i)abc',
    '(?i:a|b)',
    '[]a]',
    '[^]a]',
    '[[:alpha:]]+',
    '\\(',
    '\\Q(\\E',
    'a{1,2}?',
    'x*?',
    '{',
    'a|',
    '',
    '[\\]]',
    '\\d+\\.\\d',
  ])('has nothing against %s', (text) => {
    expect(goRegexpFault(text)).toBeUndefined();
  });

  it.each([
    '(',
    'a)',
    '[a',
    '*a',
    'a**',
    'a(*b)',
    '(?=a)',
    '(?!a)',
    '(?<=a)b',
    '(?>a)',
    '(a)\\1',
    'a\\',
    '(?P<n>a',
    'a|*',
    'a{1001}',
    '[z-a]',
    '\\Z',
    '(?z)a',
    '\\p{Foo}',
    '(?:(?:a{100}){100}){100}',
  ])('refuses %s as Go does', (text) => {
    expect(goRegexpFault(text)).toBeDefined();
  });

  it('says why in the words of RE2', () => {
    expect(goRegexpFault('[a')).toBe('missing closing ]: `[a`');
    expect(goRegexpFault('a{1001}')).toBe('invalid repeat count: `{1001}`');
  });
});

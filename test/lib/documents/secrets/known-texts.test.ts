import fc from 'fast-check';
import { KnownTexts } from '../../../../lib/documents/secrets/known-texts';
import '../../../support/seed';

const replaced = (texts: readonly string[], text: string) => new KnownTexts(texts).replaceIn(text, '…');

describe('texts that are known', () => {
  it.each([
    ['stand alone', 'a s3cret b', 'a … b'],
    ['stand at both ends', 's3cret s3cret', '… …'],
    ['are no part of a word', 's3crets, mys3cret, s3cret_', 's3crets, mys3cret, s3cret_'],
    ['stand between other characters', '"s3cret",(s3cret)/s3cret@', '"…",(…)/…@'],
    ['are told in base64', `x ${Buffer.from('longs3cret').toString('base64')} y`, 'x … y'],
  ])('%s', (_, text, wanted) => {
    expect(replaced(['s3cret', 'longs3cret'], text)).toBe(wanted);
  });

  it('are told as long as they are', () => {
    expect(replaced(['abcde', 'abcde-fgh', 'abcde-'], 'abcde-fgh abcde-fghi abcde-')).toBe('… …fghi …');
  });

  it('are no names of fields', () => {
    expect(replaced(['admin'], 'admin: x, is admin, "admin": y')).toBe('admin: x, is …, "admin": y');
  });

  it('are found by their escapes', () => {
    expect(replaced(['a"b<c>d'], 'x a\\"b<c>d y a&quot;b&lt;c&gt;d')).toBe('x … y …');
  });

  it('are found as a pattern of all of them finds them', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.'), minLength: 5, maxLength: 7 });
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 6 }),
        fc.array(word, { maxLength: 8 }),
        (known, words) => {
          const text = [...words, ...known].join(' a-');
          const forms = [...known]
            .sort((a, b) => b.length - a.length)
            .map((one) => {
              const escaped = one.replace(/[.-]/g, '\\$&');
              return `${/^\w/.test(one) ? '(?<!\\w)' : ''}${escaped}${/\w$/.test(one) ? '(?!\\w)' : ''}`;
            });
          expect(replaced(known, text)).toBe(text.replace(new RegExp(forms.join('|'), 'g'), '…'));
        },
      ),
    );
  });
});

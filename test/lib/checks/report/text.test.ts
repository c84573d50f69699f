import type { Finding } from '../../../../lib/checks';
import { textReport } from '../../../../lib/checks/report/text';

const finding: Finding = {
  rule: 'KS-1',
  severity: 'error',
  message: 'It is wrong.',
  why: 'It fails.',
  fix: 'Write another one.',
};

describe('a finding as people read it', () => {
  test('has nothing but what is wrong, why and the fix, where no place is known', () => {
    expect(textReport([finding])).toBe(
      'error KS-1: It is wrong.\n  why:   It fails.\n  fix:   Write another one.\n',
    );
  });

  test('begins with the place, and says where in the content and of what', () => {
    const placed = {
      ...finding,
      file: 'a.yaml',
      line: 3,
      column: 5,
      path: 'spec.a',
      construct: 'Pod develop/a',
    };
    expect(textReport([placed])).toContain(
      'a.yaml:3:5 error KS-1: It is wrong.\n  where: spec.a in Pod develop/a\n',
    );
    expect(textReport([{ ...finding, construct: 'Pod develop/a' }])).toContain('\n  where: Pod develop/a\n');
  });

  test('names five of the other places, by file and line or else by the object', () => {
    const places = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        message: 'The same.',
        file: 'a.yaml',
        line: at + 1,
        column: 7,
      }));
    const also = (more: Finding['more']) =>
      /^ {2}also: .*$/m.exec(textReport([{ ...finding, ...(more && { more }) }]))?.[0];
    expect(also([])).toBeUndefined();
    expect(also(places(1))).toBe('  also:  a.yaml:1');
    expect(also(places(5))).toBe('  also:  a.yaml:1, a.yaml:2, a.yaml:3, a.yaml:4, a.yaml:5');
    expect(also(places(6))).toBe(
      '  also:  a.yaml:1, a.yaml:2, a.yaml:3, a.yaml:4, a.yaml:5, … (--json names all)',
    );
    expect(also([{ message: 'The same.', construct: 'Pod develop/b' }])).toBe('  also:  Pod develop/b');
  });

  test('stands apart from the next one', () => {
    expect(textReport([finding, finding]).split('\n\n')).toHaveLength(2);
  });
});

import type { Finding } from '../../../../lib/checks';
import { baselineText, beyond, countsByRule, NoBaseline, readBaseline } from '../../../../lib/checks/report';

const finding = (more: Partial<Finding>): Finding => ({
  rule: 'KS-1',
  severity: 'error',
  message: 'a is not a field',
  why: 'because',
  fix: 'mend it',
  file: 'a.yaml',
  line: 3,
  path: 'spec.a',
  ...more,
});

describe('a baseline', () => {
  const accepted = readBaseline(baselineText([finding({}), finding({}), finding({ rule: 'HF-1' })]));

  test('accepts what it holds, wherever its lines have moved to', () => {
    expect(
      beyond([finding({ line: 90 }), finding({ line: 91 }), finding({ rule: 'HF-1' })], accepted),
    ).toEqual({
      fresh: [],
      gone: 0,
    });
  });

  test('lets through what is one more than it holds, and tells of what is gone', () => {
    const third = finding({ line: 7 });
    expect(beyond([finding({}), finding({}), third], accepted)).toEqual({ fresh: [third], gone: 1 });
    const other = finding({ path: 'spec.b' });
    expect(beyond([other], accepted).fresh).toEqual([other]);
  });

  test('tells findings without a place inside their object apart by what they say', () => {
    const { path: _, ...bare } = finding({});
    const known = readBaseline(baselineText([bare]));
    expect(beyond([bare], known).fresh).toEqual([]);
    expect(beyond([{ ...bare, message: 'b is not a field' }], known).fresh).toHaveLength(1);
  });

  test('is the same text for the same findings in any order', () => {
    const two = [finding({}), finding({ rule: 'HF-1' })];
    expect(baselineText(two)).toBe(baselineText([...two].reverse()));
  });

  test.each(['', '{', '[]', '{"findings": 1}', '{"findings": [{}]}'])('is not %p', (text) => {
    expect(() => readBaseline(text)).toThrow(NoBaseline);
  });
});

test('a long report ends with how many findings each rule has, the gravest first', () => {
  const few = Array.from({ length: 30 }, () => finding({}));
  expect(countsByRule(few, () => 'title')).toEqual([]);
  const many = [...few, finding({ rule: 'HF-12', severity: 'warning' })];
  expect(countsByRule(many, (rule) => `title of ${rule}`)).toEqual([
    '30 error   KS-1  title of KS-1',
    ' 1 warning HF-12 title of HF-12',
  ]);
});

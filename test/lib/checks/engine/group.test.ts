import { type Finding, grouped, type Rule, ruleCatalog } from '../../../../lib/checks';

const finding = (rule: string, line: number, more: Partial<Finding> = {}): Finding => ({
  rule,
  severity: 'warning',
  message: `place ${line} has it.`,
  why: 'because',
  fix: 'mend it',
  file: 'a.yaml',
  line,
  ...more,
});

const rules = [{ id: 'A', habit: true }, { id: 'B' }] as unknown as Rule[];

test('a habit that is found more than three times is one finding that names the other places', () => {
  const found = [1, 2, 3, 4, 5].map((line) => finding('A', line));
  expect(grouped(found, rules)).toEqual([
    finding('A', 1, {
      message: 'place 1 has it, and 4 more findings of the kind.',
      more: [2, 3, 4, 5].map((line) => ({ message: `place ${line} has it.`, file: 'a.yaml', line })),
    }),
  ]);
  expect(grouped(found.slice(0, 3), rules)).toEqual(found.slice(0, 3));
});

test('errors, other severities and other rules stay apart', () => {
  const found = [1, 2, 3, 4].flatMap((line) => [
    finding('A', line, { severity: 'error' }),
    finding('B', line),
    ...(line < 4 ? [finding('A', line, { severity: 'advice' as const })] : []),
  ]);
  expect(grouped(found, rules)).toEqual(found);
});

test('rules of recovery and pruning are habits, those of single faults are not', () => {
  const isHabit = (id: string) => ruleCatalog().find((rule) => rule.id === id)?.habit;
  expect(['HF-12', 'FX-41', 'FX-34', 'XR-19'].map(isHabit)).toEqual([true, true, true, true]);
  expect(['FX-38', 'KS-1', 'FX-22'].map(isHabit)).toEqual([undefined, undefined, undefined]);
});

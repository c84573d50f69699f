import { ruleCatalogue } from '../../../lib/checks';
import { leftOut, listLengths } from '../../../lib/checks/left-out';

const listed = Object.entries(listLengths).flatMap(([prefix, length]) =>
  Array.from({ length }, (_, at) => `${prefix}-${at + 1}`),
);
const rules = new Set(ruleCatalogue().map(({ id }) => id));
const reasons = new Map(leftOut.map((entry) => [entry.id, entry]));

describe('the merged lists of checks', () => {
  test('are in, or left out with a reason', () => {
    const missing = listed.filter((id) => !rules.has(id) && !reasons.has(id));
    expect(missing).toEqual([]);
  });

  test('are left out only where there is no rule, and covered only by rules that there are', () => {
    for (const { id, coveredBy, reason } of leftOut) {
      expect(listed).toContain(id);
      expect({ id, isRule: rules.has(id) }).toEqual({ id, isRule: false });
      expect({ id, isRule: coveredBy === undefined || rules.has(coveredBy) }).toEqual({ id, isRule: true });
      expect(reason.length).toBeGreaterThan(10);
    }
  });

  afterAll(() => {
    const own = listed.filter((id) => rules.has(id)).length;
    const covered = leftOut.filter(({ coveredBy }) => coveredBy !== undefined);
    const none = leftOut.filter(({ coveredBy }) => coveredBy === undefined);
    const lines = [
      `${own} of ${listed.length} checks of the merged lists are rules of their own, ${covered.length} are covered by another, ${none.length} are left out;`,
      `${rules.size - own} rules are not on the lists`,
      ...covered.map(({ id, coveredBy, reason }) => `  ${id} is found as ${coveredBy}: ${reason}`),
      ...none.map(({ id, reason }) => `  ${id} is left out: ${reason}`),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  });
});

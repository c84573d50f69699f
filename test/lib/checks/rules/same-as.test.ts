import { ruleCatalogue } from '../../../../lib/checks';
import { sameAs } from '../../../../lib/checks/rules/same-as';

const known = new Set(ruleCatalogue().map(({ id }) => id));

test.each(Object.entries(sameAs))('%s is reported as %s, and never under its own id', (id, reported) => {
  expect(known.has(reported)).toBe(true);
  expect(known.has(id)).toBe(false);
});

import { checkSources, type Finding, type Rule, ruleCatalog } from '../../../../lib/checks';
import { formsOf, readExample } from '../../../../lib/checks/documentation';

const found = (text: string, id: string): Finding[] => {
  const { sources, options } = readExample(text);
  return checkSources(sources, options).filter(({ rule }) => rule === id);
};

/** Reported of what no text can show, their own tests are in engine/ and subjects/; or by an engine, in conformance/. */
const shownElsewhere = new Set(['IN-3', 'FX-55', 'XR-53', 'EN-1', 'CO-1', 'CO-2', 'CO-3', 'CO-4']);

const rules = ruleCatalog()
  .filter(({ id }) => !shownElsewhere.has(id))
  .map((rule) => [`${rule.id} ${rule.title}`, rule] as const);

describe('the example of every rule', () => {
  test.each(rules)('%s: trips at its marked line, and not in its right form', (_, rule: Rule) => {
    const { wrong, right, line } = formsOf(rule.example);
    const [first] = found(wrong, rule.id);
    expect(first?.message).toMatch(/\S/);
    if (first?.line !== undefined) expect(readExample(wrong).lineOf(first.file, first.line)).toBe(line);
    expect(found(right, rule.id)).toEqual([]);
  });

  test('read files, releases and distributions from comments', () => {
    const text =
      '# collector: 0.158.0\n# distribution: k8s\n# file: a/b.yaml\nx: 1\n---\ny: 2\n---\n# file: c.yaml\nz: 3\n';
    const { sources, options } = readExample(text);
    expect(options).toEqual({ complete: true, collectorVersion: '0.158.0', distribution: 'k8s' });
    expect(sources.map(({ name }) => name)).toEqual(['a/b.yaml', 'c.yaml']);
    expect(sources[0]?.text).toContain('y: 2');
  });
});

describe('a marked example', () => {
  test('has a wrong and a right form, and the line of the finding', () => {
    expect(formsOf('  a: 1\n- b: 2\n+ b: 3\n  c: 4\n')).toEqual({
      wrong: 'a: 1\nb: 2\nc: 4\n',
      right: 'a: 1\nb: 3\nc: 4\n',
      line: 2,
    });
    expect(formsOf('  a: # ←\n-   b: 2\n')).toEqual({ wrong: 'a:\n  b: 2\n', right: 'a:\n', line: 1 });
    expect(() => formsOf('a: 1\n')).toThrow('"a: 1" begins with neither');
  });
});

describe('the catalog', () => {
  test('tells every rule in whole sentences', () => {
    for (const { id, title, why, fix } of ruleCatalog()) {
      expect(id).toMatch(/^[A-Z]{2}-\d+$/);
      expect({ id, title: title.length > 10 }).toEqual({ id, title: true });
      expect({ id, why: /[.?)`]$/.test(why) }).toEqual({ id, why: true });
      expect({ id, fix: /[.?)`]$/.test(fix) }).toEqual({ id, fix: true });
    }
  });

  test('uses an id for one thing', () => {
    const byId = new Map<string, Set<string>>();
    for (const { id, appliesTo } of ruleCatalog()) {
      const subjects = byId.get(id) ?? new Set();
      expect({ id, appliesTo, twice: subjects.has(appliesTo) }).toEqual({ id, appliesTo, twice: false });
      byId.set(id, subjects.add(appliesTo));
    }
  });
});

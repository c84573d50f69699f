import { checkSources, ruleCatalogue } from '../../../lib/checks';
import { readExample } from '../../../lib/checks/examples';
import { fieldsOf } from '../../../lib/collector/catalog';

const found = (text: string): string[] => {
  const { sources, options } = readExample(text);
  return checkSources(sources, options).map(({ rule }) => rule);
};

/** Reported of what no text can show; their own tests are in engine/ and subjects/. */
const shownElsewhere = new Set(['IN-3', 'EN-1']);

/** Judges bodies by generated fields, so that its example is an error only once those of the OTLP receiver are generated. */
const needsFields = (id: string) => id === 'KS-2' && fieldsOf('processor', 'batch')?.exact !== true;

const rules = ruleCatalogue()
  .filter(({ id }) => !shownElsewhere.has(id))
  .map((rule) => [`${rule.id} ${rule.title}`, rule] as const);

describe('the examples of every rule', () => {
  test.each(rules)('%s', (_, rule) => {
    if (!(rule.appliesTo === 'collector' && needsFields(rule.id))) expect(found(rule.bad)).toContain(rule.id);
    expect(found(rule.good)).not.toContain(rule.id);
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

describe('the catalogue', () => {
  test('tells every rule in whole sentences', () => {
    for (const { id, title, why, fix } of ruleCatalogue()) {
      expect(id).toMatch(/^[A-Z]{2}-\d+$/);
      expect({ id, title: title.length > 10 }).toEqual({ id, title: true });
      expect({ id, why: /[.?)`]$/.test(why) }).toEqual({ id, why: true });
      expect({ id, fix: /[.?)`]$/.test(fix) }).toEqual({ id, fix: true });
    }
  });

  test('uses an id for one thing', () => {
    const byId = new Map<string, Set<string>>();
    for (const { id, appliesTo } of ruleCatalogue()) {
      const subjects = byId.get(id) ?? new Set();
      expect({ id, appliesTo, twice: subjects.has(appliesTo) }).toEqual({ id, appliesTo, twice: false });
      byId.set(id, subjects.add(appliesTo));
    }
  });
});

import { checkSources, type Finding, type Rule, ruleCatalog } from '../../../../lib/checks';
import { formsOf, readExample } from '../../../../lib/checks/documentation';
import { nothing } from '../../../../lib/checks/rule';

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

  const withTrait = (has: (rule: Rule) => boolean) =>
    ruleCatalog().flatMap((rule) => (has(rule) ? rule.id : []));

  test('says which rules are of habits, and which find each object once', () => {
    expect(withTrait(({ habit }) => habit === true)).toEqual(habits);
    expect(withTrait(({ once }) => once === true)).toEqual(['LP-3', 'XR-45', 'XR-19', 'FX-15', 'HF-1']);
  });

  test('says which rules see nothing beside the object, so that what they said is kept', () => {
    expect(withTrait((rule) => 'beside' in rule && rule.beside === nothing)).toEqual(alone);
  });

  test('says which rules of single objects judge what Helm makes, and of which kinds', () => {
    const ofObjects = ruleCatalog().filter((rule) => rule.appliesTo === 'object');
    const rendered = ofObjects
      .filter((rule) => rule.rendered === true)
      .map(({ id }) => id)
      .sort();
    expect(rendered).toEqual(['KS-1', 'KS-2', 'KS-3', 'KS-4', 'KS-5', 'KS-6', 'XR-73', 'XR-76']);
    const kinds = ofObjects.flatMap((rule) =>
      rule.kinds === undefined ? [] : [[rule.id, rule.kinds.join(' ')]],
    );
    expect(Object.fromEntries(kinds)).toEqual({
      'FX-25': 'kustomize.toolkit.fluxcd.io/Kustomization kustomize.config.k8s.io/Kustomization',
      'XR-73': `${workloadKinds} ${otherKinds}`,
      'XR-76': workloadKinds,
    });
  });
});

const words = (text: string) => text.trim().split(/\s+/);

const habits = words(`
  XR-45 XR-31 XR-19 XR-4 PS-7 PS-18 PS-3 PS-2 PS-14 PS-5 PS-17 PS-4 PS-15 PS-1 PS-6 PS-9 PS-8 PS-10 PS-11 PS-16 PS-13 PS-12
  FX-46 FX-30 FX-41 HF-16 FX-32 FX-31 FX-34 HF-9 HF-2 FX-18 FX-15 FX-19 HF-12 HF-1`);
const alone = words(`
  XR-52 XR-45 XR-56 XR-30 XR-74 XR-35 XR-41 XR-73 XR-19 XR-70 XR-29 XR-42 XR-54 XR-43 XR-71 XR-46 XR-33 XR-53 FX-37`);
const workloadKinds =
  'apps/Deployment apps/StatefulSet apps/DaemonSet apps/ReplicaSet batch/Job batch/CronJob /Pod';
const otherKinds =
  '/ConfigMap /Secret /Service /PersistentVolumeClaim networking.k8s.io/NetworkPolicy networking.k8s.io/Ingress autoscaling/HorizontalPodAutoscaler policy/PodDisruptionBudget rbac.authorization.k8s.io/Role rbac.authorization.k8s.io/ClusterRole rbac.authorization.k8s.io/RoleBinding rbac.authorization.k8s.io/ClusterRoleBinding';

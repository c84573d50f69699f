import { buildRepository } from '../../../../lib/platform/subjects/repository';

const flux = (more = '') => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec: {interval: 10m, path: ./apps, prune: true, sourceRef: {kind: GitRepository, name: flux-system}${more}}
`;

const configMap = (name: string, data = '{a: b}') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: shop}\ndata: ${data}\n`;

function built(files: { readonly [path: string]: string }) {
  return buildRepository({ base: '.', files: new Map(Object.entries(files)), nameOf: (path) => path });
}

/** Rule and message of what is wrong with a repository. */
const problems = (files: { readonly [path: string]: string }) =>
  built(files).problems.map(({ rule, message }) => `${rule} ${message}`);

describe('what keeps a repository from being built', () => {
  const apps = (files: { readonly [path: string]: string }, more = '') => ({
    'flux/apps.yaml': flux(more),
    ...files,
  });
  const more = flux().replace('name: apps', 'name: more').replace('./apps', './flux');
  const stops = 'so that Kustomization flux-system/apps is not built.';

  test('is told by the rule that it belongs to', () => {
    expect(problems(apps({ 'apps/a.yaml': configMap('a') }))).toEqual([]);
    expect(problems({ ...apps({}), 'flux/more.yaml': more })).toEqual([
      `FX-27 The path ./apps is not in the tree, ${stops}`,
    ]);
    expect(problems(apps({ 'apps/a.yaml': configMap('a', '{1: b}') }))).toEqual([
      `YM-3 The key 1 is not text, ${stops}`,
    ]);
    expect(problems(apps({ 'apps/a.yaml': configMap('a', '{c: b, c: d}') }))).toEqual([
      `ST-10 The key c is written twice, ${stops}`,
    ]);
    const file = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nresources: [a.yaml]\n';
    expect(problems(apps({ 'apps/kustomization.yaml': file, 'apps/a.yaml': configMap('a') }))).toEqual([
      expect.stringMatching(
        /^FX-25 A Kustomization of kustomize has no version kustomize\.toolkit\.fluxcd\.io\/v1/,
      ),
    ]);
    expect(problems(apps({ 'apps/a.yaml': 'a: [' }))).toEqual([
      expect.stringMatching(/^IN-1 This is not YAML/),
    ]);
    expect(problems(apps({ 'apps/a.yaml': configMap('a'), 'apps/b.yaml': configMap('a') }))).toEqual([
      expect.stringMatching(/^FX-43 .* comes twice, first at /),
    ]);
    expect(problems(apps({ 'apps/kustomization.yaml': 'resources: [none.yaml]' }))).toEqual([
      expect.stringMatching(/^FX-55 .*none\.yaml/),
    ]);
  });

  test('of variables that nobody sets is said once a Kustomization', () => {
    const variable = (name: string) => configMap(name, `{x: "$\{REGION}"}`);
    const substituted = ', postBuild: {substitute: {A: b}}';
    const said = problems(apps({ 'apps/a.yaml': variable('a'), 'apps/b.yaml': variable('b') }, substituted));
    expect(said).toEqual([
      expect.stringMatching(
        /^FX-38 .*REGION.* is not set by the Kustomization.*, here and at one more place/,
      ),
    ]);
    const three = {
      'apps/a.yaml': variable('a'),
      'apps/b.yaml': variable('b'),
      'apps/c.yaml': variable('c'),
    };
    expect(problems(apps(three, substituted))).toEqual([
      expect.stringContaining('here and at 2 more places'),
    ]);
    const policy = `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: variables}
spec: {match: kustomize.toolkit.fluxcd.io/v1/Kustomization}
`;
    // Something may set them when the Kustomizations are admitted.
    const open = built(apps({ ...three, 'apps/policy.yaml': policy }, substituted));
    expect(open.problems).toEqual([]);
    expect(open.notJudged).toEqual([
      {
        what: 'variables that no Kustomization sets',
        why: 'ClusterPolicy variables changes Kustomizations when they are admitted',
        how: 'write the variables into postBuild of the Kustomizations themselves',
      },
    ]);
  });
});

describe('a repository', () => {
  const files = {
    'flux/apps.yaml': flux(),
    'apps/a.yaml': configMap('a'),
    'old/b.yaml': configMap('b', '{word: lost}'),
    'scripts/run.sh': 'kubectl get secret by-hand',
    'README.md': 'in-words',
  };

  test('has the objects of its cluster, with what applies them', () => {
    const { clusters } = built(files);
    expect(
      clusters.map(({ complete, objects }) => [complete, objects.map(({ kind, name }) => `${kind} ${name}`)]),
    ).toEqual([[true, ['Kustomization apps', 'ConfigMap a']]]);
    const [part] = clusters[0]?.kustomizations ?? [];
    expect([part?.subject.name, part?.folder, part?.applies.map(({ name }) => name)]).toEqual([
      'apps',
      'apps',
      ['a'],
    ]);
  });

  test('knows what nothing applies, and what is named beside', () => {
    const { appliedByNothing, isApplied, isNamedElsewhere } = built(files);
    expect(appliedByNothing).toEqual(['old/b.yaml']);
    expect([isApplied('apps/a.yaml'), isApplied('old/b.yaml')]).toEqual([true, false]);
    expect(['lost', 'by-hand', 'in-words', 'prune', ''].map(isNamedElsewhere)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('names a file that lies elsewhere as not judged', () => {
    const remote = (resource: string, more: { readonly [path: string]: string } = {}) => {
      const found = built({
        'flux/apps.yaml': flux(),
        'apps/kustomization.yaml': `resources: [${resource}]`,
        ...more,
      });
      return [found.problems.length, found.notJudged.map(({ what, why, how }) => `${what}: ${why}; ${how}`)];
    };
    expect(remote('https://example.com/a.yaml')).toEqual([
      0,
      ['https://example.com/a.yaml: it lies outside the tree; fetch it into the tree and name the copy'],
    ]);
  });
});

import { keys, kustomization, tree } from './support';

const map = (name: string) => `
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: ${name}, namespace: develop}`;
const own = 'sources: [{alias: repo, kind: GitRepository, name: flux-system}]';

/** ConfigMaps that are applied out of a folder of an artifact that is put together by some copies. */
function applied(copies: string, folder = './one', sources = own): string[] {
  const built = tree({
    'clusters/a/apps.yaml': kustomization('apps', folder).replace(
      'sourceRef: {kind: GitRepository, name: flux-system}',
      'sourceRef: {kind: ExternalArtifact, name: apps}',
    ),
    'clusters/a/artifacts.yaml': `
      apiVersion: source.extensions.fluxcd.io/v1beta1
      kind: ArtifactGenerator
      metadata: {name: all, namespace: flux-system}
      spec:
        ${sources}
        artifacts: [{name: other, copy: []}, {name: apps, copy: [${copies}]}]`,
    'apps/base/map.yaml': map('m'),
    'apps/base/deep/inner.yaml': map('inner'),
    'apps/other.yaml': map('other'),
    'top.yaml': map('top'),
  });
  return keys(built).filter((key) => key.startsWith('/ConfigMap/'));
}

const names = (...all: string[]) => all.map((name) => `/ConfigMap/develop/${name}`);

describe('a copy of an artifact', () => {
  test.each<[string, string, string, string, string[]]>([
    ['a folder', '@repo/apps/base/**', '@artifact/one/', './one', names('inner', 'm')],
    ['a folder to a name', '@repo/apps/base/**', '@artifact/one', './one', names('inner', 'm')],
    ['a folder below another', '@repo/apps/**', '@artifact/one/', './one/base/deep', names('inner')],
    ['everything', '@repo/**', '@artifact/', './apps/base/deep', names('inner')],
    ['a folder to the root', '@repo/apps/base/deep/**', '@artifact/', './', names('inner')],
    ['a file to a folder', '@repo/apps/other.yaml', '@artifact/one/', './one', names('other')],
    ['a file of the root', '@repo/top.yaml', '@artifact/one/', './one', names('top')],
    ['a file to a name', '@repo/apps/other.yaml', '@artifact/one/renamed.yaml', './one', names('other')],
  ])('takes %s', (_, from, to, folder, expected) => {
    expect(applied(`{from: "${from}", to: "${to}"}`, folder).sort()).toEqual([...expected].sort());
  });

  test('may stand beside others, of which the later wins', () => {
    const two =
      '{from: "@repo/apps/other.yaml", to: "@artifact/one/"}, {from: "@repo/top.yaml", to: "@artifact/one/"}';
    expect(applied(two).sort()).toEqual(names('other', 'top'));
    expect(applied(two.replaceAll('one/"', 'one/x.yaml"'))).toEqual(names('top'));
  });

  test.each([
    ['from a source that is not this tree', '{from: "@else/apps/base/**", to: "@artifact/one/"}'],
    ['without an alias', '{from: "apps/base/**", to: "@artifact/one/"}'],
    ['to another place', '{from: "@repo/apps/base/**", to: "one/"}'],
    ['by a pattern within', '{from: "@repo/apps/*/**", to: "@artifact/one/"}'],
    ['of a file that is not there', '{from: "@repo/apps/none.yaml", to: "@artifact/one/"}'],
    ['that leaves files out', '{from: "@repo/apps/base/**", to: "@artifact/one/", exclude: ["*.md"]}'],
    ['that merges', '{from: "@repo/apps/base/map.yaml", to: "@artifact/one/", strategy: Merge}'],
  ])('%s leaves the artifact unknown', (_, copy) => {
    expect(applied(copy)).toEqual([]);
  });

  test('is of a source that the generator names', () => {
    expect(applied('{from: "@repo/apps/base/**", to: "@artifact/one/"}', './one', 'sources: []')).toEqual([]);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appliedProblems } from '../../../../lib/delivery/publish/applied';
import { temporaryFolder } from '../sample';

const folder = temporaryFolder();

const flux = (name: string, path: string, source = 'flux-system') =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec: {interval: 1h, prune: true, path: ${path}, sourceRef: {kind: GitRepository, name: ${source}}}
`;
const map = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: develop}\n`;

/** What speaks against files in the folder `deploy` of a checkout. */
function problems(
  checkout: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = { 'map.yaml': map('ours') },
  deletes: readonly string[] = [],
): readonly string[] | undefined {
  for (const [path, text] of Object.entries(checkout)) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  }
  const checkoutOf = { root: folder.path } as Parameters<
    typeof appliedProblems
  >[0][number]['target']['checkout'];
  const target = { checkout: checkoutOf, path: 'deploy', folder: join(folder.path, 'deploy') };
  const contents = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  return appliedProblems([{ target, files: contents, deletes }]).get('deploy');
}

const unreached =
  'no Flux Kustomization of the checkout leads to deploy: publish to a folder below one that Flux applies, or add a Flux Kustomization with this path';

describe('the folder that is published to', () => {
  test('is reached by a Flux Kustomization of the checkout', () => {
    expect(problems({ 'clusters/main/deploy.yaml': flux('deploy', './deploy') })).toEqual([]);
  });

  test('is reached by a kustomization.yaml of the checkout that Flux applies', () => {
    expect(
      problems({
        'clusters/main/kustomization.yaml': 'resources: [apps.yaml, ../../deploy/map.yaml]\n',
        'clusters/main/apps.yaml': flux('apps', './apps'),
        'apps/map.yaml': map('theirs'),
      }),
    ).toEqual([]);
  });

  test('is not reached by what leads elsewhere, nor by what is published itself', () => {
    const checkout = { 'clusters/main/apps.yaml': flux('apps', './apps'), 'apps/map.yaml': map('theirs') };
    expect(problems(checkout)).toEqual([unreached]);
    expect(problems(checkout, { 'map.yaml': map('ours'), 'self.yaml': flux('self', './deploy') })).toEqual([
      unreached,
    ]);
  });

  test('is not judged where the checkout holds no Flux Kustomization of its own', () => {
    expect(problems({ 'README.md': '# Fleet\n' })).toBeUndefined();
    expect(problems({ 'deploy/old.yaml': flux('old', './deploy') })).toBeUndefined();
    expect(appliedProblems([])).toEqual(new Map());
  });
});

describe('what is published', () => {
  const checkout = { 'clusters/main/deploy.yaml': flux('deploy', './deploy') };

  test('is not applied by something else as well', () => {
    const both = {
      ...checkout,
      'clusters/main/apps.yaml': flux('apps', './apps'),
      'apps/map.yaml': map('ours'),
    };
    expect(problems(both)).toEqual([
      'ConfigMap develop/ours of map.yaml is applied by flux-system/apps already, from apps/map.yaml: take one of them out',
    ]);
  });

  test('counts without the files that go', () => {
    const both = { ...checkout, 'deploy/old.yaml': map('ours').replace('develop', 'staging') };
    expect(problems(both, {}, ['old.yaml'])).toEqual([unreached]);
    expect(problems(both, { 'map.yaml': map('ours') }, ['old.yaml'])).toEqual([]);
  });

  test('takes sources that the checkout has', () => {
    const inner = (source: string) => ({
      'inner.yaml': flux('inner', './apps', source),
      'map.yaml': map('ours'),
    });
    expect(problems(checkout, inner('flux-system'))).toEqual([]);
    expect(problems(checkout, inner('other'))).toEqual([
      'the source flux-system/other of Kustomization flux-system/inner is not in the checkout: name one that is, such as flux-system/flux-system',
    ]);
  });
});

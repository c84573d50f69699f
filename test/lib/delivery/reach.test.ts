import type { Document, EnvironmentTree } from '../../../lib/delivery';
import { renderFiles } from '../../../lib/delivery/files';
import { unreachedProblems } from '../../../lib/delivery/reach';
import { configMap } from './sample';

function kustomization(name: string, path: string): Document {
  return {
    object: {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace: 'flux-system' },
      spec: { path, prune: true, interval: '1h', sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
    },
    construct: `app/${name}`,
  };
}

/** An environment in the usual shape, with one folder more. */
function environment(
  more: EnvironmentTree['folders'],
  listed: readonly string[] = ['flux'],
): EnvironmentTree {
  return {
    name: 'develop',
    folders: [
      { path: '', documents: [], kustomize: { resources: listed } },
      { path: 'flux', documents: [kustomization('apps', './dist/develop/apps')], kustomize: true },
      { path: 'apps', documents: [configMap('one')], kustomize: true },
      ...more,
    ],
    files: [{ path: 'review/note.txt', text: 'for people' }],
  };
}

function problems(one: EnvironmentTree): string[] {
  const tree = { environments: [one] };
  return unreachedProblems(tree, renderFiles(tree));
}

test('an environment whose root leads to every object has nothing to say', () => {
  expect(problems(environment([]))).toEqual([]);
});

test('an object that no Flux Kustomization applies is named with its file', () => {
  expect(problems(environment([{ path: 'more', documents: [configMap('two')], kustomize: true }]))).toEqual([
    'develop: ConfigMap apps/two (construct app/two): nothing that the environment applies leads to more/configmap.two.yaml: list it, or give a Flux Kustomization the path of its folder',
  ]);
});

test('a folder inside a layer is reached only where the layer lists it', () => {
  const inner = { path: 'apps/inner', documents: [configMap('two')], kustomize: true };
  expect(problems(environment([inner]))).toHaveLength(1);
  const listing = environment([inner]);
  const folders = listing.folders.map((folder) =>
    folder.path === 'apps' ? { ...folder, kustomize: { resources: ['inner'] } } : folder,
  );
  expect(problems({ ...listing, folders })).toEqual([]);
});

test('a root that does not list the folder of Flux reaches nothing', () => {
  expect(problems(environment([], []))).toHaveLength(2);
});

test('an environment without a Flux Kustomization for its folders is left out', () => {
  expect(
    problems({
      name: 'develop',
      folders: [{ path: 'apps', documents: [configMap('one')], kustomize: false }],
    }),
  ).toEqual([]);
});

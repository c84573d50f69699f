import {
  appliedTree,
  environmentRoot,
  folderOfPath,
  type InventoryFolder,
  normalizePath,
} from '../../../lib/flux';

function inventory(folders: { [path: string]: { files?: string[]; resources?: string[] } }) {
  return new Map<string, InventoryFolder>(
    Object.entries(folders).map(([path, { files = [], resources }]) => [
      path,
      resources === undefined ? { files: new Set(files) } : { files: new Set(files), resources },
    ]),
  );
}

test('paths are compared in their shortest form', () => {
  expect(normalizePath('./dist//develop/')).toBe('dist/develop');
  expect(normalizePath('a/../b')).toBe('b');
  expect(normalizePath('../b')).toBeUndefined();
});

test('the root is what most paths have before a known folder', () => {
  const folders = ['', 'observability', 'services', 'services/expenses'];
  const paths = ['./dist/develop/observability', './dist/develop/services', './dist/develop/nowhere'];
  expect(environmentRoot(paths, folders)).toBe('dist/develop');
  expect(environmentRoot(['./elsewhere'], folders)).toBeUndefined();
});

test('a path outside the root means no folder of the tree', () => {
  expect(folderOfPath('./dist/develop/services', 'dist/develop')).toBe('services');
  expect(folderOfPath('./dist/develop', 'dist/develop')).toBe('');
  expect(folderOfPath('./dist/production/services', 'dist/develop')).toBeUndefined();
});

test('a kustomization.yaml decides what is applied', () => {
  const tree = inventory({
    services: { files: ['ingress.yaml', 'forgotten.yaml'], resources: ['ingress.yaml', 'expenses', 'gone'] },
    'services/expenses': { files: ['deployment.yaml'], resources: ['deployment.yaml'] },
    'services/bank': { files: ['deployment.yaml'] },
  });
  const applied = appliedTree('services', tree);
  expect([...applied.files].sort()).toEqual(['services/expenses/deployment.yaml', 'services/ingress.yaml']);
  expect(applied.missing).toEqual([{ folder: 'services', entry: 'gone', index: 2 }]);
});

test('without one every file below is applied', () => {
  const tree = inventory({
    services: { files: ['ingress.yaml'] },
    'services/bank': { files: ['a.yaml', 'b.yaml'], resources: ['a.yaml'] },
  });
  expect([...appliedTree('services', tree).files].sort()).toEqual([
    'services/bank/a.yaml',
    'services/ingress.yaml',
  ]);
});

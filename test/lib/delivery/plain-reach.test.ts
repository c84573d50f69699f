import fc from 'fast-check';
import '../../support/seed';
import type { Document, EnvironmentTree, Folder } from '../../../lib/delivery';
import { renderFiles } from '../../../lib/delivery/files';
import { isReachedPlainly } from '../../../lib/delivery/plain-reach';
import { builtProblems } from '../../../lib/delivery/reach';
import { configMap } from './sample';

const root = 'dist/develop';

function flux(name: string, path: string, more: object = {}, source: object = {}): Document {
  return {
    object: {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace: 'flux-system' },
      spec: {
        path,
        prune: true,
        interval: '1h',
        sourceRef: { kind: 'GitRepository', name: 'flux-system', ...source },
        ...more,
      },
    },
  };
}

const usual: EnvironmentTree = {
  name: 'develop',
  folders: [
    { path: '', documents: [], kustomize: { resources: ['flux'] } },
    { path: 'flux', documents: [flux('apps', './dist/develop/apps')], kustomize: true },
    { path: 'apps', documents: [configMap('one')], kustomize: { resources: ['two'] } },
    { path: 'apps/two', documents: [configMap('two')], kustomize: true },
  ],
  files: [{ path: 'review/pipelines.yaml', text: 'for: people\n' }],
};

test('the usual shape needs no build', () => {
  expect(isReachedPlainly(usual, root)).toBe(true);
  expect(builtProblems(usual, root, renderFiles({ environments: [usual] }))).toEqual([]);
});

/** An environment with another folder in the place of one. */
function instead(path: string, change: (folder: Folder) => Folder): EnvironmentTree {
  return {
    ...usual,
    folders: usual.folders.map((folder) => (folder.path === path ? change(folder) : folder)),
  };
}

const adding = (path: string, ...documents: readonly Document[]) =>
  instead(path, (folder) => ({ ...folder, documents: [...folder.documents, ...documents] }));

const plain = (kind: string, more: object): Document => ({
  object: { apiVersion: 'v1', kind, metadata: { name: 'x', namespace: 'apps' }, ...more },
});

test.each([
  [
    'an object with a word for Flux',
    adding(
      'apps',
      plain('Namespace', {
        metadata: { name: 'x', annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
      }),
    ),
    true,
  ],
  ['an object in a folder that nothing lists', adding('', configMap('root')), true],
  ['a folder that nobody lists', instead('apps', (folder) => ({ ...folder, kustomize: true })), false],
  [
    'a folder without kustomization.yaml',
    instead('apps/two', (folder) => ({ ...folder, kustomize: false })),
    false,
  ],
  ['a folder that two apply', adding('flux', flux('two', './dist/develop/apps/two')), false],
  [
    'a Kustomization that renames',
    instead('flux', (folder) => ({
      ...folder,
      documents: [flux('apps', 'dist/develop/apps', { namePrefix: 'a-' })],
    })),
    false,
  ],
  [
    'a Kustomization of another source',
    adding('flux', flux('more', 'dist/develop/more', {}, { name: 'other' })),
    false,
  ],
  ['a Kustomization among what another applies', adding('apps', flux('more', './dist/develop/more')), false],
  ['a list of objects', adding('apps', plain('ConfigMapList', { items: [] })), false],
  [
    'an order to kustomize',
    adding(
      'apps',
      plain('Pod', { metadata: { name: 'x', annotations: { 'config.kubernetes.io/local-config': 'true' } } }),
    ),
    false,
  ],
  [
    'a label that is not text',
    adding('apps', plain('Pod', { metadata: { name: 'x', labels: { a: 1 } } })),
    false,
  ],
  [
    'one object in two namespaces that kustomize takes for one',
    adding(
      'apps',
      plain('Pod', { metadata: { name: 'x' } }),
      plain('Pod', { metadata: { name: 'x', namespace: 'default' } }),
    ),
    false,
  ],
  [
    'a folder that the source leaves out',
    instead('apps/two', (folder) => ({ ...folder, path: 'apps/two.zip' })),
    false,
  ],
])('%s', (_what, environment, expected) => {
  expect(isReachedPlainly(environment, root)).toBe(expected);
});

const names = fc.constantFrom('one', 'two', 'three');
const namespaces = fc.constantFrom(undefined, 'default', 'apps');
const objects: fc.Arbitrary<Document> = fc
  .record({
    kind: fc.constantFrom('ConfigMap', 'Pod', 'Namespace', 'PodList', 'Kustomization', 'GitRepository'),
    apiVersion: fc.constantFrom('v1', 'v1', 'kustomize.config.k8s.io/v1beta1', 'source.toolkit.fluxcd.io/v1'),
    name: fc.oneof(names, fc.constant('flux-system')),
    namespace: namespaces,
    labels: fc.constantFrom(undefined, {}, { a: 'b' }, { a: 1 }, { a: null }),
    annotations: fc.constantFrom(undefined, { 'config.kubernetes.io/local-config': 'true' }, { a: 'b' }),
  })
  .map(({ kind, apiVersion, name, namespace, labels, annotations }) => ({
    object: {
      apiVersion,
      kind,
      metadata: {
        name,
        ...(namespace === undefined ? {} : { namespace }),
        ...(labels === undefined ? {} : { labels }),
        ...(annotations === undefined ? {} : { annotations }),
      },
    },
  }));
const kustomizations = fc
  .record({
    name: names,
    path: fc.constantFrom('apps', 'apps/one', 'apps/two', 'more', 'flux', '', '../develop/apps'),
    more: fc.constantFrom(
      {},
      {},
      {},
      { targetNamespace: 'x' },
      { patches: [] },
      { wait: true },
      { postBuild: { substitute: { a: 'b' } } },
    ),
    source: fc.constantFrom(
      {},
      {},
      {},
      { namespace: 'flux-system' },
      { name: 'one' },
      { kind: 'OCIRepository' },
    ),
  })
  .map(({ name, path, more, source }) => flux(name, `./${root}/${path}`, more, source));
const documents = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 9 }).map((n) => configMap(`c${n}`)) },
  { weight: 2, arbitrary: objects },
  { weight: 1, arbitrary: kustomizations },
);

const entry = fc.constantFrom(
  'one',
  'two',
  'flux',
  'apps',
  'more',
  '../apps',
  'apps/one',
  './one',
  'missing.yaml',
);
const kustomize: fc.Arbitrary<Folder['kustomize']> = fc.oneof(
  fc.constant(true),
  fc.array(entry, { maxLength: 2 }).map((resources) => ({ resources })),
  fc.constant(false),
);

const mostlyUnset = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** The usual shape with a few changes, so that many are as they should be. */
const environments = fc
  .record({
    layers: fc.uniqueArray(
      fc.record({
        path: fc.constantFrom('apps', 'more', 'apps.zip', 'apps/one', 'apps/two'),
        documents: fc.array(documents, { minLength: 1, maxLength: 2 }),
        kustomize: mostlyUnset(kustomize),
      }),
      { selector: ({ path }) => path, minLength: 1 },
    ),
    added: fc.array(documents, { maxLength: 1 }),
    rootKustomize: mostlyUnset(kustomize),
  })
  .map(({ layers, added, rootKustomize }): EnvironmentTree => {
    const tops = layers.filter(({ path }) => !path.includes('/'));
    const folders = layers.map(
      ({ path, documents: own, kustomize: written }): Folder => ({
        path,
        documents: own,
        kustomize: written ?? {
          resources: layers
            .filter((one) => one.path.startsWith(`${path}/`))
            .map((one) => one.path.slice(path.length + 1)),
        },
      }),
    );
    return {
      name: 'develop',
      folders: [
        { path: '', documents: [], kustomize: rootKustomize ?? { resources: ['flux'] } },
        {
          path: 'flux',
          documents: [...tops.map(({ path }) => flux(`layer-${path}`, `./${root}/${path}`)), ...added],
          kustomize: true,
        },
        ...folders,
      ],
    };
  });

test('what is seen without a build, a build says too', () => {
  let seen = 0;
  fc.assert(
    fc.property(environments, (environment) => {
      if (!isReachedPlainly(environment, root)) return;
      seen += 1;
      expect(builtProblems(environment, root, renderFiles({ environments: [environment] }))).toEqual([]);
    }),
    { numRuns: Number(process.env.OTELFLUX_RUNS ?? 1500) },
  );
  expect(seen).toBeGreaterThan(30);
});

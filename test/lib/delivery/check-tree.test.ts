import { checkTree, type Document, type Folder, type Tree } from '../../../lib/delivery';
import { configMap, environment, sampleTree } from './sample';

function folders(...given: (Partial<Folder> & { path: string })[]): Tree {
  return {
    environments: [
      { name: 'develop', folders: given.map((folder) => ({ documents: [], kustomize: true, ...folder })) },
    ],
  };
}

function object(apiVersion: string, kind: string, name: string, more: Partial<Document> = {}): Document {
  return { object: { apiVersion, kind, metadata: { name } }, ...more };
}

describe('checkTree', () => {
  test('finds nothing wrong with a sound tree', () => {
    expect(checkTree(sampleTree())).toEqual([]);
  });

  test('allows one identity in two environments, and equal names of other kinds, groups and namespaces', () => {
    const documents = [
      object('v1', 'Service', 'a'),
      object('serving.knative.dev/v1', 'Service', 'a', { file: 'knative-service.a.yaml' }),
      object('v1', 'Secret', 'a'),
      configMap('a', {}, 'one'),
      { ...configMap('a', {}, 'two'), file: 'configmap.a.two.yaml' },
    ];
    expect(checkTree(folders({ path: 'x', documents }))).toEqual([]);
  });

  test.each<[string, Tree, string[]]>([
    ['no environment', { environments: [] }, ['the tree has no environment']],
    ['an environment without objects', folders({ path: 'x' }), ['develop: not one object']],
    [
      'two environments of one name',
      { environments: [environment('a'), environment('a')] },
      ['environment a is given twice'],
    ],
    [
      'names that are not a folder',
      { environments: [environment('../x'), environment('A'), environment('')] },
      ['environment "../x": its name becomes a folder', 'environment "A"', 'environment ""'],
    ],
    [
      'objects without identity',
      folders({ path: 'x', documents: [{ object: {}, construct: 'app/c' }, object('v1', 'Pod', '')] }),
      [
        'develop: object without kind (construct app/c): apiVersion, kind, metadata.name missing',
        'develop: Pod: metadata.name missing',
      ],
    ],
    [
      'two objects of one identity in different folders and API versions',
      folders(
        { path: 'x', documents: [object('apps/v1', 'Deployment', 'a', { construct: 'app/one' })] },
        { path: 'y', documents: [object('apps/v1beta1', 'Deployment', 'a', { construct: 'app/two' })] },
      ),
      [
        'develop: Deployment a (construct app/one) and Deployment a (construct app/two) are one object to the API server',
      ],
    ],
    [
      'two objects that share a file',
      folders({ path: 'x', documents: [configMap('a', {}, 'one'), configMap('a', {}, 'two')] }),
      [
        'ConfigMap one/a (construct app/a) and ConfigMap two/a (construct app/a) are both written to x/configmap.a.yaml',
      ],
    ],
    [
      'paths that differ in case only',
      folders({
        path: 'x',
        documents: [
          object('v1', 'Pod', 'a', { file: 'A.yaml' }),
          object('v1', 'Pod', 'b', { file: 'a.yaml' }),
        ],
      }),
      ['x/A.yaml and x/a.yaml (one file where case does not count)'],
    ],
    [
      'an object in the place of the kustomization.yaml',
      folders({ path: 'x', documents: [object('v1', 'Pod', 'a', { file: 'kustomization.yaml' })] }),
      ['the folder itself and Pod a are both written to x/kustomization.yaml'],
    ],
    [
      'file names that leave the folder or that Flux does not read',
      folders({
        path: 'x',
        documents: [
          object('v1', 'Pod', 'a', { file: '../a.yaml' }),
          object('v1', 'Pod', 'b', { file: 'b.txt' }),
          object('v1', 'Pod', 'c'.repeat(253)),
        ],
      }),
      [
        '"../a.yaml" in x: it must be one plain file name',
        '"b.txt" in x: it must end in .yaml',
        'longer than 255 bytes',
      ],
    ],
    [
      'folders that leave the environment',
      folders(
        ...['../x', '/x', 'a//b', 'a/./b', 'a\\b', 'c:/x'].map((path, i) => ({
          path,
          documents: [object('v1', 'Pod', `p${i}`)],
        })),
      ),
      ['"../x"', '"/x"', '"a//b"', '"a/./b"', '"a\\\\b"', '"c:/x"'],
    ],
    [
      'a folder given twice',
      folders(
        { path: 'x', documents: [configMap('a')] },
        { path: 'x', kustomize: false, documents: [configMap('b')] },
      ),
      ['folder "x" is given twice'],
    ],
    [
      'a folder in the place of a file',
      {
        environments: [
          {
            name: 'develop',
            folders: [{ path: 'review/a/b', documents: [configMap('a')], kustomize: true }],
            files: [{ path: 'review/a', text: '' }],
          },
        ],
      },
      ['develop: review/a is a file and a folder'],
    ],
    [
      'review files that leave the environment or collide',
      {
        environments: [
          {
            ...environment('develop'),
            files: [
              { path: '../x', text: '' },
              { path: 'flux/kustomization.yaml', text: '' },
            ],
          },
        ],
      },
      ['file "../x"', 'the folder itself and a review file are both written to flux/kustomization.yaml'],
    ],
    [
      'kustomization.yaml files that list what is not there',
      folders(
        { path: '', kustomize: { resources: ['flux', 'gone', 'bare', '../up'] } },
        { path: 'flux', documents: [configMap('a')] },
        { path: 'bare', kustomize: false, documents: [configMap('b')] },
      ),
      [
        'lists "../up"',
        'lists the folder bare, which has no kustomization.yaml',
        'lists gone, which is not written',
      ],
    ],
  ])('refuses %s', (_, tree, expected) => {
    const problems = checkTree(tree);
    expect(problems).toEqual(expected.map((part) => expect.stringContaining(part)));
  });
});

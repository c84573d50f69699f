import { ApiObject, App, Chart } from 'cdk8s';
import { checkTree, renderChart, renderFiles, type Tree, writeAs } from '../../../lib/delivery';

/** Two objects in the same file of a folder, and one in a file of its own. */
function tree(second: string): Tree {
  const chart = new Chart(new App(), 'extras');
  const add = (name: string) =>
    new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  writeAs(add('a'), { name: 'both.yaml', text: 'b: 1 # kept' });
  writeAs(add('b'), { name: 'both.yaml', text: second });
  add('c');
  return {
    environments: [{ name: 'test', folders: [{ path: '', documents: renderChart(chart), kustomize: true }] }],
  };
}

describe('objects that are written as the file that they were read from', () => {
  test('share it: it is written once, byte for byte, and listed once', () => {
    const both = tree('b: 1 # kept');
    expect(checkTree(both)).toEqual([]);
    const files = renderFiles(both);
    expect(files.map(({ path }) => path)).toEqual([
      'test/kustomization.yaml',
      'test/both.yaml',
      'test/configmap.c.yaml',
    ]);
    expect(files[1]?.text).toBe('b: 1 # kept');
    expect(files[0]?.text).toContain('resources:\n  - both.yaml\n  - configmap.c.yaml\n');
  });

  test('clash where two files have one name', () => {
    expect(checkTree(tree('b: 2'))).toEqual([
      'test: ConfigMap a (construct extras/a) and ConfigMap b (construct extras/b) are both written to both.yaml: rename one of them, put it into another folder or set its file',
    ]);
  });
});

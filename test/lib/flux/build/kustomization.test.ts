import { checkType, kustomizationShape } from '../../../../lib/flux/build/kustomization';
import { type BuildNode, nowhere } from '../../../../lib/flux/build/nodes';
import { readText } from '../../../../lib/flux/build/read';
import { checkShape } from '../../../../lib/flux/build/shapes';

const gvk = 'group: g, version: v, kind: K';
const selector = `{${gvk}, name: a, namespace: s, labelSelector: a=b, annotationSelector: a=b}`;
const options = '{labels: {a: b}, annotations: {a: b}, disableNameSuffixHash: true, immutable: true}';
const generator = `namespace: s, name: a, behavior: merge, literals: [a=b], files: [a], envs: [a], env: a, options: ${options}`;
const patch = `[{path: a, patch: b, target: ${selector}, options: {allowNameChange: true, allowKindChange: true}}]`;
const images = '[{name: a, newName: m, tagSuffix: s, newTag: t, digest: d}]';
const fieldOptions = '{delimiter: ":", index: 1, encoding: e, create: true}';

/** Every field that kustomize knows, in flow style, one a line. */
const whole = `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
metadata: {name: a, namespace: s, labels: {a: b}, annotations: {a: b}}
openapi: {path: a.json}
namePrefix: p-
nameSuffix: -s
namespace: s
commonLabels: {a: b}
labels: [{pairs: {a: b}, includeSelectors: true, includeTemplates: true, fields: [{${gvk}, path: p, create: true}]}]
commonAnnotations: {a: b}
patchesStrategicMerge: [a.yaml]
patchesJson6902: ${patch}
patches: ${patch}
images: ${images}
imageTags: ${images}
replacements: [{source: {${gvk}, name: a, namespace: s, fieldPath: f, options: ${fieldOptions}}, targets: [{select: ${selector}, reject: [${selector}], fieldPaths: [f], options: ${fieldOptions}}], sourceValue: v, path: p}]
replicas: [{name: a, count: 1}]
vars: [{name: A, objref: {apiVersion: v1, ${gvk}, name: a, namespace: s}, fieldref: {fieldPath: f}}]
sortOptions: {order: legacy, legacySortOptions: {orderFirst: [A], orderLast: [B]}}
resources: [a]
components: [a]
crds: [a]
bases: [a]
configMapGenerator: [{${generator}}]
secretGenerator: [{${generator}, type: Opaque}]
helmGlobals: {chartHome: c, any: 1}
helmCharts: [{name: a, any: 1}]
helmChartInflationGenerator: [{chartName: a, any: 1}]
generatorOptions: ${options}
configurations: [a]
generators: [a]
transformers: [a]
validators: [a]
buildMetadata: [originAnnotations]
`.trimStart();

function rootOf(text: string): BuildNode {
  const [document] = readText(text, nowhere.source).documents;
  if (document === undefined) throw new Error('no document');
  return document;
}

function faults(text: string): string[] {
  const found: string[] = [];
  checkShape(rootOf(text), kustomizationShape, { lenient: false }, ({ message, fix }) =>
    found.push(`${message} → ${fix}`),
  );
  return found;
}

describe('the fields of a kustomization.yaml', () => {
  test('are those that kustomize knows', () => {
    expect(faults(whole)).toEqual([]);
  });

  test('hold no others', () => {
    for (const [index, line] of whole.split('\n').entries()) {
      const at = line.indexOf('{');
      if (at < 0 || /^(?:openapi|common|helm)/.test(line)) continue;
      const lines = whole.split('\n');
      lines[index] = `${line.slice(0, at + 1)}unknown: x, ${line.slice(at + 1)}`;
      expect(faults(lines.join('\n'))).toEqual(['kustomize knows no field unknown here → take unknown out']);
    }
  });

  test('are each of one type', () => {
    expect(
      faults('namePrefix: 1\nresources: a\nreplicas: [{count: many}]\npatches: {}\nopenapi: []\n'),
    ).toEqual([
      '1 is not text → write "1"',
      'a list belongs here → write one item a line, each after “- ”',
      'many is not a number → write a number without quotes',
      'a list belongs here → write one item a line, each after “- ”',
      'a map belongs here → write “key: value” here',
    ]);
  });
});

describe('the type of a kustomization.yaml', () => {
  const fault = (text: string) => {
    const found = checkType(rootOf(text));
    return found && `${found.message} → ${found.fix}`;
  };

  test.each([
    ['resources: []', undefined],
    ['kind: Kustomization', undefined],
    ['kind: Component', undefined],
    ['apiVersion: kustomize.config.k8s.io/v1beta1', undefined],
    ['apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component', undefined],
    ['kind: Deployment', 'a kustomization.yaml cannot be a Deployment → write Kustomization or Component'],
    [
      'apiVersion: kustomize.config.k8s.io/v1',
      'a Kustomization of kustomize has no version kustomize.config.k8s.io/v1 → write kustomize.config.k8s.io/v1beta1',
    ],
    [
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Component',
      'a Component of kustomize has no version kustomize.config.k8s.io/v1beta1 → write kustomize.config.k8s.io/v1alpha1',
    ],
  ])('of %j', (text, expected) => {
    expect(fault(`${text}\n`)).toBe(expected);
  });
});

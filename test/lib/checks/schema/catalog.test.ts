import { checkSources } from '../../../../lib/checks';
import { compareMinors, schemaCatalog } from '../../../../lib/checks/schema/catalog';

const policy = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: a}
spec: {validations: [{expression: "true"}]}
`;
const pod = (fields: string) => `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: b}
spec: {containers: [{name: a, image: "a:1.0.0", ${fields}}]}
`;
const rules = (text: string, kubernetesVersion?: string) =>
  checkSources([{ name: 'a.yaml', text }], kubernetesVersion === undefined ? {} : { kubernetesVersion })
    .filter(({ rule }) => rule.startsWith('KS-'))
    .map(({ rule, path }) => `${rule} ${path}`);

test('releases are compared by their numbers', () => {
  expect(compareMinors('1.9', '1.28')).toBeLessThan(0);
  expect(compareMinors('v1.34', '1.34.2')).toBe(0);
});

test('the newest release that is known is taken where none is said', () => {
  expect(schemaCatalog().kubernetes).toBe('1.34');
  expect(rules(policy)).toEqual([]);
  expect(rules(pod('lifecycle: {preStop: {sleep: {seconds: 5}}}'))).toEqual([]);
});

test('a cluster of an older release lacks what came later', () => {
  expect(rules(policy, '1.28')).toEqual(['KS-6 apiVersion']);
  expect(rules(pod('lifecycle: {preStop: {sleep: {seconds: 5}}}'), '1.28')).toEqual([
    'KS-1 spec.containers[0].lifecycle.preStop.sleep',
  ]);
});

test('what a newer release than is known may have is not wrong', () => {
  expect(rules(pod('somethingNew: 1'))).toEqual(['KS-1 spec.containers[0].somethingNew']);
  expect(rules(pod('somethingNew: 1'), '1.40')).toEqual([]);
});

test('a definition of the input says what its kind is', () => {
  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.org}
spec:
  group: example.org
  scope: Namespaced
  names: {kind: Thing, plural: things}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: {type: object, required: [size], properties: {size: {type: integer}, name: {type: string, pattern: "^(a+)+$"}}}
---
`;
  const thing = (spec: string) =>
    `${definition}apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a, namespace: b}\nspec: {${spec}}\n`;
  expect(rules(thing('size: 1'))).toEqual([]);
  expect(rules(thing('size: "1", nmae: x'))).toEqual(['KS-2 spec.size', 'KS-1 spec.nmae']);
  expect(rules(thing('name: a'))).toEqual(['KS-3 spec.size']);
  // An expression that came with the input takes no time that grows faster than the text.
  expect(rules(thing(`size: 1, name: ${'a'.repeat(10_000)}b`))).toEqual(['KS-4 spec.name']);
});

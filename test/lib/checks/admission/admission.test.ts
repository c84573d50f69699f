import { checkSources } from '../../../../lib/checks';
import { admissionCases } from './cases';

const errorsOf = (object: object) =>
  checkSources([{ name: 'object.yaml', text: JSON.stringify(object) }]).filter(
    ({ severity }) => severity === 'error',
  );

describe('what the API server refuses', () => {
  const refused = admissionCases().filter(({ isRefused, isSeen }) => isRefused && isSeen);

  test.each(refused.map((one) => [one.name, one] as const))('is an error: %s', (_, { object }) => {
    const errors = errorsOf(object);
    expect(errors.map(({ rule }) => rule)).not.toEqual([]);
    // One fault is told once.
    expect(errors.filter(({ rule }) => rule === 'XR-73').length).toBeLessThanOrEqual(1);
  });
});

describe('what the API server takes', () => {
  const taken = admissionCases().filter(({ isRefused }) => !isRefused);

  test.each(taken.map((one) => [one.name, one] as const))('is none: %s', (_, { object, told }) => {
    expect(errorsOf(object).map(({ rule }) => rule)).toEqual(told === undefined ? [] : [told]);
  });
});

test('a finding names the place, the object and what to write', () => {
  const { object } = admissionCases().find(({ name }) => name.includes('"successThreshold":2')) ?? {};
  expect(errorsOf(object ?? {})).toMatchObject([
    {
      rule: 'XR-73',
      path: 'spec.template.spec.containers[0].livenessProbe.successThreshold',
      message:
        'spec.template.spec.containers[0].livenessProbe.successThreshold of Deployment shop/bank is 2, but only 1 is allowed for a livenessProbe.',
      fix: 'Leave successThreshold out.',
    },
  ]);
});

test.each([
  [
    'downwardAPI: {items: [{path: ../a, fieldRef: {fieldPath: metadata.labels}}]}',
    'downwardAPI.items[0].path',
  ],
  [
    'downwardAPI: {items: [{path: a, fieldRef: {fieldPath: status.podIP}}]}',
    'downwardAPI.items[0].fieldRef.fieldPath',
  ],
  ['configMap: {name: a, items: [{key: a, path: /a}]}', 'configMap.items[0].path'],
  ['secret: {secretName: a, items: [{key: a/b, path: a}]}', 'secret.items[0].key'],
  ['hostPath: {path: /a/../b}', 'hostPath.path'],
])('the place of what is wrong in the volume %s', (volume, place) => {
  const pod = `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: b}
spec: {containers: [{name: a, image: "a:1", volumeMounts: [{name: v, mountPath: /v}]}], volumes: [{name: v, ${volume}}]}
`;
  const errors = checkSources([{ name: 'pod.yaml', text: pod }]).filter(
    ({ severity }) => severity === 'error',
  );
  expect(errors.map(({ path }) => path)).toEqual([`spec.volumes[0].${place}`]);
});

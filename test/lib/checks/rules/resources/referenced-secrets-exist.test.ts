import { findings } from '../problems';

/** A pod in a namespace whose Secret and ConfigMap are there, each with one key. */
const told = (container: string, volumes = '') =>
  findings(
    `apiVersion: v1
kind: Secret
metadata: {name: there, namespace: shop}
stringData: {key: a}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: there, namespace: shop}
data: {key: a}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: bank, namespace: shop}
spec:
  selector: {matchLabels: {app: bank}}
  template:
    metadata: {labels: {app: bank}}
    spec: {containers: [{name: bank, image: "bank:1", ${container}}], volumes: [${volumes}]}
`,
    'XR-4',
  ).map(({ path }) => path);

const pod = 'spec.template.spec';

test.each([
  [
    'env: [{name: A, valueFrom: {secretKeyRef: {name: gone, key: key}}}]',
    'env[0].valueFrom.secretKeyRef.name',
  ],
  [
    'env: [{name: A, valueFrom: {configMapKeyRef: {name: gone, key: key}}}]',
    'env[0].valueFrom.configMapKeyRef.name',
  ],
  [
    'env: [{name: A, valueFrom: {secretKeyRef: {name: there, key: other}}}]',
    'env[0].valueFrom.secretKeyRef.key',
  ],
  [
    'env: [{name: A, valueFrom: {configMapKeyRef: {name: there, key: other}}}]',
    'env[0].valueFrom.configMapKeyRef.key',
  ],
  ['envFrom: [{secretRef: {name: gone}}]', 'envFrom[0].secretRef.name'],
  ['envFrom: [{configMapRef: {name: gone}}]', 'envFrom[0].configMapRef.name'],
])('of a container with %s', (container, place) => {
  expect(told(container)).toEqual([`${pod}.containers[0].${place}`]);
  expect(told(container.replace(/gone|other/, (word) => (word === 'gone' ? 'there' : 'key')))).toEqual([]);
  expect(told(container.replace(/(gone|other)/, '$1, optional: true'))).toEqual([]);
});

test.each([
  ['{name: v, secret: {secretName: gone}}', 'secret.secretName'],
  ['{name: v, configMap: {name: gone}}', 'configMap.name'],
  ['{name: v, projected: {sources: [{secret: {name: gone}}]}}', 'projected.sources[0].secret.name'],
  ['{name: v, projected: {sources: [{configMap: {name: gone}}]}}', 'projected.sources[0].configMap.name'],
])('of the volume %s', (volume, place) => {
  expect(told('args: []', volume)).toEqual([`${pod}.volumes[0].${place}`]);
  expect(told('args: []', volume.replace('gone', 'there'))).toEqual([]);
  expect(told('args: []', volume.replace('gone', 'gone, optional: true'))).toEqual([]);
});

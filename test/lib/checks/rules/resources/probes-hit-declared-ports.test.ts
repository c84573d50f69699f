import { findings } from '../problems';

const told = (probe: string) =>
  findings(
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: bank, namespace: shop}
spec:
  selector: {matchLabels: {app: bank}}
  template:
    metadata: {labels: {app: bank}}
    spec: {containers: [{name: bank, image: "bank:1", ports: [{name: http, containerPort: 8080}], ${probe}}]}
`,
    'XR-34',
  ).map(({ path }) => path);

test.each([
  'livenessProbe: {httpGet: {port: 8081}}',
  'readinessProbe: {tcpSocket: {port: 8081}}',
  'startupProbe: {grpc: {port: 8081}}',
  'livenessProbe: {httpGet: {port: https}}',
])('%s asks where nothing listens', (probe) => {
  const [, kind, action] = /^(\w+): \{(\w+)/.exec(probe) ?? [];
  expect(told(probe)).toEqual([`spec.template.spec.containers[0].${kind}.${action}.port`]);
});

test.each(['livenessProbe: {httpGet: {port: 8080}}', 'readinessProbe: {tcpSocket: {port: http}}'])(
  '%s asks what listens',
  (probe) => {
    expect(told(probe)).toEqual([]);
  },
);

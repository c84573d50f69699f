import { findings } from '../problems';

/** What is said of a pod that sets a kernel parameter, under the Pod Security Standards of a release. */
const told = (parameter: string, version: string) =>
  findings(
    `apiVersion: v1
kind: Namespace
metadata:
  name: monitoring
  labels: {pod-security.kubernetes.io/enforce: baseline, pod-security.kubernetes.io/enforce-version: ${version}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: monitoring}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      securityContext: {sysctls: [{name: ${parameter}, value: "1"}]}
      containers: [{name: agent, image: "agent:1.0.0"}]
`,
    'PS-11',
  ).map(({ path }) => path);

const place = 'spec.template.spec.securityContext.sysctls[0].name';

test.each([
  ['net.ipv4.ip_local_reserved_ports', 'v1.26', 'v1.27'],
  ['net.ipv4.tcp_keepalive_time', 'v1.28', 'v1.29'],
  ['net.ipv4.tcp_keepalive_probes', 'v1.28', 'v1.29'],
  ['net.ipv4.tcp_fin_timeout', 'v1.28', 'v1.29'],
  ['net.ipv4.tcp_rmem', 'v1.31', 'v1.32'],
  ['net.ipv4.tcp_wmem', 'v1.31', 'v1.32'],
])('%s is refused under %s and safe since %s', (parameter, before, since) => {
  expect(told(parameter, before)).toEqual([place]);
  expect(told(parameter, since)).toEqual([]);
});

test('what was always safe is so under the first release, and what never was is refused under the newest', () => {
  expect(told('net.ipv4.tcp_syncookies', 'v1.0')).toEqual([]);
  expect(told('net.core.somaxconn', 'latest')).toEqual([place]);
});

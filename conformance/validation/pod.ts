import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

/** Variables that the chart, the kubelet and the API server give a collector's pod, with values for loopback. */
export const podVariables: Readonly<Record<string, string>> = {
  PATH: '/usr/bin:/bin',
  HOME: '/tmp',
  MY_POD_IP: '127.0.0.1',
  OTEL_K8S_POD_IP: '127.0.0.1',
  OTEL_K8S_POD_NAME: 'otel-collector-0',
  OTEL_K8S_NAMESPACE: 'observability',
  OTEL_K8S_NODE_NAME: 'node-1',
  OTEL_K8S_NODE_IP: '127.0.0.1',
  K8S_NODE_NAME: 'node-1',
  K8S_NODE_IP: '127.0.0.1',
  K8S_POD_NAME: 'otel-collector-0',
  K8S_POD_IP: '127.0.0.1',
  KUBERNETES_SERVICE_HOST: '127.0.0.1',
  KUBERNETES_SERVICE_PORT: '443',
  GOMEMLIMIT: '200MiB',
};

/** Folders that pods have mounted and a machine has not; configurations find them below a folder of their own. */
export const mountedFolders: readonly string[] = ['/hostfs', '/var/lib/otelcol'];

/**
 * Lays out what every pod finds below /run: the token of a ServiceAccount. Only where `conformance/isolated` has given this
 * process mounts of its own.
 * @throws Error where it has not.
 */
export function layOutPod(): void {
  if (process.env.OTELFLUX_ISOLATED !== '1') throw new Error('start this by conformance/isolated');
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/run']);
  const folder = '/run/secrets/kubernetes.io/serviceaccount';
  mkdirSync(folder, { recursive: true });
  const content = { token: 'token', namespace: 'observability', 'ca.crt': '' };
  for (const [name, text] of Object.entries(content)) writeFileSync(`${folder}/${name}`, text);
}

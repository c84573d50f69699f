import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { KubernetesClient } from './kubernetes-client';
import { type Processes, until } from './processes';

/** Programs of a control plane, as paths. */
export interface ControlPlanePrograms {
  readonly etcd: string;
  readonly apiServer: string;
}

/** An API server that is ready, and how to reach it as its administrator. */
export interface ApiServer {
  readonly url: string;
  /** PEM text of the certificate that it shows. */
  readonly ca: string;
  /** Bearer token of a user in `system:masters`. */
  readonly token: string;
  readonly client: KubernetesClient;
}

const etcdUrl = 'http://127.0.0.1:2379';
const host = '127.0.0.1';
const port = 6443;

/** Every namespace that says nothing else is held to the strictest of the Pod Security Standards. */
const admission = `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: { enforce: restricted, warn: restricted, audit: restricted }
`;

/**
 * Starts etcd and kube-apiserver on loopback with fixed ports: run it where the network is its own.
 * Certificate, key and token are made here and die with `folder`.
 * @throws Error with the program's last lines when one of them does not come up.
 */
export async function startApiServer(
  processes: Processes,
  programs: ControlPlanePrograms,
  folder: string,
): Promise<ApiServer> {
  mkdirSync(folder, { recursive: true });
  const etcd = processes.start({
    name: 'etcd',
    command: programs.etcd,
    args: [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${etcdUrl}`,
      `--advertise-client-urls=${etcdUrl}`,
      '--listen-peer-urls=http://127.0.0.1:2380',
      '--unsafe-no-fsync',
      '--log-level=error',
    ],
  });
  await until('a healthy etcd', async () => (await fetch(`${etcdUrl}/health`)).ok, { program: etcd });
  const { token, args } = prepare(folder);
  const server = processes.start({ name: 'kube-apiserver', command: programs.apiServer, args });
  const certificate = join(folder, 'certificates', 'apiserver.crt');
  const url = `https://${host}:${port}`;
  const connect = () =>
    new KubernetesClient(url, token, new Agent({ keepAlive: true, ca: readFileSync(certificate) }));
  await until('a ready API server', async () => (await connect().raw('GET', '/readyz')).status === 200, {
    program: server,
    timeoutMs: 90_000,
    everyMs: 250,
  });
  return { url, token, ca: readFileSync(certificate, 'utf8'), client: connect() };
}

function prepare(folder: string): { token: string; args: string[] } {
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  const token = randomBytes(24).toString('hex');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = file('service-accounts.key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const args = [
    `--etcd-servers=${etcdUrl}`,
    `--bind-address=${host}`,
    `--advertise-address=${host}`,
    `--secure-port=${port}`,
    // The server makes itself a certificate for the address when there is none in this folder.
    `--cert-dir=${join(folder, 'certificates')}`,
    `--token-auth-file=${file('tokens.csv', `${token},administrator,administrator,system:masters\n`)}`,
    '--authorization-mode=RBAC',
    `--admission-control-config-file=${file('admission.yaml', admission)}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    // There is no second server to agree with, and the reconciler takes no loopback address.
    '--endpoint-reconciler-type=none',
    '--allow-privileged=true',
  ];
  return { token, args };
}

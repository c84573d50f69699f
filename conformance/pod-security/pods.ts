import fc from 'fast-check';
import type { Data } from '../../lib/documents';
import { one, some, times } from '../support/arbitrary';

/** A pod as the evaluator reads it. */
export interface EvaluatedPod {
  readonly metadata: { readonly annotations: { readonly [key: string]: string } };
  readonly spec: { readonly [field: string]: Data };
}

/** Mostly as the level restricted wants it, so that single faults show. */
function mostly(good: Data, ...bad: Data[]): fc.Arbitrary<Data> {
  return fc.oneof(times(20, fc.constant(good)), times(2, fc.constantFrom(...bad)));
}

const profile = mostly(
  { type: 'RuntimeDefault' },
  { type: 'Unconfined' },
  { type: 'Localhost', localhostProfile: 'p' },
);
const seLinux = one<Data>(
  { type: 'container_t' },
  { type: 'spc_t' },
  { type: '' },
  { user: 'u' },
  { role: 'r' },
  { type: 'container_engine_t' },
);
const windows = one<Data>({ hostProcess: true }, { hostProcess: false }, {});

const podContext = some({
  runAsNonRoot: mostly(true, false),
  runAsUser: mostly(1000, 0),
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions: seLinux,
  windowsOptions: windows,
  fsGroup: one<Data>(1),
  sysctls: one<Data>(
    [],
    [{ name: 'net.core.somaxconn', value: '1' }],
    [{ name: 'net.ipv4.tcp_syncookies', value: '1' }],
    [{ name: 'net.ipv4.tcp_rmem', value: '1' }],
    [{ name: 'net.ipv4.tcp_fin_timeout', value: '1' }],
    [{ name: 'net.ipv4.ip_local_reserved_ports', value: '1' }],
  ),
});

const containerContext = some({
  allowPrivilegeEscalation: mostly(false, true),
  privileged: mostly(false, true),
  runAsNonRoot: mostly(true, false),
  runAsUser: mostly(1000, 0),
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions: seLinux,
  windowsOptions: windows,
  procMount: mostly('Default', 'Unmasked'),
  capabilities: mostly(
    { drop: ['ALL'] },
    { drop: ['NET_RAW'] },
    { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    { add: ['CHOWN', 'SYS_PTRACE'] },
    {},
  ),
});

const handler = one<Data>(
  { httpGet: { path: '/', port: 1 } },
  { httpGet: { path: '/', port: 1, host: '10.0.0.1' } },
  { tcpSocket: { port: 1, host: 'h' } },
  { tcpSocket: { port: 1, host: '' } },
  { exec: { command: ['a'] } },
);
const container = (name: string): fc.Arbitrary<Data> =>
  some({
    securityContext: fc.oneof(times(6, containerContext), fc.constant(null)),
    ports: one<Data>(
      [],
      [{ containerPort: 1 }],
      [{ containerPort: 1, hostPort: 0 }],
      [
        { containerPort: 1, hostPort: 4317 },
        { containerPort: 2, hostPort: 4318 },
      ],
    ),
    livenessProbe: handler,
    readinessProbe: handler,
    startupProbe: handler,
    lifecycle: some({ postStart: handler, preStop: handler }),
  }).map((body) => ({ name, image: 'i', ...body }) as Data);

const volume = one<Data>(
  { name: 'a', emptyDir: {} },
  { name: 'b', hostPath: { path: '/var/log' } },
  { name: 'c', nfs: { server: 's', path: '/' } },
  { name: 'd', configMap: { name: 'c' } },
  { name: 'e', projected: { sources: [] } },
  { name: 'f', image: { reference: 'r' } },
  { name: 'g' },
  { name: 'h', persistentVolumeClaim: { claimName: 'c' } },
);

/** Pods with what the standard has an opinion on, in every combination. */
export const pods: fc.Arbitrary<EvaluatedPod> = fc
  .record({
    annotations: fc.constantFrom<{ [key: string]: string }>(
      {},
      { 'container.apparmor.security.beta.kubernetes.io/a': 'unconfined' },
      { 'container.apparmor.security.beta.kubernetes.io/a': 'runtime/default' },
      { 'container.apparmor.security.beta.kubernetes.io/a': 'localhost/p' },
    ),
    spec: some({
      securityContext: podContext,
      hostNetwork: mostly(false, true),
      hostPID: mostly(false, true),
      hostIPC: mostly(false, true),
      hostUsers: mostly(true, false),
      os: mostly({ name: 'linux' }, { name: 'windows' }),
      volumes: fc.array(volume, { maxLength: 2 }),
      initContainers: fc.oneof(fc.constant([]), fc.tuple(container('i'))),
    }),
    containers: fc.oneof(fc.tuple(container('a')), fc.tuple(container('a'), container('b'))),
  })
  .map(
    ({ annotations, spec, containers }) =>
      ({ metadata: { annotations }, spec: { ...spec, containers } }) as EvaluatedPod,
  );

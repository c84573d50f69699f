import { at, type Data, entries, field, isMap, items, type Path } from '../documents';
import type { ObjectSubject } from './subject';
import type { Container, Workload } from './workloads';

/** Levels of Pod Security that refuse anything. */
export type PodSecurityLevel = 'baseline' | 'restricted';

/** Something in a pod that a level does not allow. */
export interface PodSecurityFault {
  readonly message: string;
  readonly path: Path;
}

const enforceLabel = 'pod-security.kubernetes.io/enforce';

/** The level that a Namespace enforces; undefined where it enforces nothing. */
export function enforcedLevel(namespace: ObjectSubject): PodSecurityLevel | undefined {
  const level = at(namespace.object as Data, ['metadata', 'labels', enforceLabel]);
  return level === 'baseline' || level === 'restricted' ? level : undefined;
}

/** What a level refuses in the pods of a workload, by the Pod Security Standards. */
export function podSecurityFaults(workload: Workload, level: PodSecurityLevel): readonly PodSecurityFault[] {
  const isWindows = at(workload.podSpec as Data, ['os', 'name']) === 'windows';
  const baseline = [
    ...podFaults(workload),
    ...workload.containers.flatMap((container) => [...baselineFaults(container)]),
  ];
  if (level === 'baseline') return baseline;
  return [...baseline, ...restrictedFaults(workload, isWindows)];
}

function* podFaults({ podSpec, podSpecPath, templatePath, subject }: Workload): Generator<PodSecurityFault> {
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (podSpec[key] === true) yield { message: `${key} is true`, path: [...podSpecPath, key] };
  }
  for (const [index, volume] of items(podSpec.volumes).entries()) {
    if (!isMap(field(volume, 'hostPath'))) continue;
    yield {
      message: `the volume ${nameOf(volume)} is a hostPath`,
      path: [...podSpecPath, 'volumes', index, 'hostPath'],
    };
  }
  for (const [index, sysctl] of items(at(podSpec.securityContext, ['sysctls'])).entries()) {
    const name = field(sysctl, 'name');
    if (typeof name !== 'string' || safeSysctls.has(name)) continue;
    yield {
      message: `it sets the sysctl ${name}`,
      path: [...podSpecPath, 'securityContext', 'sysctls', index],
    };
  }
  yield* contextFaults(podSpec.securityContext, [...podSpecPath, 'securityContext'], 'the pod');
  for (const [key, value] of entries(
    at(subject.object as Data, [...templatePath, 'metadata', 'annotations']),
  )) {
    if (!key.startsWith('container.apparmor.security.beta.kubernetes.io/') || typeof value !== 'string')
      continue;
    if (value === 'unconfined') {
      yield { message: `${key} is unconfined`, path: [...templatePath, 'metadata', 'annotations', key] };
    }
  }
}

const safeSysctls = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);
const seLinuxTypes = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);
const baselineCapabilities = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);

function* contextFaults(context: Data | undefined, place: Path, who: string): Generator<PodSecurityFault> {
  if (at(context, ['seccompProfile', 'type']) === 'Unconfined') {
    yield { message: `${who} has seccompProfile Unconfined`, path: [...place, 'seccompProfile', 'type'] };
  }
  if (at(context, ['appArmorProfile', 'type']) === 'Unconfined') {
    yield { message: `${who} has appArmorProfile Unconfined`, path: [...place, 'appArmorProfile', 'type'] };
  }
  const selinux = field(context, 'seLinuxOptions');
  const type = field(selinux, 'type');
  if (typeof type === 'string' && !seLinuxTypes.has(type)) {
    yield { message: `${who} has the SELinux type ${type}`, path: [...place, 'seLinuxOptions', 'type'] };
  }
  for (const key of ['user', 'role']) {
    const value = field(selinux, key);
    if (typeof value === 'string' && value !== '')
      yield { message: `${who} sets the SELinux ${key}`, path: [...place, 'seLinuxOptions', key] };
  }
  if (at(context, ['windowsOptions', 'hostProcess']) === true) {
    yield { message: `${who} is a host process`, path: [...place, 'windowsOptions', 'hostProcess'] };
  }
}

function* baselineFaults({ name, body, path }: Container): Generator<PodSecurityFault> {
  const who = `container ${name}`;
  const context = body.securityContext;
  const place = [...path, 'securityContext'];
  if (field(context, 'privileged') === true)
    yield { message: `${who} is privileged`, path: [...place, 'privileged'] };
  for (const [index, added] of items(at(context, ['capabilities', 'add'])).entries()) {
    if (typeof added !== 'string' || baselineCapabilities.has(added)) continue;
    yield { message: `${who} adds the capability ${added}`, path: [...place, 'capabilities', 'add', index] };
  }
  for (const [index, port] of items(body.ports).entries()) {
    const host = field(port, 'hostPort');
    if (typeof host === 'number' && host !== 0)
      yield { message: `${who} takes hostPort ${host}`, path: [...path, 'ports', index, 'hostPort'] };
  }
  const mount = field(context, 'procMount');
  if (typeof mount === 'string' && mount !== '' && mount !== 'Default')
    yield { message: `${who} has procMount ${mount}`, path: [...place, 'procMount'] };
  yield* contextFaults(context, place, who);
}

const restrictedVolumes = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
  'hostPath',
]);

function* restrictedFaults(workload: Workload, isWindows: boolean): Generator<PodSecurityFault> {
  const { podSpec, podSpecPath } = workload;
  const pod = podSpec.securityContext;
  for (const [index, volume] of items(podSpec.volumes).entries()) {
    const type = entries(volume).find(([key, value]) => key !== 'name' && isMap(value))?.[0];
    if (type === undefined || restrictedVolumes.has(type)) continue;
    yield {
      message: `the volume ${nameOf(volume)} is of type ${type}`,
      path: [...podSpecPath, 'volumes', index, type],
    };
  }
  if (field(pod, 'runAsUser') === 0)
    yield { message: 'the pod has runAsUser 0', path: [...podSpecPath, 'securityContext', 'runAsUser'] };
  for (const container of workload.containers) yield* restrictedContainer(container, pod, isWindows);
}

function* restrictedContainer(
  { name, body, path }: Container,
  pod: Data | undefined,
  isWindows: boolean,
): Generator<PodSecurityFault> {
  const who = `container ${name}`;
  const own = body.securityContext;
  const place = [...path, 'securityContext'];
  if ((field(own, 'runAsNonRoot') ?? field(pod, 'runAsNonRoot')) !== true)
    yield { message: `${who} does not set runAsNonRoot: true`, path: place };
  if (field(own, 'runAsUser') === 0)
    yield { message: `${who} has runAsUser 0`, path: [...place, 'runAsUser'] };
  if (isWindows) return;
  if (field(own, 'allowPrivilegeEscalation') !== false)
    yield { message: `${who} does not set allowPrivilegeEscalation: false`, path: place };
  const seccomp = at(own, ['seccompProfile', 'type']) ?? at(pod, ['seccompProfile', 'type']);
  if (seccomp !== 'RuntimeDefault' && seccomp !== 'Localhost' && seccomp !== 'Unconfined')
    yield { message: `${who} has no seccompProfile of type RuntimeDefault`, path: place };
  const drop = items(at(own, ['capabilities', 'drop']));
  if (!drop.includes('ALL')) yield { message: `${who} does not drop the capabilities ALL`, path: place };
  for (const [index, added] of items(at(own, ['capabilities', 'add'])).entries()) {
    if (typeof added !== 'string' || added === 'NET_BIND_SERVICE' || !baselineCapabilities.has(added))
      continue;
    yield { message: `${who} adds the capability ${added}`, path: [...place, 'capabilities', 'add', index] };
  }
}

function nameOf(volume: Data): string {
  const name = field(volume, 'name');
  return typeof name === 'string' ? name : '';
}

import { fail } from '../failure';
import { inEffect } from '../model';
import { chartName, isMode, printed, softValueAt, valueAt } from '../names';
import { type Part, type PartTable, Taken } from '../part';
import { unquoted } from '../scalar';
import { elements, text, truthy } from '../template';
import type { Release } from '../version';
import { changes } from './changes';
import { environment } from './environment';
import { enabledPorts } from './ports';
import { profiles, storesCheckpoints } from './presets';
import { probes } from './probes';
import { bare, bareAt, filledAt } from './text';
import { mountsConfig, volumeMounts } from './volumes';

/** The collector's container. */
export function collectorContainer(release: Release): PartTable {
  const command = valueAt(release, 'command', 'name');
  return {
    name: chartName,
    ...(truthy(command)
      ? { command: [new Taken(listItem(`/${printed(command)}`, 'command.name'), ['command', 'name'])] }
      : {}),
    args: containerArguments(release),
    securityContext: containerSecurity(release),
    image: imageOfContainer(release),
    imagePullPolicy: bareAt(release, 'image', 'pullPolicy'),
    ports: containerPorts(release),
    env: environment(release),
    envFrom: filledAt(release, 'extraEnvsFrom'),
    lifecycle: filledAt(release, 'lifecycleHooks'),
    ...probes(release),
    resizePolicy: inEffect(release, changes.resizePolicy) ? filledAt(release, 'resizePolicy') : undefined,
    resources: filledAt(release, 'resources'),
    volumeMounts: volumeMounts(release),
  };
}

/** Image of the collector. `image.registry` is allowed by the schema and ignored by the chart. */
export function imageOf(release: Release): string {
  const registry = softValueAt(release, 'global', 'imageRegistry');
  const prefix = truthy(registry) ? `${printed(registry)}/` : '';
  const repository = printed(valueAt(release, 'image', 'repository'));
  const digest = valueAt(release, 'image', 'digest');
  if (truthy(digest)) return `${prefix}${repository}@${printed(digest)}`;
  const tag = valueAt(release, 'image', 'tag');
  return `${prefix}${repository}:${truthy(tag) ? printed(tag) : release.chart.appVersion}`;
}

function imageOfContainer(release: Release): Part {
  const image = imageOf(release);
  const read = unquoted(`"${image}"`);
  return new Taken('value' in read ? read.value : image, ['image']);
}

function containerArguments(release: Release): Part {
  const path = ['command', 'extraArgs'];
  const extra = elements(valueAt(release, ...path), path.join('.')).map(
    ([position, argument]) =>
      new Taken(listItem(text(argument, path.join('.')), `${path.join('.')}[${position}]`), [
        ...path,
        position,
      ]),
  );
  const all: Part[] = [...(mountsConfig(release) ? ['--config=/conf/relay.yaml'] : []), ...extra];
  return all.length === 0 ? null : all;
}

/** Text that is printed as a list item without quotes: `a: b` becomes a map and `- a` a list, wrong, yet YAML. */
function listItem(item: string, at: string): Part {
  const read = unquoted(item);
  if (!('broken' in read)) return read.value;
  const nested = /^-(?:[ \t]+(.*))?$/s.exec(item.trim());
  if (nested) return [listItem(nested[1] ?? '', at)];
  const pair = /^([^\s"'&*!|>%@`{[#][^:]*):(?: +(.*))?$/s.exec(item);
  if (pair) return { [pair[1] ?? '']: bare(pair[2] ?? '', at) };
  return fail(
    `${at} cannot be printed without quotes: ${read.broken}; write it without that, or put it in quotes of its own.`,
  );
}

/** Whether Kubernetes has fields for AppArmor, which it has since 1.30. */
export function knowsAppArmor({ kubernetesMinor = Number.POSITIVE_INFINITY }: Release): boolean {
  return kubernetesMinor >= 30;
}

/** What profiling needs beside root, where it is not privileged. */
const profilingCapabilities = [
  'BPF',
  'PERFMON',
  'SYS_PTRACE',
  'SYS_RESOURCE',
  'DAC_READ_SEARCH',
  'SYSLOG',
  'CHECKPOINT_RESTORE',
  'IPC_LOCK',
];

/** The written security context; without one, what profiling and checkpoints need. */
function containerSecurity(release: Release): Part {
  const written = valueAt(release, 'securityContext');
  const root = { runAsUser: 0, runAsGroup: 0 };
  if (!truthy(written) && profiles(release)) {
    const more: PartTable = !inEffect(release, changes.profilingUnprivileged)
      ? { privileged: true }
      : {
          privileged: false,
          allowPrivilegeEscalation: false,
          seccompProfile: { type: 'Unconfined' },
          // Before, an annotation of the pod.
          ...(knowsAppArmor(release) ? { appArmorProfile: { type: 'Unconfined' } } : {}),
          seLinuxOptions: { type: 'spc_t' },
          capabilities: { drop: ['ALL'], add: [...profilingCapabilities] },
        };
    return new Taken({ ...root, ...more }, ['presets', 'profiling', 'enabled']);
  }
  if (!truthy(written) && storesCheckpoints(release))
    return new Taken(root, ['presets', 'logsCollection', 'storeCheckpoints']);
  return new Taken(written, ['securityContext']);
}

/** Ports of the container; a port of the node only in a daemonset. */
function containerPorts(release: Release): Part | undefined {
  const daemonset = isMode(release, 'daemonset');
  const ports = enabledPorts(release).map(({ name, fields, path, at }) => {
    const printedPort = {
      name: bare(name, `the port name ${name}`),
      containerPort: at('containerPort'),
      protocol: at('protocol'),
      ...(daemonset && truthy(fields.hostPort) ? { hostPort: at('hostPort') } : {}),
    };
    return new Taken(printedPort, path);
  });
  return ports.length === 0 ? undefined : ports;
}

import { inEffect } from '../model';
import { isEnabled, isMode, serviceAccountName, valueAt } from '../names';
import { type Part, type PartTable, Taken } from '../part';
import { truthy } from '../template';
import { templated } from '../tpl';
import type { Release } from '../version';
import { changes } from './changes';
import { collectorContainer } from './container';
import { profiles } from './presets';
import { bare, bareAt, filledAt, quotedAt, templatedItemsAt } from './text';
import { volumes } from './volumes';

/** The spec of the pods. */
export function podSpec(release: Release): PartTable {
  // Read whether it is printed or not.
  const automount = bareAt(release, 'serviceAccount', 'automountServiceAccountToken');
  return {
    imagePullSecrets: filledAt(release, 'imagePullSecrets'),
    serviceAccountName: new Taken(bare(serviceAccountName(release), 'serviceAccount.name'), [
      'serviceAccount',
      'name',
    ]),
    ...(inEffect(release, changes.automountPrinted) ? { automountServiceAccountToken: automount } : {}),
    securityContext: new Taken(valueAt(release, 'podSecurityContext'), ['podSecurityContext']),
    hostAliases: filledAt(release, 'hostAliases'),
    ...(inEffect(release, changes.sharedProcesses) && isEnabled(release, 'shareProcessNamespace')
      ? { shareProcessNamespace: new Taken(true, ['shareProcessNamespace']) }
      : {}),
    containers: [collectorContainer(release), ...templatedItemsAt(release, 'extraContainers')],
    initContainers: initContainers(release),
    priorityClassName: quotedAt(release, 'priorityClassName'),
    runtimeClassName: inEffect(release, changes.runtimeClass)
      ? quotedAt(release, 'runtimeClassName')
      : undefined,
    terminationGracePeriodSeconds:
      inEffect(release, changes.gracePeriod) && isEnabled(release, 'terminationGracePeriodSeconds')
        ? bareAt(release, 'terminationGracePeriodSeconds')
        : undefined,
    volumes: volumes(release),
    nodeSelector: filledAt(release, 'nodeSelector'),
    affinity: filledAt(release, 'affinity'),
    tolerations: filledAt(release, 'tolerations'),
    topologySpreadConstraints: filledAt(release, 'topologySpreadConstraints'),
    ...hostAndNames(release),
  };
}

function initContainers(release: Release): Part | undefined {
  const value = valueAt(release, 'initContainers');
  return truthy(value) ? new Taken(templated(value, release), ['initContainers']) : undefined;
}

/** Namespaces of the node, resolution of names, scheduler. */
function hostAndNames(release: Release): PartTable {
  return {
    hostNetwork: bareAt(release, 'hostNetwork'),
    ...(inEffect(release, changes.hostPid) ? { hostPID: hostPid(release) } : {}),
    dnsPolicy: truthy(valueAt(release, 'dnsPolicy')) ? bareAt(release, 'dnsPolicy') : undefined,
    dnsConfig: filledAt(release, 'dnsConfig'),
    ...(schedules(release) && truthy(valueAt(release, 'schedulerName'))
      ? { schedulerName: bareAt(release, 'schedulerName') }
      : {}),
  };
}

function schedules(release: Release): boolean {
  const span = isMode(release, 'deployment') ? changes.schedulerOfDeployment : changes.schedulerOfOthers;
  return inEffect(release, span);
}

function hostPid(release: Release): Part {
  if (isEnabled(release, 'hostPID') || !profiles(release)) return bareAt(release, 'hostPID');
  return bareAt(release, 'presets', 'profiling', 'enabled');
}

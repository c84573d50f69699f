import type { Data, Table } from '../data';
import { withKey } from '../data';
import { inEffect } from '../model';
import { changes } from '../model/changes';
import { hasPreset, isMode } from '../names';
import { appended, field, over, table } from '../template';
import type { ConfigStep, Release } from '../version';
import { withReceiver } from './pipelines';

type Signal = 'logs' | 'metrics';

/** Starts receivers for pods that ask for it by annotation. Has no skeleton: its pipelines must exist. */
export const annotationDiscovery: ConfigStep = {
  label: 'preset annotationDiscovery',
  span: changes.annotationDiscovery,
  applies: (release) => discovers(release, 'logs') || discovers(release, 'metrics'),
  apply(config, release) {
    const merged = over(block(release), config);
    const service = table(field(merged, ['service'], 'config'), 'config.service');
    const extensions = appended(
      field(service, ['extensions'], 'config.service'),
      'k8s_observer',
      'config.service.extensions',
    );
    let result = withKey(merged, 'service', withKey(service, 'extensions', extensions));
    if (discovers(release, 'logs')) result = withReceiver(result, 'logs', 'receiver_creator/logs');
    if (discovers(release, 'metrics')) result = withReceiver(result, 'metrics', 'receiver_creator/metrics');
    return result;
  },
};

export function discovers(release: Release, signal: Signal): boolean {
  return inEffect(release, changes.annotationDiscovery) && hasPreset(release, 'annotationDiscovery', signal);
}

function block(release: Release): Table {
  const observer: Table = { auth_type: 'serviceAccount' };
  if (!inEffect(release, changes.observerOfItsNode) || isMode(release, 'daemonset'))
    observer.node = '${env:K8S_NODE_NAME}';
  const receivers: [string, Data][] = [];
  if (discovers(release, 'logs')) {
    const annotations = { 'io.opentelemetry.discovery.logs/enabled': 'true' };
    receivers.push(['receiver_creator/logs', creator({ enabled: true, default_annotations: annotations })]);
  }
  if (discovers(release, 'metrics')) receivers.push(['receiver_creator/metrics', creator({ enabled: true })]);
  return { extensions: { k8s_observer: observer }, receivers: Object.fromEntries(receivers) };
}

function creator(discovery: Table): Table {
  return { watch_observers: ['k8s_observer'], discovery };
}

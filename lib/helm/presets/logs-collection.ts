import type { Data, Table } from '../data';
import { inEffect } from '../model';
import { changes } from '../model/changes';
import { chartName, fullname, hasPreset, isEnabled, namespaceOf, valueAt } from '../names';
import type { ConfigStep, Release } from '../version';
import { operatorsByHand } from './logs-operators';
import { receiverPreset, withExtension } from './pipelines';

/** Reads the logs of all pods of the node with the file log receiver. */
export const logsCollection: ConfigStep = {
  label: 'preset logsCollection',
  applies: (release) => hasPreset(release, 'logsCollection'),
  apply(config, release) {
    const collected = receiverPreset(config, release, 'logs', block(release), 'filelog');
    if (!storesCheckpoints(release)) return collected;
    const listed = withExtension(collected, release, 'file_storage');
    return inEffect(release, changes.checkpointsLost) ? collected : listed;
  },
};

function storesCheckpoints(release: Release): boolean {
  return isEnabled(release, 'presets', 'logsCollection', 'storeCheckpoints');
}

function block(release: Release): Table {
  const own = `/var/log/pods/${namespaceOf(release)}_${fullname(release)}*_*/${chartName}/*.log`;
  const filelog: Table = {
    include: ['/var/log/pods/*/*/*.log'],
    exclude: isEnabled(release, 'presets', 'logsCollection', 'includeCollectorLogs') ? [] : flowList(own),
    start_at: 'end',
    retry_on_failure: { enabled: true },
    include_file_path: true,
    include_file_name: false,
    operators: operators(release),
  };
  if (!storesCheckpoints(release)) return { receivers: { filelog } };
  return {
    extensions: { file_storage: { directory: '/var/lib/otelcol' } },
    receivers: { filelog: { ...filelog, storage: 'file_storage' } },
  };
}

function operators(release: Release): Table[] {
  const size = valueAt(release, 'presets', 'logsCollection', 'maxRecombineLogSize');
  if (inEffect(release, changes.parsesContainersByHand)) return operatorsByHand(size);
  return [{ type: 'container', id: 'container-parser', max_log_size: size }];
}

/** The path stands unquoted between brackets, where a comma separates. */
function flowList(text: string): Data[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item, position, all) => item !== '' || position < all.length - 1);
}

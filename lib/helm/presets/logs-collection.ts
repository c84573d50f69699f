import type { Data, Table } from '../data';
import { chartName, fullname, isEnabled, namespaceOf, valueAt } from '../names';
import type { Release, Step } from '../version';
import { receiverPreset, withExtension } from './pipelines';

/** Reads the logs of all pods of the node with the file log receiver. */
export const logsCollection: Step = {
  label: 'preset logsCollection',
  applies: (release) => isEnabled(release, 'presets', 'logsCollection', 'enabled'),
  apply(config, release) {
    const collected = receiverPreset(config, 'logs', block(release), 'filelog');
    return storesCheckpoints(release) ? withExtension(collected, 'file_storage') : collected;
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
    operators: [
      {
        type: 'container',
        id: 'container-parser',
        max_log_size: valueAt(release, 'presets', 'logsCollection', 'maxRecombineLogSize'),
      },
    ],
  };
  if (!storesCheckpoints(release)) return { receivers: { filelog } };
  return {
    extensions: { file_storage: { directory: '/var/lib/otelcol' } },
    receivers: { filelog: { ...filelog, storage: 'file_storage' } },
  };
}

/** The path stands unquoted between brackets, where a comma separates. */
function flowList(text: string): Data[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item, position, all) => item !== '' || position < all.length - 1);
}

import { inEffect } from '../model';
import { chartName, configMapName, isEnabled, usesExistingConfigMap, valueAt } from '../names';
import { type Part, Taken } from '../part';
import { text } from '../template';
import { templated } from '../tpl';
import type { Release } from '../version';
import { changes } from './changes';
import { logReader, profiles, storesCheckpoints } from './presets';
import { bare, itemsAt, templatedItemsAt } from './text';

const configVolume = `${chartName}-configmap`;
const checkpoints = ['presets', 'logsCollection', 'storeCheckpoints'];
const hostMetrics = ['presets', 'hostMetrics', 'enabled'];
const profiling = ['presets', 'profiling', 'enabled'];

/** Whether the pod mounts a configuration: the generated one or another. */
export function mountsConfig(release: Release): boolean {
  return isEnabled(release, 'configMap', 'create') || usesExistingConfigMap(release);
}

/** Mounts of the collector's container; null where there are none. */
export function volumeMounts(release: Release): Part {
  const mounts: Part[] = [];
  if (mountsConfig(release)) mounts.push({ mountPath: '/conf', name: configVolume });
  const reader = logReader(release);
  if (reader !== undefined) {
    mounts.push(
      new Taken({ name: 'varlogpods', mountPath: '/var/log/pods', readOnly: true }, reader),
      new Taken(
        { name: 'varlibdockercontainers', mountPath: '/var/lib/docker/containers', readOnly: true },
        reader,
      ),
    );
    if (storesCheckpoints(release))
      mounts.push(new Taken({ name: 'varlibotelcol', mountPath: '/var/lib/otelcol' }, checkpoints));
  }
  if (isEnabled(release, ...hostMetrics)) {
    mounts.push(
      new Taken(
        { name: 'hostfs', mountPath: '/hostfs', readOnly: true, mountPropagation: 'HostToContainer' },
        hostMetrics,
      ),
    );
  }
  if (profiles(release))
    mounts.push(new Taken({ name: 'tracefs', mountPath: '/sys/kernel/tracing', readOnly: true }, profiling));
  return filled([...mounts, ...ownItems(release, 'extraVolumeMounts')]);
}

/** Volumes of the pod; null where there are none. */
export function volumes(release: Release): Part {
  const made: Part[] = [];
  if (mountsConfig(release)) {
    const items = [{ key: 'relay', path: 'relay.yaml' }];
    made.push({ name: configVolume, configMap: { name: mountedConfigMap(release), items } });
  }
  const reader = logReader(release);
  if (reader !== undefined) {
    made.push(hostPath('varlogpods', { path: '/var/log/pods' }, reader));
    if (storesCheckpoints(release))
      made.push(
        hostPath('varlibotelcol', { path: '/var/lib/otelcol', type: 'DirectoryOrCreate' }, checkpoints),
      );
    made.push(hostPath('varlibdockercontainers', { path: '/var/lib/docker/containers' }, reader));
  }
  if (isEnabled(release, ...hostMetrics)) made.push(hostPath('hostfs', { path: '/' }, hostMetrics));
  if (profiles(release)) made.push(hostPath('tracefs', { path: '/sys/kernel/tracing' }, profiling));
  return filled([...made, ...ownItems(release, 'extraVolumes')]);
}

function ownItems(release: Release, key: string): Part[] {
  return inEffect(release, changes.volumesTemplated) ? templatedItemsAt(release, key) : itemsAt(release, key);
}

function hostPath(name: string, path: Part, source: readonly string[]): Part {
  return new Taken({ name, hostPath: path }, source);
}

function filled(items: Part[]): Part {
  return items.length === 0 ? null : items;
}

/** Name of the ConfigMap that the pod mounts, made by the chart or not. */
function mountedConfigMap(release: Release): Part {
  const existing = valueAt(release, 'configMap', 'existingName');
  if (!usesExistingConfigMap(release)) return bare(configMapName(release), 'the name of the ConfigMap');
  const path = ['configMap', 'existingName'];
  if (!inEffect(release, changes.existingNameTemplated))
    return new Taken(bare(configMapName(release), path.join('.')), path);
  const made = templated(text(existing, path.join('.')), release);
  return new Taken(made, path);
}

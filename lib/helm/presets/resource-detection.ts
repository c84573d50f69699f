import { ownValue } from '../../documents';
import { type Data, type Table, withKey } from '../data';
import { inEffect } from '../model';
import { changes } from '../model/changes';
import { hasPreset, valueAt } from '../names';
import { appended, defaultTo, over, softField, table, truthy } from '../template';
import type { ConfigStep, Release } from '../version';
import { withProcessorFirst } from './kubernetes-attributes';
import { pipeline } from './pipelines';

const processor = 'resourcedetection/env';
const at = `config.processors.${processor}`;

/** Asks the environment and the cloud what the collector runs on. The preset's own settings win over written ones. */
export const resourceDetection: ConfigStep = {
  label: 'preset resourceDetection',
  span: changes.resourceDetection,
  applies: (release) =>
    hasPreset(release, 'resourceDetection') &&
    (on(release, 'env') ||
      detectsByApi(release) ||
      detectsByOldName(release) ||
      on(release, 'eks') ||
      on(release, 'aks') ||
      on(release, 'gcp')),
  apply(config, release) {
    const processors = table(defaultTo({}, ownValue(config, 'processors')), 'config.processors');
    const detected = withDetectors(table(defaultTo({}, ownValue(processors, processor)), at), release);
    let result = withKey(config, 'processors', withKey(processors, processor, detected));
    for (const signal of ['logs', 'metrics', 'traces']) {
      if (truthy(pipeline(result, signal)))
        result = withProcessorFirst(result, release, signal, processor, [processor]);
    }
    return result;
  },
};

function on(release: Release, detector: string): boolean {
  return hasPreset(release, 'resourceDetection', detector);
}

function softlyOn(release: Release, detector: string): boolean {
  const holder = valueAt(release, 'presets', 'resourceDetection', detector);
  return truthy(softField(holder, 'enabled', `presets.resourceDetection.${detector}`));
}

/** Whether the detector of the node is asked for by its old name; since 0.159.2 the chart has no default for it. */
function detectsByOldName(release: Release): boolean {
  const soft = inEffect(release, changes.detectorOfApi);
  return soft ? softlyOn(release, 'k8snode') : on(release, 'k8snode');
}

/** Whether the detector of the node is asked for by its new name. */
function detectsByApi(release: Release): boolean {
  return inEffect(release, changes.detectorOfApi) && on(release, 'k8s_api');
}

function isDetecting(release: Release): boolean {
  return inEffect(release, changes.resourceDetection) && hasPreset(release, 'resourceDetection');
}

/** Whether the API server is asked for the node, by either name. */
export function detectsNode(release: Release): boolean {
  return isDetecting(release) && (detectsByApi(release) || detectsByOldName(release));
}

/** Whether the API server is also asked for the namespace kube-system, the cluster's identity. */
export function detectsCluster(release: Release): boolean {
  return isDetecting(release) && detectsByApi(release) && !detectsByOldName(release);
}

function withDetectors(written: Table, release: Release): Table {
  let detectors: Data = defaultTo([], ownValue(written, 'detectors'));
  let result = written;
  const add = (name: string): void => {
    detectors = appended(detectors, name, `${at}.detectors`);
  };
  if (on(release, 'env')) add('env');
  if (detectsByOldName(release)) add('k8snode');
  else if (inEffect(release, changes.detectorOfApi) && softlyOn(release, 'k8s_api')) add('k8s_api');
  for (const cloud of ['aks', 'eks', 'gcp']) {
    if (!on(release, cloud)) continue;
    const named = { [cloud]: { resource_attributes: { 'k8s.cluster.name': { enabled: true } } } };
    result = over(result, cloud === 'eks' ? { timeout: '15s', ...named } : named);
    add(cloud);
  }
  return withKey(result, 'detectors', detectors);
}

import { fail } from '../failure';
import { inEffect } from '../model';
import { changes as modelChanges } from '../model/changes';
import {
  configMapName,
  fullname,
  isEnabled,
  isMode,
  modeOf,
  printed,
  usesExistingConfigMap,
  valueAt,
} from '../names';
import { podOf } from '../pod';
import { field, truthy } from '../template';
import type { ObjectTemplate, Release } from '../version';
import { named, plainText, templatedTexts } from './text';

/** Deployment, DaemonSet or StatefulSet, by the mode. */
export const workload: ObjectTemplate = (release) => {
  const kinds: { readonly [mode: string]: string } = {
    deployment: 'Deployment',
    daemonset: 'DaemonSet',
    statefulset: 'StatefulSet',
  };
  const kind = kinds[printed(modeOf(release))];
  if (kind === undefined) return [];
  templatedTexts(valueAt(release, 'annotations'), 'annotations');
  if (!isMode(release, 'daemonset')) valueAt(release, 'autoscaling', 'enabled');
  if (isMode(release, 'statefulset')) checkStatefulSet(release);
  valueAt(release, 'rollout', 'strategy');
  for (const key of ['apiVersion', 'schedulerName']) {
    if (Object.hasOwn(release.chart.defaults, key)) plainText(printed(valueAt(release, key)), key);
  }
  checkConfigMapReference(release);
  podOf(release);
  return [named(release, kind, `${fullname(release)}${isMode(release, 'daemonset') ? '-agent' : ''}`)];
};

function checkStatefulSet(release: Release): void {
  plainText(
    printed(valueAt(release, 'statefulset', 'podManagementPolicy')),
    'statefulset.podManagementPolicy',
  );
  const policy = field(
    valueAt(release, 'statefulset'),
    ['persistentVolumeClaimRetentionPolicy'],
    'statefulset',
  );
  field(policy, ['enabled'], 'statefulset.persistentVolumeClaimRetentionPolicy');
}

/** Templates of the chart that `configMap.existingPath` may name for the checksum; a workload's own would include itself. */
const includable =
  'NOTES.txt _config.tpl _helpers.tpl _pod.tpl clusterrole.yaml clusterrolebinding.yaml configmap-agent.yaml configmap-statefulset.yaml configmap.yaml extraManifests.yaml hpa.yaml httproute.yaml ingress.yaml networkpolicy.yaml pdb.yaml podmonitor.yaml prometheusrule.yaml service.yaml serviceaccount.yaml servicemonitor.yaml'.split(
    ' ',
  );

function checkConfigMapReference(release: Release): void {
  const path = inEffect(release, modelChanges.existingConfigPath)
    ? valueAt(release, 'configMap', 'existingPath')
    : null;
  const checksums =
    !Object.hasOwn(release.chart.defaults, 'enableConfigChecksumAnnotation') ||
    isEnabled(release, 'enableConfigChecksumAnnotation');
  const others = ['deployment', 'daemonset', 'statefulset']
    .filter((mode) => mode !== modeOf(release))
    .map((mode) => `${mode}.yaml`);
  if (truthy(path) && checksums && ![...includable, ...others].includes(printed(path))) {
    fail(`configMap.existingPath names ${printed(path)}, which is no template of the chart: leave it out.`);
  }
  if (truthy(valueAt(release, 'configMap', 'existingName')))
    plainText(configMapName(release), 'configMap.existingName');
}

/** The generated configuration, made unless the pod mounts another. */
export const configMap: ObjectTemplate = (release) => {
  if (!makesConfigMap(release)) return [];
  return [named(release, 'ConfigMap', configMapName(release))];
};

export function makesConfigMap(release: Release): boolean {
  return isEnabled(release, 'configMap', 'create') && !usesExistingConfigMap(release);
}

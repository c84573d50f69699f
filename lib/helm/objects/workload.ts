import { fail } from '../failure';
import { inEffect } from '../model';
import { changes as configChanges } from '../model/changes';
import {
  chartName,
  fullname,
  isEnabled,
  isMode,
  kindOfMode,
  knownMode,
  modeOf,
  printed,
  valueAt,
} from '../names';
import { type Part, type PartTable, Taken } from '../part';
import { field, truthy } from '../template';
import type { ObjectTemplate, Release } from '../version';
import { changes } from './changes';
import { configMapChecksum } from './config-map';
import { knowsAppArmor } from './container';
import { labelsOfPods, metadata, objectLabels, selector, textLabels } from './metadata';
import { podSpec } from './pod';
import { profiles } from './presets';
import { bare, bareAt, filledAt, templatedTextsAt } from './text';

/** Deployment, DaemonSet or StatefulSet, by the mode. */
export const workload: ObjectTemplate = (release) => {
  const mode = knownMode(modeOf(release));
  if (mode === undefined) return [];
  checkConfigMapReference(release);
  const name = `${fullname(release)}${isMode(release, 'daemonset') ? '-agent' : ''}`;
  return [
    {
      apiVersion: inEffect(release, changes.apiVersionOfValues) ? bareAt(release, 'apiVersion') : 'apps/v1',
      kind: new Taken(kindOfMode[mode], ['mode']),
      metadata: metadata(release, name, objectLabels(release), templatedTextsAt(release, 'annotations')),
      spec: {
        ...ofStatefulSet(release),
        ...replicas(release),
        ...(isMode(release, 'deployment') || inEffect(release, changes.historyInEveryMode)
          ? { revisionHistoryLimit: bareAt(release, 'revisionHistoryLimit') }
          : {}),
        selector: { matchLabels: selector(release) },
        [isMode(release, 'deployment') ? 'strategy' : 'updateStrategy']: updates(release),
        template: {
          metadata: { annotations: podAnnotations(release), labels: labelsOfPods(release) },
          spec: podSpec(release),
        },
        ...claims(release),
      },
    },
  ];
};

function ofStatefulSet(release: Release): PartTable {
  if (!isMode(release, 'statefulset')) return {};
  const policy = ['statefulset', 'persistentVolumeClaimRetentionPolicy'];
  return {
    serviceName: bare(fullname(release), 'fullnameOverride or nameOverride'),
    podManagementPolicy: bareAt(release, 'statefulset', 'podManagementPolicy'),
    ...(truthy(field(valueAt(release, ...policy), ['enabled'], policy.join('.')))
      ? {
          persistentVolumeClaimRetentionPolicy: {
            whenDeleted: bareAt(release, ...policy, 'whenDeleted'),
            whenScaled: bareAt(release, ...policy, 'whenScaled'),
          },
        }
      : {}),
  };
}

function claims(release: Release): PartTable {
  if (!isMode(release, 'statefulset')) return {};
  return { volumeClaimTemplates: filledAt(release, 'statefulset', 'volumeClaimTemplates') };
}

function replicas(release: Release): PartTable {
  if (isMode(release, 'daemonset') || isEnabled(release, 'autoscaling', 'enabled')) return {};
  const count = bareAt(release, 'replicaCount');
  const isFilled = truthy(valueAt(release, 'replicaCount'));
  if (isMode(release, 'statefulset') || isFilled) return { replicas: count };
  if (inEffect(release, changes.replicasOneByDefault)) return { replicas: 1 };
  return inEffect(release, changes.replicasLeftOut) ? {} : { replicas: count };
}

function updates(release: Release): Part {
  const rolls =
    valueAt(release, 'rollout', 'strategy') === 'RollingUpdate' &&
    (!isMode(release, 'statefulset') || inEffect(release, changes.rollingStatefulSet));
  return {
    ...(rolls ? { rollingUpdate: filledAt(release, 'rollout', 'rollingUpdate') } : {}),
    type: bareAt(release, 'rollout', 'strategy'),
  };
}

/** The checksum that restarts the pods with their configuration, and the annotations of the values. */
function podAnnotations(release: Release): Part {
  const checksums =
    !inEffect(release, changes.checksumOptional) || isEnabled(release, 'enableConfigChecksumAnnotation');
  const annotations: PartTable = {
    ...(checksums ? { 'checksum/config': bare(configMapChecksum(release), 'the checksum') } : {}),
    ...textLabels(release, 'podAnnotations'),
    ...appArmorAnnotation(release),
  };
  return Object.keys(annotations).length === 0 ? null : annotations;
}

/** As AppArmor was written before Kubernetes had fields for it. */
function appArmorAnnotation(release: Release): PartTable {
  const isOld = inEffect(release, changes.profilingUnprivileged) && !knowsAppArmor(release);
  if (!isOld || !profiles(release) || truthy(valueAt(release, 'securityContext'))) return {};
  return { [`container.apparmor.security.beta.kubernetes.io/${chartName}`]: 'unconfined' };
}

/** Templates of the chart that `configMap.existingPath` may name for the checksum; a workload's own would include itself. */
const includable =
  'NOTES.txt _config.tpl _helpers.tpl _pod.tpl clusterrole.yaml clusterrolebinding.yaml configmap-agent.yaml configmap-statefulset.yaml configmap.yaml extraManifests.yaml hpa.yaml httproute.yaml ingress.yaml networkpolicy.yaml pdb.yaml podmonitor.yaml prometheusrule.yaml service.yaml serviceaccount.yaml servicemonitor.yaml'.split(
    ' ',
  );

function checkConfigMapReference(release: Release): void {
  const path = inEffect(release, configChanges.existingConfigPath)
    ? valueAt(release, 'configMap', 'existingPath')
    : null;
  const checksums =
    !inEffect(release, changes.checksumOptional) || isEnabled(release, 'enableConfigChecksumAnnotation');
  const others = Object.keys(kindOfMode)
    .filter((mode) => mode !== modeOf(release))
    .map((mode) => `${mode}.yaml`);
  if (truthy(path) && checksums && ![...includable, ...others].includes(printed(path))) {
    fail(
      `configMap.existingPath names ${printed(path)}, which is not a template of the chart: leave it out.`,
    );
  }
}

import type { CollectorSubject, Data } from '../../checks';
import type { CollectorDiff } from './collector';
import { fieldChanges, isMap } from './fields';
import { storageOf } from './jaeger';
import type { FieldChange, Restart } from './model';
import { type Entry, titleOf } from './snapshot';
import { listWords } from './words';

const workloads = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** Values of the collector's chart that do not reach its pods. */
const besidePods = new Set([
  'replicaCount', 'autoscaling', 'service', 'ingress', 'httproute', 'clusterRole', 'networkPolicy', 'podDisruptionBudget',
  'podMonitor', 'serviceMonitor', 'prometheusRule', 'revisionHistoryLimit', 'rollout', 'annotations', 'config', 'alternateConfig',
  'internalTelemetryViaOTLP', 'presets',
]); // biome-ignore format: a dense list reads better

/** Parts of a Jaeger resource that do not reach its pods. */
const besideJaegerPods =
  /^spec\.(?:ingress|storage\.(?:dependencies|esIndexCleaner|esRollover))\b|\.(?:minReplicas|maxReplicas|replicas|autoscale)$/;

/**
 * The pods that start anew because an object changed; undefined where none do.
 * @param collector what changed in the collector that a HelmRelease runs, where it is one
 */
export function restartOf(
  before: Entry,
  after: Entry,
  changes: readonly FieldChange[],
  collector?: {
    readonly diff: CollectorDiff;
    readonly before: CollectorSubject;
    readonly after: CollectorSubject;
  },
): Restart | undefined {
  const object = titleOf(after);
  if (workloads.has(after.kind) && after.group === 'apps') return workloadRestart(object, after, changes);
  if (after.kind === 'HelmRelease') return releaseRestart(object, before, after, changes, collector);
  if (after.group === 'jaegertracing.io') return jaegerRestart(object, after, changes);
  if (after.group === 'opentelemetry.io') return collectorRestart(object, changes);
  return undefined;
}

function workloadRestart(object: string, after: Entry, changes: readonly FieldChange[]): Restart | undefined {
  const template = changes.filter(
    (change) => /^spec\.template\b/.test(change.path) && change.change !== 'moved',
  );
  if (template.length === 0) return undefined;
  const spec = isMap(after.object.spec) ? after.object.spec : {};
  const strategy = isMap(spec.strategy) ? spec.strategy.type : undefined;
  const all = strategy === 'Recreate' ? ', all at once (strategy Recreate)' : '';
  return { object, reason: `${reasonOf(template.map((change) => change.path))}${all}`, certain: true };
}

/** What a pod template's changes are about: `image`, `environment and resources`. */
function reasonOf(paths: readonly string[]): string {
  const words = paths.map((path) => {
    const rest = path.replace(/^spec\.template\.?/, '');
    if (/^metadata/.test(rest)) return /annotations/.test(rest) ? 'pod annotations' : 'pod labels';
    const inside = rest.replace(/^spec\.?/, '').replace(/^(initContainers|containers)\[[^\]]*\]\.?/, '');
    const field = /^[\w-]+/.exec(inside)?.[0];
    if (field === undefined)
      return /initContainers/.test(rest)
        ? 'init containers'
        : /containers/.test(rest)
          ? 'containers'
          : 'pod template';
    return named.get(field) ?? field;
  });
  return listWords([...new Set(words)]);
}

const named = new Map([
  ['env', 'environment'],
  ['envFrom', 'environment'],
  ['livenessProbe', 'probes'],
  ['readinessProbe', 'probes'],
  ['startupProbe', 'probes'],
  ['securityContext', 'security context'],
  ['volumeMounts', 'volumes'],
  ['args', 'arguments'],
  ['serviceAccountName', 'service account'],
  ['topologySpreadConstraints', 'topology spread'],
]);

function releaseRestart(
  object: string,
  before: Entry,
  after: Entry,
  changes: readonly FieldChange[],
  collector?: {
    readonly diff: CollectorDiff;
    readonly before: CollectorSubject;
    readonly after: CollectorSubject;
  },
): Restart | undefined {
  if (collector === undefined) {
    const chart = changes.some(({ path }) => /^spec\.chart(?:Ref)?\b/.test(path));
    const values = changes.some(({ path }) => /^spec\.values/.test(path));
    if (!chart && !values) return undefined;
    const reason = listWords([...(chart ? ['chart'] : []), ...(values ? ['values'] : [])]);
    return { object, reason: `${reason}, as far as they reach its pods`, certain: false };
  }
  const reasons: string[] = [];
  if (collector.diff.configuration) reasons.push('the collector’s configuration');
  if (collector.before.version !== collector.after.version) reasons.push('its image');
  const values = (entry: Entry): Data => (isMap(entry.object.spec) ? (entry.object.spec.values ?? {}) : {});
  const touched = fieldChanges(values(before), values(after)).map(
    ({ path }) => /^[\w-]+/.exec(path)?.[0] ?? path,
  );
  reasons.push(
    ...new Set(
      touched.filter((key) => !besidePods.has(key) && !(key === 'image' && reasons.includes('its image'))),
    ),
  );
  if (reasons.length > 0) return { object, reason: listWords(reasons), certain: true };
  const chart = collector.before.helm?.chartVersion !== collector.after.helm?.chartVersion;
  return chart ? { object, reason: 'the chart’s version', certain: false } : undefined;
}

function jaegerRestart(object: string, after: Entry, changes: readonly FieldChange[]): Restart | undefined {
  const spec = changes.filter(({ path }) => /^spec\b/.test(path) && !besideJaegerPods.test(path));
  if (spec.length === 0) return undefined;
  const words = [...new Set(spec.map(({ path }) => /^spec\.([\w-]+)/.exec(path)?.[1] ?? 'spec'))];
  const lost = storageOf(after) === 'memory' ? '; its traces are in memory and are lost with the pod' : '';
  return { object, reason: `${listWords(words)}${lost}`, certain: true };
}

function collectorRestart(object: string, changes: readonly FieldChange[]): Restart | undefined {
  const spec = changes.filter(
    ({ path }) => /^spec\b/.test(path) && !/^spec\.(?:replicas|autoscaler|ingress)\b/.test(path),
  );
  if (spec.length === 0) return undefined;
  const words = [...new Set(spec.map(({ path }) => /^spec\.([\w-]+)/.exec(path)?.[1] ?? 'spec'))];
  return { object, reason: listWords(words), certain: true };
}

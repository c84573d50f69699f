import type { CollectorSubject } from '../../checks';
import { enumerated, isMap } from '../../documents';
import { kindOfMode } from '../../helm';
import type { CollectorDiff } from './collector';
import { storageOf } from './jaeger';
import type { FieldChange, Restart } from './model';
import { type TreeObject, titleOf } from './snapshot';

const workloads: ReadonlySet<string> = new Set(Object.values(kindOfMode));

/** Parts of a Jaeger resource that do not reach its pods. */
const besideJaegerPods =
  /^spec\.(?:ingress|storage\.(?:dependencies|esIndexCleaner|esRollover))\b|\.(?:minReplicas|maxReplicas|replicas|autoscale)$/;

const besideCollectorPods = /^spec\.(?:replicas|autoscaler|ingress)\b/;

/** What is known of the change of an object that makes others: of a HelmRelease. */
export interface Consequences {
  /** What changed in the collector that it runs. */
  readonly diff?: CollectorDiff;
  /** The collector that it runs, before and after. */
  readonly before?: CollectorSubject;
  readonly after?: CollectorSubject;
  /** Changes of the pod template that Helm makes of it. */
  readonly template?: readonly FieldChange[];
}

/** The pods that start anew because an object changed; undefined where none do. */
export function restartOf(
  after: TreeObject,
  changes: readonly FieldChange[],
  consequences: Consequences = {},
): Restart | undefined {
  const object = titleOf(after);
  if (workloads.has(after.kind) && after.group === 'apps') return workloadRestart(object, after, changes);
  if (after.kind === 'HelmRelease') return releaseRestart(object, changes, consequences);
  if (after.group === 'jaegertracing.io') return jaegerRestart(object, after, changes);
  if (after.group === 'opentelemetry.io') return specRestart(object, changes, besideCollectorPods);
  return undefined;
}

function workloadRestart(
  object: string,
  after: TreeObject,
  changes: readonly FieldChange[],
): Restart | undefined {
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
  return enumerated([...new Set(words)]);
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
  changes: readonly FieldChange[],
  { diff, before, after, template }: Consequences,
): Restart | undefined {
  if (template === undefined) return possibleRestart(object, changes);
  if (template.length === 0) return undefined;
  const isChecksum = ({ path }: FieldChange) => path.endsWith('["checksum/config"]');
  const isImage = ({ path }: FieldChange) => /\.image$/.test(path);
  const others = template.filter((change) => !isChecksum(change) && !isImage(change));
  const chart = before?.helm?.chartVersion !== after?.helm?.chartVersion;
  const reasons = [
    ...(diff?.configuration ? ['the collector’s configuration'] : []),
    ...(template.some(isImage) ? ['its image'] : []),
    ...(others.length > 0 ? [reasonOf(others.map(({ path }) => path))] : []),
  ];
  // The checksum is that of the whole ConfigMap, whose labels name the chart.
  const unsaid = chart ? 'the chart’s version' : 'the labels of its ConfigMap';
  return { object, reason: enumerated(reasons.length > 0 ? reasons : [unsaid]), certain: true };
}

/** Where the objects of a release are not known. */
function possibleRestart(object: string, changes: readonly FieldChange[]): Restart | undefined {
  const chart = changes.some(({ path }) => /^spec\.chart(?:Ref)?\b/.test(path));
  const values = changes.some(({ path }) => /^spec\.values/.test(path));
  if (!chart && !values) return undefined;
  const reason = enumerated([...(chart ? ['chart'] : []), ...(values ? ['values'] : [])]);
  return { object, reason: `${reason}, as far as they reach its pods`, certain: false };
}

function jaegerRestart(
  object: string,
  after: TreeObject,
  changes: readonly FieldChange[],
): Restart | undefined {
  const restart = specRestart(object, changes, besideJaegerPods);
  if (restart === undefined) return undefined;
  const lost = storageOf(after) === 'memory' ? '; its traces are in memory and are lost with the pod' : '';
  return { ...restart, reason: `${restart.reason}${lost}` };
}

/** Any change of `spec` starts the pods anew, apart from those that do not reach them. */
function specRestart(object: string, changes: readonly FieldChange[], beside: RegExp): Restart | undefined {
  const spec = changes.filter(({ path }) => /^spec\b/.test(path) && !beside.test(path));
  if (spec.length === 0) return undefined;
  const words = [...new Set(spec.map(({ path }) => /^spec\.([\w-]+)/.exec(path)?.[1] ?? 'spec'))];
  return { object, reason: enumerated(words), certain: true };
}

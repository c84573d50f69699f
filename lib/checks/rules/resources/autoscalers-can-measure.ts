import { at, type Data, field, isMap, isSet, items, type Path } from '../../../documents';
import type { CollectorSubject, ObjectSubject, TreeSubject } from '../../../platform';
import { workloadOf } from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const autoscalersCanMeasure: TreeRule = {
  id: 'XR-63',
  title: 'What is scaled by its use of a resource requests that resource',
  severity: 'warning',
  why: 'Utilisation is a share of the request: without one the target is unknown, and the workload is never scaled.',
  fix: 'Set resources.requests for each resource that the autoscaler measures.',
  appliesTo: 'tree',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: gateway, namespace: observability}
  spec:
    interval: 10m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: open-telemetry}}}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
+     resources: {requests: {cpu: 100m}}
      autoscaling: {enabled: true, minReplicas: 2, maxReplicas: 5, targetCPUUtilizationPercentage: 80} # ←
`,
  *check(tree) {
    for (const collector of tree.collectors) yield* judgeCollector(collector);
    for (const scaler of tree.all('autoscaling', 'HorizontalPodAutoscaler')) yield* judgeScaler(tree, scaler);
  },
};

interface Measure {
  readonly resource: 'cpu' | 'memory';
  readonly path: Path;
}

function* judgeCollector({ helm, object, deployment, title, origin }: CollectorSubject): Generator<Problem> {
  if (object === undefined || deployment === undefined) return;
  const isOperated = origin === 'openTelemetryCollector';
  if (helm === undefined && !isOperated) return;
  const base: Path = helm?.valuesPath ?? ['spec'];
  const settings = at(object.object, base);
  const measures = isOperated ? ofOperator(settings, base) : ofChart(settings, base, deployment.mode);
  const missing = measures.filter(({ resource }) => !isRequested(field(settings, 'resources'), resource));
  const [first] = missing;
  if (first === undefined) return;
  yield {
    message: `${title} is scaled by its use of ${words(missing)}, but requests none.`,
    path: first.path,
    subject: object,
  };
}

function words(measures: readonly Measure[]): string {
  return measures.map(({ resource }) => resource).join(' and ');
}

/** The chart measures the processor at 80 % where the values say nothing else. */
function ofChart(values: Data | undefined, base: Path, mode: string): Measure[] {
  const scaling = field(values, 'autoscaling');
  if (mode === 'daemonset' || field(scaling, 'enabled') !== true) return [];
  const named = (name: string): Path => [
    ...base,
    'autoscaling',
    ...(field(scaling, name) === undefined ? [] : [name]),
  ];
  const cpu = 'targetCPUUtilizationPercentage';
  const memory = 'targetMemoryUtilizationPercentage';
  const hasCpu = field(scaling, cpu) === undefined || isPercentage(field(scaling, cpu));
  return [
    ...(hasCpu ? [{ resource: 'cpu', path: named(cpu) } as const] : []),
    ...(isPercentage(field(scaling, memory)) ? [{ resource: 'memory', path: named(memory) } as const] : []),
  ];
}

function isPercentage(data: Data | undefined): boolean {
  return typeof data === 'number' && data > 0;
}

/** The operator measures the processor at 90 % where its resource names neither target. */
function ofOperator(spec: Data | undefined, base: Path): Measure[] {
  const scaler = field(spec, 'autoscaler');
  if (!isMap(scaler) || !isSet(scaler.maxReplicas)) return [];
  const place = (name: string): Path => [...base, 'autoscaler', ...(isSet(scaler[name]) ? [name] : [])];
  const byMemory = isSet(scaler.targetMemoryUtilization);
  const byCpu = isSet(scaler.targetCPUUtilization) || (!byMemory && items(scaler.metrics).length === 0);
  return [
    ...(byCpu ? [{ resource: 'cpu', path: place('targetCPUUtilization') } as const] : []),
    ...(byMemory ? [{ resource: 'memory', path: place('targetMemoryUtilization') } as const] : []),
  ];
}

/** A limit without a request is a request, too. */
function isRequested(resources: Data | undefined, resource: string): boolean {
  return ['requests', 'limits'].some((kind) => isSet(at(resources, [kind, resource])));
}

function* judgeScaler(tree: TreeSubject, scaler: ObjectSubject): Generator<Problem> {
  const reference = at(scaler.object, ['spec', 'scaleTargetRef']);
  const kind = field(reference, 'kind');
  const name = field(reference, 'name');
  if (typeof kind !== 'string' || typeof name !== 'string') return;
  const target = tree.find('apps', kind, scaler.namespace, name);
  const workload = target === undefined ? undefined : workloadOf(target);
  if (workload === undefined) return;
  const metrics = items(at(scaler.object, ['spec', 'metrics']));
  for (const [index, metric] of metrics.entries()) {
    const resource = at(metric, ['resource', 'name']);
    const isShare = at(metric, ['resource', 'target', 'type']) === 'Utilization';
    if (!isShare || (resource !== 'cpu' && resource !== 'memory')) continue;
    const silent = workload.containers.filter(
      ({ init, body }) => !init && !isRequested(body.resources, resource),
    );
    const [first] = silent;
    if (first === undefined) continue;
    yield {
      message: `${kind} ${name} is scaled by its use of ${resource}, but container ${first.name} requests none.`,
      path: ['spec', 'metrics', index, 'resource'],
      subject: scaler,
    };
  }
}

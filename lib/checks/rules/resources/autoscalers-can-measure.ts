import {
  type AutoscalerView,
  autoscalers,
  type CollectorSubject,
  operatedCollectors,
  type Place,
  type TreeSubject,
  valuesOf,
  workloadOf,
} from '../../../platform';
import { collectorValues } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

export const autoscalersCanMeasure: TreeRule = {
  id: 'XR-63',
  title: 'What is scaled by its use of a resource requests that resource',
  severity: 'warning',
  why: 'Utilisation is a share of the request: without one the target is unknown, and the workload is never scaled.',
  fix: 'Set resources.requests for each resource that the autoscaler measures.',
  appliesTo: 'tree',
  example: `${collectorValues('gateway')}
+     resources: {requests: {cpu: 100m}}
      autoscaling: {enabled: true, minReplicas: 2, maxReplicas: 5, targetCPUUtilizationPercentage: 80} # ←
`,
  *check(tree) {
    for (const collector of tree.collectors) yield* collectorProblems(collector);
    for (const scaler of autoscalers(tree)) yield* scalerProblems(tree, scaler);
  },
};

type Resource = 'cpu' | 'memory';

/** A resource whose use is measured, and what says so. */
interface Measure {
  readonly resource: Resource;
  readonly at: Place;
}

function* collectorProblems(collector: CollectorSubject): Generator<Problem> {
  const { helm, object, deployment, title, origin } = collector;
  if (object === undefined || deployment === undefined) return;
  const isOperated = origin === 'openTelemetryCollector';
  if (helm === undefined && !isOperated) return;
  const settings = isOperated ? operatedCollectors.of(object).spec.place : valuesOf(collector);
  const measures = isOperated ? ofOperator(settings) : ofChart(settings, deployment.mode);
  const missing = measures.filter(({ resource }) => !isRequested(settings.at('resources'), resource));
  const [first] = missing;
  if (first === undefined) return;
  const names = missing.map(({ resource }) => resource).join(' and ');
  yield { message: `${title} is scaled by its use of ${names}, but requests none.`, at: first.at };
}

/** The chart measures the processor at 80 % where the values say nothing else. */
function ofChart(values: Place, mode: string): Measure[] {
  const scaling = values.at('autoscaling');
  if (mode === 'daemonset' || scaling.at('enabled').data !== true) return [];
  const cpu = scaling.at('targetCPUUtilizationPercentage');
  const memory = scaling.at('targetMemoryUtilizationPercentage');
  return [
    ...(!cpu.isWritten || isPercentage(cpu) ? [measure('cpu', cpu.isWritten ? cpu : scaling)] : []),
    ...(isPercentage(memory) ? [measure('memory', memory)] : []),
  ];
}

function measure(resource: Resource, at: Place): Measure {
  return { resource, at };
}

function isPercentage({ number }: Place): boolean {
  return number !== undefined && number > 0;
}

/** The operator measures the processor at 90 % where its resource names neither target. */
function ofOperator(spec: Place): Measure[] {
  const scaler = spec.at('autoscaler');
  if (!scaler.at('maxReplicas').isSet) return [];
  const cpu = scaler.at('targetCPUUtilization');
  const memory = scaler.at('targetMemoryUtilization');
  const byDefault = !memory.isSet && scaler.at('metrics').items.length === 0;
  return [
    ...(cpu.isSet || byDefault ? [measure('cpu', cpu.isSet ? cpu : scaler)] : []),
    ...(memory.isSet ? [measure('memory', memory)] : []),
  ];
}

/** A limit without a request is a request, too. */
function isRequested(resources: Place, resource: Resource): boolean {
  return ['requests', 'limits'].some((kind) => resources.at(kind, resource).isSet);
}

function* scalerProblems(tree: TreeSubject, { namespace, spec }: AutoscalerView): Generator<Problem> {
  const [kind, name] = [spec.scaleTargetRef.kind.value, spec.scaleTargetRef.name.value];
  if (kind === undefined || name === undefined) return;
  const target = tree.find('apps', kind, namespace, name);
  const workload = target === undefined ? undefined : workloadOf(target);
  if (workload === undefined) return;
  for (const { resource } of spec.metrics) {
    const measured = resource.name.value;
    const isShare = resource.target.type.value === 'Utilization';
    if (!isShare || (measured !== 'cpu' && measured !== 'memory')) continue;
    const silent = workload.containers.find(
      (container) => !container.init && !isRequested(container.spec.resources.place, measured),
    );
    if (silent === undefined) continue;
    yield {
      message: `${kind} ${name} is scaled by its use of ${measured}, but container ${silent.name} requests none.`,
      at: resource.place,
    };
  }
}

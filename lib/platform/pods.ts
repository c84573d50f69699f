import { groupBy, once } from '../documents';
import { jaegerWorkloads } from '../jaeger';
import { LabelIndex, type Labels, type Requirement } from './labels';
import { jaegerSpec } from './services';
import type { CollectorSubject, ObjectSubject, TreeSubject } from './subject';
import { type ContainerPort, type Workload, workloadOf, workloads } from './workloads';

/** Pods that will run, whoever makes them. */
export interface PodGroup {
  /** `Deployment develop/orders`. */
  readonly title: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Declared ports; undefined where they are not known. */
  readonly ports?: readonly Pick<ContainerPort, 'name' | 'port' | 'protocol'>[];
  readonly workload?: Workload;
  readonly collector?: CollectorSubject;
  readonly jaeger?: ObjectSubject;
}

function collectorPods(collector: CollectorSubject): readonly PodGroup[] {
  const { deployment, title } = collector;
  if (deployment === undefined) return [];
  return [{ title, namespace: deployment.namespace, labels: deployment.podLabels, collector }];
}

function jaegerPods(subject: ObjectSubject): readonly PodGroup[] {
  const namespace = subject.namespace ?? 'default';
  return jaegerWorkloads({ name: subject.name, namespace, spec: jaegerSpec(subject) }).map((pods) => ({
    title: `Jaeger ${namespace}/${subject.name} (${pods.block})`,
    namespace,
    labels: pods.labels,
    jaeger: subject,
  }));
}

/** Pods that Helm makes of other charts than the collector's. */
function renderedPods(tree: TreeSubject): PodGroup[] {
  const ofCollectors = new Set(tree.collectors.flatMap(({ object }) => object ?? []));
  return tree.rendered.flatMap((subject): PodGroup[] => {
    const workload = workloadOf(subject);
    if (workload === undefined || (subject.madeBy !== undefined && ofCollectors.has(subject.madeBy.release)))
      return [];
    const { namespace, name, labels, ports } = workload;
    return [{ title: `${subject.kind} ${namespace}/${name}`, namespace, labels, ports }];
  });
}

/** Every group of pods that the tree shows. */
export const podGroups: (tree: TreeSubject) => readonly PodGroup[] = once((tree) => [
  ...workloads(tree).map((workload) => ({
    title: `${workload.subject.kind} ${workload.namespace}/${workload.name}`,
    namespace: workload.namespace,
    labels: workload.labels,
    ports: workload.ports,
    workload,
  })),
  ...tree.collectors.flatMap(collectorPods),
  ...tree.all('jaegertracing.io', 'Jaeger').flatMap(jaegerPods),
  ...renderedPods(tree),
]);

const podIndex: (tree: TreeSubject) => ReadonlyMap<string, LabelIndex<PodGroup>> = once((tree) => {
  const groups = groupBy(podGroups(tree), ({ namespace }) => namespace);
  return new Map([...groups].map(([namespace, pods]) => [namespace, new LabelIndex(pods)]));
});

/** Pods of a namespace that satisfy the conditions. */
export function selectPods(
  tree: TreeSubject,
  namespace: string,
  requirements: readonly Requirement[],
): readonly PodGroup[] {
  return podIndex(tree).get(namespace)?.select(requirements) ?? [];
}

/** Namespaces that hold pods. */
export function podNamespaces(tree: TreeSubject): readonly string[] {
  return [...podIndex(tree).keys()];
}

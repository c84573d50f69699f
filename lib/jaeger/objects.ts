import { truncate } from './names';
import { type JaegerResource, jaegerServices } from './services';
import { block, type ComponentBlock, flattenOptions, type JaegerSpec, mapOf, option, textOf } from './spec';
import { effectiveStorage, effectiveStrategy } from './strategy';

/** An object that the operator makes, by its identity. */
export interface JaegerObject {
  /** API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A group of pods that the operator makes. */
export interface JaegerWorkload {
  readonly block: ComponentBlock;
  readonly deployment: string;
  /** Labels by which the operator's Services select the pods. */
  readonly labels: { readonly [key: string]: string };
  /** True where a HorizontalPodAutoscaler decides the number of pods. */
  readonly autoscaled: boolean;
}

const longestLabelValue = 63;

function podLabels(instance: string, name: string, component: string): { readonly [key: string]: string } {
  return {
    app: 'jaeger',
    'app.kubernetes.io/name': truncate(name, '', longestLabelValue),
    'app.kubernetes.io/instance': truncate(instance, '', longestLabelValue),
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': 'jaeger',
    'app.kubernetes.io/managed-by': 'jaeger-operator',
  };
}

/** Whether the operator makes an autoscaler for a block: no fixed `replicas`, and `autoscale` is not false. */
export function isAutoscaled(spec: JaegerSpec, name: 'collector' | 'ingester'): boolean {
  const own = block(spec, name);
  return own.replicas === undefined || own.replicas === null ? own.autoscale !== false : false;
}

/** Pods that run for a Jaeger resource, by its effective strategy (jaeger-operator 1.65.0, `pkg/deployment`). */
export function jaegerWorkloads({ name, spec }: JaegerResource): readonly JaegerWorkload[] {
  const workload = (component: 'collector' | 'query' | 'ingester'): JaegerWorkload => ({
    block: component,
    deployment: `${name}-${component}`,
    labels: podLabels(name, `${name}-${component}`, component),
    autoscaled: component !== 'query' && isAutoscaled(spec, component),
  });
  switch (effectiveStrategy(spec)) {
    case 'allinone':
      return [
        {
          block: 'allInOne',
          deployment: name,
          labels: podLabels(name, name, 'all-in-one'),
          autoscaled: false,
        },
      ];
    case 'production':
      return [workload('collector'), workload('query')];
    case 'streaming':
      return [workload('collector'), workload('ingester'), workload('query')];
  }
}

/** Whether the operator makes an Ingress: an absent `ingress.enabled` counts as true. */
export function hasIngress(spec: JaegerSpec): boolean {
  return block(spec, 'ingress').enabled !== false;
}

/** Name of the ServiceAccount of the pods; the operator makes it under this name. */
export function serviceAccountName(name: string, spec: JaegerSpec): string {
  return textOf(mapOf(spec).serviceAccount) ?? name;
}

function maintenanceJobs(name: string, spec: JaegerSpec): readonly string[] {
  const storage = block(spec, 'storage');
  const type = effectiveStorage(spec);
  const elastic = type === 'elasticsearch';
  const suffixes: string[] = [];
  if (elastic && mapOf(storage.esIndexCleaner).enabled !== false) suffixes.push('-es-index-cleaner');
  if (elastic && option(storage.options, 'es.use-aliases') === 'true') {
    suffixes.push('-es-rollover', '-es-lookback');
  }
  const tls = option(storage.options, `${elastic ? 'es' : 'cassandra'}.tls.enabled`) === 'true';
  const wanted = mapOf(storage.dependencies).enabled;
  if ((elastic || type === 'cassandra') && (wanted === true || (wanted !== false && !tls))) {
    suffixes.push('-spark-dependencies');
  }
  return suffixes.map((suffix) => truncate(name, suffix, 52));
}

/**
 * Objects that the operator makes of a Jaeger resource on plain Kubernetes (jaeger-operator 1.65.0), storage
 * initialisation jobs and provisioned Kafka left out.
 */
export function jaegerObjects(resource: JaegerResource): readonly JaegerObject[] {
  const { name, namespace, spec } = resource;
  const object = (group: string, kind: string, own: string): JaegerObject => ({
    group,
    kind,
    namespace,
    name: own,
  });
  const workloads = jaegerWorkloads(resource);
  const sampling = flattenOptions(mapOf(mapOf(spec).sampling).options).has('sampling.strategies-file');
  const objects = [
    object('', 'ServiceAccount', serviceAccountName(name, spec)),
    ...workloads.map(({ deployment }) => object('apps', 'Deployment', deployment)),
    ...workloads
      .filter(({ autoscaled }) => autoscaled)
      .map(({ deployment }) => object('autoscaling', 'HorizontalPodAutoscaler', deployment)),
    ...jaegerServices(resource).map((service) => object('', 'Service', service.name)),
    ...maintenanceJobs(name, spec).map((job) => object('batch', 'CronJob', job)),
  ];
  if (!sampling) objects.push(object('', 'ConfigMap', `${name}-sampling-configuration`));
  if (Object.keys(mapOf(mapOf(mapOf(spec).ui).options)).length > 0) {
    objects.push(object('', 'ConfigMap', `${name}-ui-configuration`));
  }
  if (hasIngress(spec)) objects.push(object('networking.k8s.io', 'Ingress', `${name}-query`));
  if (textOf(block(spec, 'agent').strategy)?.toLowerCase() === 'daemonset') {
    objects.push(object('apps', 'DaemonSet', `${name}-agent-daemonset`));
  }
  return objects;
}

import { at, type Data, entries, field, isMap, isSet, items } from '../../documents';
import { kindOfMode, type Mode } from '../../helm';
import { ingressBackends } from '../ingresses';
import { labelsOf, matches, requirementsOf } from '../labels';
import type { CollectorDeployment, HttpProbe, ObjectSubject, ServicePort } from '../subject';
import { ingresses } from '../views';
import { imageUserOf } from './image';
import type { ObjectIndex } from './object-index';

/** The workloads that a collector runs in all the time, with what they are called among its modes. */
function* running(index: ObjectIndex): Generator<Omit<CollectorPod, 'container'>> {
  for (const [mode, kind] of Object.entries(kindOfMode) as [Mode, string][])
    for (const subject of index.all('apps', kind)) yield { subject, mode };
}

/** A workload with the container of its pods that runs a collector. */
export interface CollectorPod {
  readonly subject: ObjectSubject;
  readonly mode: CollectorDeployment['mode'];
  readonly container: { readonly [key: string]: Data };
}

/** The workload whose pods mount a ConfigMap, with the container that does; undefined where there is none in the tree. */
export function workloadMounting(configMap: ObjectSubject, index: ObjectIndex): CollectorPod | undefined {
  for (const { subject, mode } of running(index)) {
    if (subject.namespace !== configMap.namespace) continue;
    const container = containerMounting(at(subject.object, ['spec', 'template', 'spec']), configMap.name);
    if (container !== undefined) return { subject, mode, container };
  }
  return undefined;
}

/** Every container of the tree's workloads as a pod that may run a collector. */
export function collectorPods(index: ObjectIndex): CollectorPod[] {
  return [...running(index)].flatMap((workload) => {
    const containers = items(at(workload.subject.object, ['spec', 'template', 'spec', 'containers']));
    return containers.filter(isMap).map((container) => ({ ...workload, container }));
  });
}

function containerMounting(pod: Data | undefined, configMap: string): { [key: string]: Data } | undefined {
  const volumes = items(field(pod, 'volumes'))
    .filter((volume) => usesConfigMap(volume, configMap))
    .map((volume) => field(volume, 'name'));
  const containers = items(field(pod, 'containers')).filter(isMap);
  return containers.find((container) =>
    items(container.volumeMounts).some((mount) => volumes.includes(field(mount, 'name'))),
  );
}

/** Whether a volume holds texts of a ConfigMap, alone or among other sources. */
export function usesConfigMap(volume: Data, name: string): boolean {
  const projected = items(at(volume, ['projected', 'sources']));
  return (
    at(volume, ['configMap', 'name']) === name ||
    projected.some((source) => at(source, ['configMap', 'name']) === name)
  );
}

/** What a workload and the objects around it say about the collector in its pods. */
export function deploymentOfWorkload(
  workload: CollectorPod,
  index: ObjectIndex,
  complete: boolean,
): CollectorDeployment {
  const { subject, mode, container } = workload;
  const pod = at(subject.object, ['spec', 'template', 'spec']);
  const namespace = subject.namespace ?? 'default';
  const podLabels = texts(at(subject.object, ['spec', 'template', 'metadata', 'labels']));
  const services = servicesOfPods(index, namespace, podLabels);
  const serviceAccountName = text(field(pod, 'serviceAccountName')) ?? 'default';
  const rules = clusterRulesOf(index, namespace, serviceAccountName, complete);
  return {
    namespace,
    mode,
    ...replicasOf(subject, mode, index),
    ...(services[0] === undefined
      ? {}
      : { serviceName: services[0].name, serviceType: serviceType(services[0]) }),
    servicePorts: services.flatMap(({ object }) => portsOfService(object.spec)),
    ...podFacts(pod, container, at(subject.object, ['spec', 'volumeClaimTemplates'])),
    serviceAccountName,
    ...(rules === undefined ? {} : { clusterRoleRules: rules }),
    accountIsOwn:
      index.find('', 'ServiceAccount', namespace, serviceAccountName) !== undefined &&
      (rules !== undefined || !hasClusterBinding(index, namespace, serviceAccountName)),
    exposed: services.some((service) => isExposed(service, index)),
    podLabels,
    probes: probesOf(container),
    hasNeighbours: items(field(pod, 'containers')).length > 1,
    isScrapedAsPod: isScrapedAsPod(index, at(subject.object, ['spec', 'template', 'metadata'])),
    arguments: [...items(container.command), ...items(container.args)].flatMap((one) => text(one) ?? []),
  };
}

/** What a pod and its container say of the collector that runs in it, whoever writes them. */
export function podFacts(pod: Data | undefined, container: Data | undefined, claims: Data | undefined) {
  const memory = at(container, ['resources', 'limits', 'memory']);
  const [mounts, variables] = [items(field(container, 'volumeMounts')), items(field(container, 'env'))];
  return {
    environment: variables.flatMap((one) => text(field(one, 'name')) ?? []),
    environmentIsOpen: items(field(container, 'envFrom')).length > 0,
    mounts: mounts.flatMap((one) => text(field(one, 'mountPath')) ?? []),
    ...(isSet(memory) ? { memoryLimit: String(memory) } : {}),
    storage: {
      volumes: items(field(pod, 'volumes')),
      mounts,
      claims: items(claims).flatMap((claim) => text(at(claim, ['metadata', 'name'])) ?? []),
      podSecurityContext: field(pod, 'securityContext') ?? null,
      securityContext: field(container, 'securityContext') ?? null,
      isPrepared: items(field(pod, 'initContainers')).length > 0,
      ...imageUserOf(text(field(container, 'image')) ?? ''),
    },
  };
}

function isScrapedAsPod(index: ObjectIndex, metadata: Data | undefined): boolean {
  const labels = labelsOf(field(metadata, 'labels'));
  return (
    Object.keys(labelsOf(field(metadata, 'annotations'))).some((name) => name.startsWith('prometheus.io/')) ||
    index
      .all('monitoring.coreos.com', 'PodMonitor')
      .some(({ object }) => matches(requirementsOf(at(object, ['spec', 'selector'])), labels))
  );
}

/** The HTTP probes of a container that ask its own pod, named ports looked up. */
export function probesOf(container: Data | undefined): HttpProbe[] {
  const ports = items(field(container, 'ports'));
  return ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) => {
    const asked = at(container, [name, 'httpGet']);
    const written = field(asked, 'port');
    const declared = ports.find((each) => typeof written === 'string' && field(each, 'name') === written);
    const port = declared === undefined ? written : field(declared, 'containerPort');
    if (typeof port !== 'number' || field(asked, 'host') !== undefined) return [];
    return [{ name, port, path: text(field(asked, 'path')) ?? '/' }];
  });
}

function replicasOf(subject: ObjectSubject, mode: CollectorDeployment['mode'], index: ObjectIndex) {
  if (mode === 'daemonset') return {};
  const scaler = index
    .all('autoscaling', 'HorizontalPodAutoscaler')
    .find(
      ({ namespace, object }) =>
        namespace === subject.namespace &&
        at(object, ['spec', 'scaleTargetRef', 'kind']) === subject.kind &&
        at(object, ['spec', 'scaleTargetRef', 'name']) === subject.name,
    );
  const written = scaler
    ? at(scaler.object, ['spec', 'minReplicas'])
    : at(subject.object, ['spec', 'replicas']);
  const replicas = written ?? 1;
  const maximum = scaler && at(scaler.object, ['spec', 'maxReplicas']);
  return {
    ...(typeof replicas === 'number' ? { replicas } : {}),
    ...(typeof maximum === 'number' ? { maxReplicas: maximum } : {}),
  };
}

/** The Services of a namespace whose selector fits labels of pods. */
export function servicesOfPods(
  index: ObjectIndex,
  namespace: string,
  labels: { readonly [key: string]: string },
): ObjectSubject[] {
  return index.all('', 'Service').filter((service) => {
    const selector = entries(at(service.object, ['spec', 'selector']));
    const fits = selector.every(([key, value]) => labels[key] === value);
    return (service.namespace ?? 'default') === namespace && selector.length > 0 && fits;
  });
}

function serviceType(service: ObjectSubject): string {
  return text(at(service.object, ['spec', 'type'])) ?? 'ClusterIP';
}

/** The ports of a Service, defaults filled in; entries without a number are left out. */
export function portsOfService(spec: Data | undefined): ServicePort[] {
  return items(field(spec, 'ports')).flatMap((entry) => {
    const port = field(entry, 'port');
    if (typeof port !== 'number') return [];
    const target = field(entry, 'targetPort');
    const targetPort = typeof target === 'number' || typeof target === 'string' ? target : port;
    const protocol = text(field(entry, 'protocol')) ?? 'TCP';
    return [{ name: text(field(entry, 'name')) ?? null, port, targetPort, protocol }];
  });
}

/** True where something outside the cluster reaches a Service. */
export function isExposed(service: ObjectSubject, index: ObjectIndex): boolean {
  if (['NodePort', 'LoadBalancer'].includes(serviceType(service))) return true;
  return isExposedByName(service.namespace ?? 'default', service.name, index);
}

/** True where an Ingress or HTTPRoute of the tree leads to a Service. */
export function isExposedByName(namespace: string, name: string, index: ObjectIndex): boolean {
  const routes = index.all('gateway.networking.k8s.io', 'HTTPRoute');
  const inIngress = index
    .all('networking.k8s.io', 'Ingress')
    .some(
      (ingress) =>
        (ingress.namespace ?? 'default') === namespace &&
        ingressBackends(ingresses.of(ingress)).some(({ service }) => service.name.value === name),
    );
  return (
    inIngress || routes.some((route) => (route.namespace ?? 'default') === namespace && leadsTo(route, name))
  );
}

function leadsTo(route: ObjectSubject, name: string): boolean {
  const rules = items(at(route.object, ['spec', 'rules']));
  return rules.some((rule) =>
    items(field(rule, 'backendRefs')).some((backend) => field(backend, 'name') === name),
  );
}

/**
 * What a ServiceAccount may do in the whole cluster, by the bindings of the tree; undefined where that is not known:
 * a bound role is not in the tree, or there is no binding and the tree is not whole.
 */
export function clusterRulesOf(
  index: ObjectIndex,
  namespace: string,
  serviceAccount: string,
  complete: boolean,
): readonly Data[] | undefined {
  const bindings = bindingsOf(index, 'ClusterRoleBinding', namespace, serviceAccount);
  if (bindings.length === 0) return complete ? [] : undefined;
  const rules: Data[] = [];
  for (const { object } of bindings) {
    const role = text(at(object, ['roleRef', 'name'])) ?? '';
    const found = index.find('rbac.authorization.k8s.io', 'ClusterRole', undefined, role);
    if (found === undefined) return undefined;
    rules.push(...items(found.object.rules));
  }
  return rules;
}

function bindingsOf(
  index: Pick<ObjectIndex, 'all'>,
  kind: 'ClusterRoleBinding' | 'RoleBinding',
  namespace: string,
  serviceAccount: string,
): ObjectSubject[] {
  return index
    .all('rbac.authorization.k8s.io', kind)
    .filter(({ object }) =>
      items(object.subjects).some(
        (subject) =>
          field(subject, 'kind') === 'ServiceAccount' &&
          field(subject, 'name') === serviceAccount &&
          field(subject, 'namespace') === namespace,
      ),
    );
}

/** True where the input binds a role to a ServiceAccount for the whole cluster. */
export function hasClusterBinding(index: ObjectIndex, namespace: string, serviceAccount: string): boolean {
  return bindingsOf(index, 'ClusterRoleBinding', namespace, serviceAccount).length > 0;
}

/** True where the input binds a role of any one namespace to a ServiceAccount. */
export function hasRoleBinding(
  index: Pick<ObjectIndex, 'all'>,
  namespace: string,
  serviceAccount: string,
): boolean {
  return bindingsOf(index, 'RoleBinding', namespace, serviceAccount).length > 0;
}

/** The text entries of a map. */
export function texts(data: Data | undefined): { [key: string]: string } {
  return Object.fromEntries(
    entries(data).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

/** A text, undefined for anything else. */
export function text(data: Data | undefined): string | undefined {
  return typeof data === 'string' ? data : undefined;
}

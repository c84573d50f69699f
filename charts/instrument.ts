import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { GrpcEndpoint, HttpEndpoint } from '../lib/collector';
import { at, type Data, isMap, items } from '../lib/documents';
import { labelsOf, matches, requirementsOf } from '../lib/platform';
import { Environment } from './environment';
import { LayerChart } from './layer-chart';
import { addManifest } from './manifest';
import { dnsRules, peersOf, ruleOf } from './network';
import type { InstrumentOptions, PodsBehind, Receiving, TelemetryEndpoint } from './telemetry';
import { imageVersion, telemetryVariables, type Variable, variableEntries } from './workload/variables';

/** A workload that was instrumented, for the policies that its telemetry needs. */
interface Sender {
  readonly object: ApiObject;
  readonly endpoint: TelemetryEndpoint;
}

const senders = new WeakMap<Environment, Sender[]>();

/** An endpoint with the pods behind it. */
export function receiving<E extends HttpEndpoint | GrpcEndpoint>(
  endpoint: E,
  pods?: PodsBehind,
): E & Receiving {
  const whole: E & Receiving = {
    ...endpoint,
    ...(pods === undefined ? {} : { pods }),
    instrument: (workload, options) => instrument(whole, workload, options),
  };
  return whole;
}

/** Lets a workload send its telemetry to an endpoint; see `Receiving.instrument`. */
function instrument(endpoint: TelemetryEndpoint, workload: IConstruct, options: InstrumentOptions): void {
  const environment = Environment.of(workload);
  const objects = workload.node
    .findAll()
    .filter((child): child is ApiObject => ApiObject.isApiObject(child))
    .filter(({ kind }) => podPaths[kind] !== undefined);
  if (objects.length === 0) {
    environment.report({
      field: `${workload.node.path.split('/').slice(1).join('.')}`,
      message: 'has no pods to instrument',
      fix: `give instrument a ${Object.keys(podPaths).join(', ')}`,
    });
  }
  for (const object of objects) {
    rewrite(object, (plain) => withTelemetry(plain, endpoint, options, environment));
    senders.set(environment, [...(senders.get(environment) ?? []), { object, endpoint }]);
  }
}

/** Namespaces of the workloads that were instrumented for an endpoint. */
export function instrumentedFor(
  environment: Environment,
  isMeant: (endpoint: TelemetryEndpoint) => boolean,
): readonly string[] {
  return (senders.get(environment) ?? [])
    .filter(({ endpoint }) => isMeant(endpoint))
    .map(({ object }) => object.metadata.namespace ?? 'default');
}

/** Where the pod stands in objects that make pods. */
const podPaths: { readonly [kind: string]: readonly string[] } = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
};

/** Attributes that name the owner of a pod. */
const ownerAttributes: { readonly [kind: string]: string } = {
  Deployment: 'k8s.deployment.name',
  StatefulSet: 'k8s.statefulset.name',
  DaemonSet: 'k8s.daemonset.name',
  Job: 'k8s.job.name',
  CronJob: 'k8s.cronjob.name',
};

/** Pods tell these of themselves only when they run, so that variables carry them. */
const podVariables: { readonly [name: string]: Variable } = {
  OTEL_RESOURCE_ATTRIBUTES_NAMESPACE_NAME: { field: 'metadata.namespace' },
  OTEL_RESOURCE_ATTRIBUTES_POD_NAME: { field: 'metadata.name' },
  OTEL_RESOURCE_ATTRIBUTES_POD_UID: { field: 'metadata.uid' },
  OTEL_RESOURCE_ATTRIBUTES_NODE_NAME: { field: 'spec.nodeName' },
};

const podAttributes = {
  'k8s.namespace.name': '$(OTEL_RESOURCE_ATTRIBUTES_NAMESPACE_NAME)',
  'k8s.pod.name': '$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME)',
  'k8s.pod.uid': '$(OTEL_RESOURCE_ATTRIBUTES_POD_UID)',
  'k8s.node.name': '$(OTEL_RESOURCE_ATTRIBUTES_NODE_NAME)',
};

/** What is written of an object is changed when it is written, after everybody else had a hand in it. */
function rewrite(object: ApiObject, change: (plain: Data) => Data): void {
  const before = object.toJson.bind(object);
  object.toJson = () => change(before());
}

function withTelemetry(
  plain: Data,
  endpoint: TelemetryEndpoint,
  options: InstrumentOptions,
  environment: Environment,
): Data {
  const path = [...pathOf(plain), 'spec', 'containers'];
  const containers = items(at(plain, path));
  const index = containers.findIndex(
    (one) => options.container === undefined || at(one, ['name']) === options.container,
  );
  const chosen = containers[index];
  if (!isMap(chosen)) {
    throw new Error(
      `instrument: ${String(at(plain, ['kind']))} ${String(at(plain, ['metadata', 'name']))} has no container ${options.container ?? ''}; name one of ${containers.map((one) => String(at(one, ['name']))).join(', ')}`,
    );
  }
  const entries = variableEntries(
    variablesOf(plain, chosen, endpoint, options, environment),
  ) as unknown as Data[];
  const own = items(chosen.env);
  const names = new Set(own.map((entry) => at(entry, ['name'])));
  const env = [...entries.filter((entry) => !names.has(at(entry, ['name']) ?? '')), ...own];
  const changed = containers.map((one, position) => (position === index ? { ...chosen, env } : one));
  return withValue(plain, path, changed);
}

function variablesOf(
  plain: Data,
  container: { readonly [key: string]: Data },
  endpoint: TelemetryEndpoint,
  { name, attributes }: InstrumentOptions,
  environment: Environment,
): { [name: string]: Variable } {
  const owner = ownerAttributes[String(at(plain, ['kind']))];
  const all = {
    ...environment.facts.workloads?.attributes,
    'service.version': typeof container.image === 'string' ? imageVersion(container.image) : undefined,
    'deployment.environment.name': environment.name,
    ...attributes,
    ...podAttributes,
    ...(owner === undefined ? {} : { [owner]: String(at(plain, ['metadata', 'name'])) }),
  };
  // Kubernetes puts only those variables into another that stand before it.
  return { ...podVariables, ...telemetryVariables(endpoint, { name, attributes: all }) };
}

function pathOf(plain: Data): readonly string[] {
  return podPaths[String(at(plain, ['kind']))] ?? [];
}

function withValue(data: Data | undefined, path: readonly string[], value: Data): Data {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const map = isMap(data) ? data : {};
  return { ...map, [key]: withValue(map[key], rest, value) };
}

/** Prefix of the charts that hold the policies for instrumented workloads. */
const policyChart = 'telemetry-of-';

/**
 * Opens the ways that the telemetry of instrumented workloads takes, on either side where a NetworkPolicy of the
 * environment isolates the pods; where none does, a policy would close all their other ways.
 */
export function openTelemetryWays(environment: Environment): void {
  for (const child of environment.node.children) {
    if (child.node.id.startsWith(policyChart)) environment.node.tryRemoveChild(child.node.id);
  }
  const found = senders.get(environment) ?? [];
  if (found.length === 0) return;
  const policies = policiesOf(environment);
  for (const [index, sender] of found.entries()) openConnection(environment, sender, policies, index);
}

interface PolicyFacts {
  readonly namespace: string | undefined;
  readonly selector: Data | undefined;
  readonly isolates: (direction: 'Ingress' | 'Egress') => boolean;
  /** Whether it lets in every pod of a namespace. */
  readonly letsIn: (namespace: string, port: number) => boolean;
}

function policiesOf(environment: Environment): PolicyFacts[] {
  return environment.node
    .findAll()
    .filter((child): child is ApiObject => ApiObject.isApiObject(child) && child.kind === 'NetworkPolicy')
    .map((object) => {
      const plain = object.toJson();
      const types = items(at(plain, ['spec', 'policyTypes']));
      return {
        namespace: object.metadata.namespace,
        selector: at(plain, ['spec', 'podSelector']),
        isolates: (direction) =>
          types.length > 0
            ? types.includes(direction)
            : direction === 'Ingress' || items(at(plain, ['spec', 'egress'])).length > 0,
        letsIn: (namespace, port) =>
          items(at(plain, ['spec', 'ingress'])).some((rule) => opens(rule, namespace, port)),
      };
    });
}

function opens(rule: Data, namespace: string, port: number): boolean {
  const space = { 'kubernetes.io/metadata.name': namespace };
  return (
    items(at(rule, ['ports'])).some((open) => at(open, ['port']) === port) &&
    items(at(rule, ['from'])).some(
      (peer) =>
        isMap(peer) &&
        peer.podSelector === undefined &&
        peer.namespaceSelector !== undefined &&
        matches(requirementsOf(peer.namespaceSelector), space),
    )
  );
}

function openConnection(
  environment: Environment,
  { object, endpoint }: Sender,
  policies: readonly PolicyFacts[],
  index: number,
): void {
  const layer = layerOf(object);
  if (layer === undefined) return;
  const plain = object.toJson();
  const labels = labelsOf(
    at(plain, ['spec', 'selector', 'matchLabels']) ?? at(plain, [...pathOf(plain), 'metadata', 'labels']),
  );
  const namespace = object.metadata.namespace ?? 'default';
  const isIsolated = (
    direction: 'Ingress' | 'Egress',
    where: string,
    pods: { readonly [name: string]: string },
  ) =>
    policies.some(
      (policy) =>
        policy.isolates(direction) &&
        (policy.namespace ?? 'default') === where &&
        matches(requirementsOf(policy.selector), pods),
    );
  const { pods } = endpoint;
  const isClosedOut = isIsolated('Egress', namespace, labels);
  const isClosedIn =
    pods !== undefined &&
    isIsolated('Ingress', pods.namespace, pods.labels) &&
    !policies.some(
      (policy) =>
        (policy.namespace ?? 'default') === pods.namespace &&
        matches(requirementsOf(policy.selector), pods.labels) &&
        policy.letsIn(namespace, pods.port),
    );
  if (!isClosedOut && !isClosedIn) return;
  const chart = new LayerChart(environment, `${policyChart}${index}`, { layer: layer.layer });
  const name = `${object.metadata.name ?? object.node.id}-telemetry`;
  const receiver =
    pods === undefined ? { host: endpoint.host, ports: [endpoint.port] } : { ...pods, ports: [pods.port] };
  if (isClosedOut) {
    const rules = [...dnsRules(environment.dns), ruleOf(receiver, environment.facts.apiServer)];
    addPolicy(chart, 'out', name, namespace, labels, {
      policyTypes: ['Egress'],
      egress: rules.map(({ peers, ports }) => ({ to: peers, ports })),
    });
  }
  if (isClosedIn) {
    addPolicy(chart, 'in', name, pods.namespace, pods.labels, {
      policyTypes: ['Ingress'],
      ingress: [{ from: peersOf({ namespace, labels }), ports: [{ protocol: 'TCP', port: pods.port }] }],
    });
  }
}

function addPolicy(
  chart: LayerChart,
  id: string,
  name: string,
  namespace: string,
  labels: { readonly [name: string]: string },
  spec: object,
): void {
  addManifest(chart, id, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector: { matchLabels: { ...labels } }, ...spec },
  });
}

function layerOf(construct: IConstruct): LayerChart | undefined {
  return construct.node.scopes
    .toReversed()
    .find((scope): scope is LayerChart => LayerChart.isLayerChart(scope));
}

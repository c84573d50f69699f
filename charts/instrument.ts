import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type GrpcEndpoint, grpcEndpoint, type HttpEndpoint, httpEndpoint } from '../lib/collector';
import { otlpPorts } from '../lib/collector/components';
import { addTo, at, type Data, isMap, items, type Path, withValue } from '../lib/documents';
import {
  type Direction,
  labelsOf,
  matches,
  namespaceNameLabel,
  objectSubject,
  type Policy,
  readPolicy,
  templatePaths,
} from '../lib/platform';
import { Environment } from './environment';
import { LayerChart, layerOf } from './layer-chart';
import { objectsBelow } from './manifest';
import { addNetworkPolicy, dnsRules, egressOf, peerBehind, peersOf, portOf, ruleOf } from './network';
import type {
  InstrumentOptions,
  PodsBehind,
  Receiving,
  TelemetryBackend,
  TelemetryEndpoint,
} from './telemetry';
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

/** Where OTLP is taken on the ports that are usual for it. */
export function otlpEndpoints(host: string, pods: Omit<PodsBehind, 'port'>): TelemetryBackend {
  return {
    otlpHttp: receiving(httpEndpoint({ host, port: otlpPorts.http }), { ...pods, port: otlpPorts.http }),
    otlpGrpc: receiving(grpcEndpoint({ host, port: otlpPorts.grpc }), { ...pods, port: otlpPorts.grpc }),
  };
}

/** Lets a workload send its telemetry to an endpoint; see `Receiving.instrument`. */
function instrument(endpoint: TelemetryEndpoint, workload: IConstruct, options: InstrumentOptions): void {
  const environment = Environment.of(workload);
  const objects = objectsBelow(workload).filter(({ kind }) => podPaths[kind] !== undefined);
  if (objects.length === 0) {
    environment.report({
      field: `${workload.node.path.split('/').slice(1).join('.')}`,
      message: 'has no pods to instrument',
      fix: `give instrument a ${Object.keys(podPaths).join(', ')}`,
    });
  }
  for (const object of objects) {
    rewrite(object, (plain) => withTelemetry(plain, endpoint, options, environment));
    addTo(senders, environment, { object, endpoint });
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
const podPaths: { readonly [kind: string]: Path } = Object.fromEntries(
  templatePaths.map(([, kind, path]) => [kind, path]),
);

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

function pathOf(plain: Data): Path {
  return podPaths[String(at(plain, ['kind']))] ?? [];
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

function policiesOf(environment: Environment): Policy[] {
  return objectsBelow(environment)
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map((object) => readPolicy(objectSubject(object.toJson())));
}

/** Whether a policy lets every pod of a namespace in to a port. */
function letsIn({ rules }: Policy, namespace: string, port: number): boolean {
  const space = { [namespaceNameLabel]: namespace };
  return rules.some(
    ({ direction, ports, peers }) =>
      direction === 'ingress' &&
      ports.some((open) => open.port === port) &&
      peers.some(
        ({ podSelector, namespaceSelector }) =>
          podSelector === undefined && namespaceSelector !== undefined && matches(namespaceSelector, space),
      ),
  );
}

function openConnection(
  environment: Environment,
  { object, endpoint }: Sender,
  policies: readonly Policy[],
  index: number,
): void {
  const layer = layerOf(object);
  if (layer === undefined) return;
  const plain = object.toJson();
  const labels = labelsOf(
    at(plain, ['spec', 'selector', 'matchLabels']) ?? at(plain, [...pathOf(plain), 'metadata', 'labels']),
  );
  const namespace = object.metadata.namespace ?? 'default';
  const around = (one: Omit<PodsBehind, 'port'>, direction: Direction) =>
    policies.filter(
      (policy) =>
        policy.namespace === one.namespace &&
        policy.directions.has(direction) &&
        matches(policy.selector, one.labels),
    );
  const { pods } = endpoint;
  const isClosedOut = around({ namespace, labels }, 'egress').length > 0;
  const closing = pods === undefined ? [] : around(pods, 'ingress');
  const isClosedIn =
    pods !== undefined &&
    closing.length > 0 &&
    !closing.some((policy) => letsIn(policy, namespace, pods.port));
  if (!isClosedOut && !isClosedIn) return;
  const chart = new LayerChart(environment, `${policyChart}${index}`, { layer: layer.layer });
  const name = `${object.metadata.name ?? object.node.id}-telemetry`;
  if (isClosedOut) {
    const rules = [...dnsRules(environment.dns), ruleOf(peerBehind(endpoint), environment.facts.apiServer)];
    addNetworkPolicy(chart, 'out', { name, namespace, labels }, { egress: () => egressOf(rules) });
  }
  if (isClosedIn) {
    const rule = { from: peersOf({ namespace, labels }), ports: [portOf(pods.port)] };
    const metadata = { name, namespace: pods.namespace, labels: pods.labels };
    addNetworkPolicy(chart, 'in', metadata, { ingress: () => [rule] });
  }
}

import type { ReleaseInput } from '../../lib/helm';
import { effectiveConfig } from '../../lib/helm';
import { type ReleaseFacts, releaseFacts } from '../../lib/helm/facts';
import { jaegerServices } from '../../lib/jaeger';
import type { KubernetesObject } from '../support/kubernetes-client';
import { titleOf } from '../support/objects';
import { releaseOf } from '../support/release-naming';

/** A pod that this test runs as a process. */
export type PodName = 'expenses' | 'collector' | 'jaeger';

/** A Service, reduced to what a packet sees of it. */
export interface ServiceAddress {
  readonly name: string;
  readonly namespace: string;
  readonly ports: readonly { readonly port: number; readonly targetPort: number }[];
  /** The pod behind it; absent where none of the three is. */
  readonly pod?: PodName;
}

/** A collector as the chart would install it. */
export interface CollectorFacts {
  readonly release: KubernetesObject;
  readonly facts: ReleaseFacts;
  /** The effective configuration. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The variables that the values add by `extraEnvs`, those with a plain value. */
  readonly extraVariables: Readonly<Record<string, string>>;
}

/** What the emitted manifests of one environment say of the way from a request to Jaeger. */
export interface Platform {
  readonly expenses: KubernetesObject;
  readonly collector: CollectorFacts;
  readonly jaeger: KubernetesObject;
  readonly services: readonly ServiceAddress[];
}

/** Reads the platform from an environment's objects. @throws Error that names what is missing or cannot be rendered. */
export function readPlatform(objects: readonly KubernetesObject[]): Platform {
  const expenses = only(
    objects,
    'Deployment expenses',
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'expenses',
  );
  const jaeger = only(objects, 'Jaeger', ({ kind }) => kind === 'Jaeger');
  const release = only(
    objects,
    "HelmRelease of the collector's chart",
    (object) => chartOf(object) === 'opentelemetry-collector',
  );
  const input = inputOf(release);
  const collector = collectorOf(release, input);
  return {
    expenses,
    collector,
    jaeger,
    services: [
      ...plainServices(objects, expenses),
      ...chartServices(collector, input),
      ...operatorServices(jaeger),
    ],
  };
}

/** The collector that a release of the chart installs. @throws Error where there is none of that name, or it cannot be rendered */
export function readCollector(objects: readonly KubernetesObject[], name: string): CollectorFacts {
  const release = only(
    objects,
    `HelmRelease ${name}`,
    (object) => chartOf(object) === 'opentelemetry-collector' && object.metadata.name === name,
  );
  return collectorOf(release, inputOf(release));
}

function only(
  objects: readonly KubernetesObject[],
  what: string,
  test: (object: KubernetesObject) => boolean,
): KubernetesObject {
  const found = objects.filter(test);
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Error(`one ${what} is expected, and there are ${found.length}`);
  return first;
}

interface ReleaseSpec {
  readonly chart?: { readonly spec?: { readonly chart?: string; readonly version?: string } };
  readonly values?: { readonly extraEnvs?: readonly { readonly name: string; readonly value?: string }[] };
}

function chartOf(object: KubernetesObject): string | undefined {
  return object.kind === 'HelmRelease' ? (object.spec as ReleaseSpec).chart?.spec?.chart : undefined;
}

function inputOf(release: KubernetesObject): ReleaseInput {
  const spec = release.spec as ReleaseSpec;
  return {
    chartVersion: spec.chart?.spec?.version ?? '',
    values: spec.values,
    ...releaseOf(release),
  };
}

function collectorOf(release: KubernetesObject, input: ReleaseInput): CollectorFacts {
  const facts = releaseFacts(input);
  const effective = effectiveConfig(input);
  if (!facts.ok) throw new Error(`${titleOf(release)}: ${facts.reason}`);
  if (!effective.ok) throw new Error(`${titleOf(release)}: ${effective.reason}`);
  if (effective.config === null) throw new Error(`${titleOf(release)} makes no configuration`);
  const extra = (release.spec as ReleaseSpec).values?.extraEnvs ?? [];
  const plain = extra.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return { release, facts, config: effective.config, extraVariables: Object.fromEntries(plain) };
}

interface ServiceSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
}

interface ContainerPorts {
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
}

/** Services that lie in the tree; the one that selects the pods of `expenses` leads to it. */
function plainServices(objects: readonly KubernetesObject[], expenses: KubernetesObject): ServiceAddress[] {
  const { metadata, spec } = (
    expenses.spec as {
      template: { metadata: KubernetesObject['metadata']; spec: { containers: ContainerPorts[] } };
    }
  ).template;
  const named = new Map(
    spec.containers.flatMap(({ ports = [] }) =>
      ports.map(({ name, containerPort }) => [name, containerPort]),
    ),
  );
  return objects
    .filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1')
    .map((service) => {
      const { selector = {}, ports = [] } = service.spec as ServiceSpec;
      const selects =
        service.metadata.namespace === expenses.metadata.namespace &&
        Object.entries(selector).every(([label, value]) => metadata.labels?.[label] === value);
      const resolve = (port: number, target: number | string = port) =>
        typeof target === 'number' ? target : (named.get(target) ?? 0);
      return {
        name: service.metadata.name,
        namespace: service.metadata.namespace ?? 'default',
        ports: ports.map(({ port, targetPort }) => ({ port, targetPort: resolve(port, targetPort) })),
        ...(selects ? { pod: 'expenses' as const } : {}),
      };
    });
}

/** The Service that the collector's chart makes. */
function chartServices({ facts }: CollectorFacts, input: ReleaseInput): ServiceAddress[] {
  const effective = effectiveConfig(input);
  if (facts.service === undefined || !effective.ok) return [];
  const ports = (effective.ports ?? []).flatMap(({ port, targetPort }) =>
    port === null ? [] : [{ port, targetPort: targetPort ?? port }],
  );
  return [{ name: facts.service.name, namespace: facts.namespace, ports, pod: 'collector' }];
}

/** The Services that the Jaeger operator makes; a port that nothing listens on is refused by the pod itself. */
function operatorServices(jaeger: KubernetesObject): ServiceAddress[] {
  const { name, namespace = 'default' } = jaeger.metadata;
  const spec = (jaeger.spec ?? {}) as Parameters<typeof jaegerServices>[0]['spec'];
  return jaegerServices({ name, namespace, spec }).map((service) => ({
    name: service.name,
    namespace: service.namespace,
    ports: service.ports
      .filter(({ protocol }) => protocol === 'TCP')
      .map(({ port, targetPort }) => ({ port, targetPort })),
    pod: 'jaeger',
  }));
}

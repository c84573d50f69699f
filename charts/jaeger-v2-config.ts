import {
  type Collector,
  collector,
  configuration,
  exporters,
  extensions,
  ignore,
  type JaegerBackend,
  processors,
  receivers,
  traces,
} from '../lib/collector';
import { healthPort, otlpPorts, queryPorts, samplingPorts } from '../lib/collector/components';
import { compareReleases } from '../lib/documents';
import { ignoredRules, secretEntries } from './collector-values';
import { type HostTls, hostTls } from './ingress';
import type { Peer } from './network';
import { nullPaths } from './null-paths';
import type { Resources } from './plain';
import { anything, either, listOf, may, must, number, object, type Shape, text } from './shape';
import type { Scaling } from './workload/props';
import { peer, resourcesShape, scalingShape, textMap } from './workload/shapes';

/** The collector release inside each Jaeger release: it decides how components are called. */
const collectorReleases: { readonly [jaeger: string]: string } = {
  '2.13.0': '0.140.0',
  '2.19.0': '0.153.0',
  '2.20.0': '0.155.0',
};

/**
 * The collector release inside a Jaeger release. One between two that are known has the names of the earlier, which the later still take;
 * one that is newer is taken as the newest.
 */
export function collectorReleaseOf(jaeger: string): string {
  const known = Object.keys(collectorReleases).filter((release) => compareReleases(release, jaeger) <= 0);
  return collectorReleases[known.at(-1) ?? '2.13.0'] ?? '';
}

/** Name that the one store of traces has inside the configuration. */
const store = 'traces';

/** Ports that traces are sent to, and those that tell the senders what to sample. */
export function receivingPorts({ sampling }: JaegerV2Facts): readonly number[] {
  return [...Object.values(otlpPorts), ...(sampling === undefined ? [] : Object.values(samplingPorts))];
}

/** What SDKs that ask Jaeger are told to sample. */
export type JaegerSampling =
  /** One share for all, from 0 to 1. */
  | { readonly probability: number }
  /** Shares that follow the traffic, kept in the store. */
  | { readonly targetSamplesPerSecond: number; readonly initialProbability?: number };

/** What is said of a Jaeger v2, whoever runs it. */
export interface JaegerV2Facts {
  /** Release of Jaeger, `2.20.0`. */
  readonly version: string;
  /** Where traces are kept. */
  readonly storage: JaegerBackend;
  /** Default one pod. More than one needs a store outside of the pod. */
  readonly scaling?: Scaling;
  /** Of each pod; the memory limiter's percentages refer to the memory limit. */
  readonly resources: Resources;
  /** Path below which the page is served, `/jaeger`. Default: `/`. */
  readonly basePath?: `/${string}`;
  /** Default: nobody is told anything; SDKs that speak OTLP decide themselves. */
  readonly sampling?: JaegerSampling;
  /**
   * Who may reach the page and its API beside the ingress controller, as a dashboard does. Default: nobody, where the
   * environment tells in which namespace its controller runs; everybody elsewhere.
   */
  readonly readers?: readonly Peer[];
  /**
   * Who may send traces beside the collectors and workloads of the environment that do. Default: nobody; where none is known,
   * every pod of the cluster.
   */
  readonly senders?: readonly Peer[];
  /** Host of the page; left out: reached inside the cluster only. */
  readonly page?: {
    readonly host: string;
    /** Annotations of its Ingress, for instance for authentication: Jaeger has none of its own. */
    readonly annotations?: { readonly [name: string]: string };
    /** Default: as the environment's hosts. */
    readonly tls?: HostTls;
  };
}

/** One store of traces, as Jaeger's own configuration names it. */
const jaegerStorage = either(
  ...['memory', 'badger', 'elasticsearch', 'opensearch', 'grpc'].map((name) =>
    object<{ readonly [name: string]: object }>({ [name]: must(anything) }),
  ),
);

/** The shape of what is said of a Jaeger v2, whoever runs it. */
export const jaegerFactsShape: Shape<JaegerV2Facts> = {
  version: must(text),
  storage: must(jaegerStorage),
  scaling: may(scalingShape),
  resources: must(resourcesShape),
  basePath: may(text),
  sampling: may(
    either(
      object<{ readonly probability: number }>({ probability: must(number) }),
      object<{ readonly targetSamplesPerSecond: number; readonly initialProbability?: number }>({
        targetSamplesPerSecond: must(number),
        initialProbability: may(number),
      }),
    ),
  ),
  readers: may(listOf(peer)),
  senders: may(listOf(peer)),
  page: may(
    object<NonNullable<JaegerV2Facts['page']>>({
      host: must(text),
      annotations: may(textMap),
      tls: may(hostTls),
    }),
  ),
};

/** A fault of what was said of a Jaeger v2. */
export type Report = (field: string, message: string, fix: string) => void;

/** Names every fault of what was said of a Jaeger v2. */
export function validateJaeger(facts: JaegerV2Facts, report: Report): void {
  if (collectorReleases[facts.version] === undefined) {
    report(
      'version',
      `Jaeger ${facts.version} is not known here`,
      `use one of ${Object.keys(collectorReleases).join(', ')}`,
    );
  }
  const isInPod = 'memory' in facts.storage || 'badger' in facts.storage;
  const most = mostPods(facts.scaling);
  if (isInPod && most > 1) {
    report(
      'scaling',
      `${most} pods would each keep a part of the traces to themselves`,
      'use one replica, or a store outside of the pod',
    );
  }
  const { sampling } = facts;
  if (
    sampling !== undefined &&
    'probability' in sampling &&
    !(sampling.probability >= 0 && sampling.probability <= 1)
  ) {
    report('sampling.probability', `${sampling.probability} is not a share`, 'write a number from 0 to 1');
  }
  for (const path of nullPaths(jaegerConfiguration(facts).config)) {
    report(`storage.${path}`, 'is null, which gets lost on the way', 'write {} for an empty body');
  }
}

function mostPods(scaling: Scaling = { replicas: 1 }): number {
  return 'replicas' in scaling ? scaling.replicas : scaling.maxReplicas;
}

/** The configuration of a Jaeger v2 and the variables that it reads from Secrets. */
export function jaegerConfiguration(facts: JaegerV2Facts) {
  const version = collectorReleaseOf(facts.version);
  const whole = jaegerCollector(facts);
  const { config, secrets } = configuration(whole, { version });
  return { config, env: secretEntries(secrets), ignored: ignoredRules(whole, version) };
}

function jaegerCollector({ storage, basePath, sampling }: JaegerV2Facts): Collector {
  return collector({
    extensions: [
      // The probes of the Helm chart ask it, and so does `kubectl port-forward`; the operator makes no probes for it.
      ignore(extensions.healthcheckv2({ use_v2: true, http: { endpoint: anywhere(healthPort) } }), {
        ...ownNetwork,
        'TV-7': 'it is the only health check that Jaeger has',
      }),
      extensions.jaegerStorage({ backends: { [store]: storage } }),
      ignore(
        extensions.jaegerQuery({
          storage: { traces: store },
          ...(basePath === undefined ? {} : { base_path: basePath }),
          enable_tracing: false,
          http: { endpoint: anywhere(queryPorts.http) },
          grpc: { endpoint: anywhere(queryPorts.grpc) },
        }),
        ownNetwork,
      ),
      ...(sampling === undefined ? [] : [remoteSampling(sampling)]),
    ],
    pipelines: [
      traces({
        receivers: [
          ignore(
            receivers.otlp({
              protocols: {
                grpc: { endpoint: anywhere(otlpPorts.grpc) },
                http: { endpoint: anywhere(otlpPorts.http) },
              },
            }),
            { ...ownNetwork, 'GR-5': 'Jaeger keeps traces only' },
          ),
        ],
        processors: [
          processors.memoryLimiter({
            check_interval: '5s',
            limit_percentage: 80,
            spike_limit_percentage: 25,
          }),
          processors.batch({ send_batch_size: 8192, send_batch_max_size: 8192 }),
        ],
        exporters: [exporters.jaegerStorageExporter({ trace_storage: store })],
      }),
    ],
  });
}

/** The operator and the chart read ports from addresses, which no variable may stand in. */
const ownNetwork = { 'LP-5': 'the pod has a network of its own' };

function remoteSampling(sampling: JaegerSampling) {
  const listen = {
    http: { endpoint: anywhere(samplingPorts.http) },
    grpc: { endpoint: anywhere(samplingPorts.grpc) },
  };
  if ('probability' in sampling) {
    const file = { default_sampling_probability: sampling.probability };
    return ignore(extensions.remoteSampling({ file, ...listen }), ownNetwork);
  }
  const adaptive = {
    sampling_store: store,
    target_samples_per_second: sampling.targetSamplesPerSecond,
    ...(sampling.initialProbability === undefined
      ? {}
      : { initial_sampling_probability: sampling.initialProbability }),
  };
  return ignore(extensions.remoteSampling({ adaptive, ...listen }), ownNetwork);
}

function anywhere(port: number): `0.0.0.0:${number}` {
  return `0.0.0.0:${port}`;
}

import type { Construct } from 'constructs';
import type { GrpcEndpoint, HttpEndpoint } from '../lib/collector';
import { chartPods } from './chart-names';
import { checked } from './checked';
import { restrictedPod } from './collector-values';
import { HelmReleaseChart, type ReleaseOptions, releaseShape } from './helm-release';
import { otlpEndpoints } from './instrument';
import { mergeValues } from './merge-values';
import type { Resources } from './plain';
import { anything, either, mapOf, may, must, object, oneOf, text } from './shape';
import { type HelmSource, sourceShape } from './sources';
import type { Receiving, TelemetryBackend } from './telemetry';
import { resourcesShape } from './workload/shapes';

/** Where Tempo keeps traces: fields of its `storage.trace`, such as `{ backend: 's3', s3: { bucket, endpoint } }`. */
export type TempoStorage =
  /** A disk of the pod. */
  | { readonly size: string; readonly storageClassName?: string }
  /** An object store. */
  | {
      readonly backend: 's3' | 'gcs' | 'azure';
      readonly s3?: { readonly [field: string]: unknown };
      readonly gcs?: { readonly [field: string]: unknown };
      readonly azure?: { readonly [field: string]: unknown };
    };

/** Grafana Tempo through the chart `tempo` of grafana-community/helm-charts: one binary of all its parts. */
export interface TempoProps extends ReleaseOptions {
  /** Exact version of the chart. */
  readonly chart: string;
  /** Repository that has it, `https://grafana-community.github.io/helm-charts`. */
  readonly source: HelmSource;
  readonly namespace: string;
  /** Name of the release; default: the chart's id. */
  readonly name?: string;
  /** Layer that applies it; default `observability`. */
  readonly layer?: string;
  /** Where traces are kept. */
  readonly storage: TempoStorage;
  /** How long traces are kept; default `24h`. */
  readonly retention?: string;
  readonly resources: Resources;
  /** Further values of the chart, over those that are computed. Default: none. */
  readonly values?: object;
}

const fields = mapOf(anything);

const tempoStorage = either(
  object<Extract<TempoStorage, { size: string }>>({ size: must(text), storageClassName: may(text) }),
  object<Extract<TempoStorage, { backend: string }>>({
    backend: must(oneOf('s3', 'gcs', 'azure')),
    s3: may(fields),
    gcs: may(fields),
    azure: may(fields),
  }),
);

const shape = object<TempoProps>({
  ...releaseShape,
  chart: must(text),
  source: must(sourceShape),
  namespace: must(text),
  name: may(text),
  layer: may(text),
  storage: must(tempoStorage),
  retention: may(text),
  resources: must(resourcesShape),
  values: may(anything),
});

/** Grafana Tempo as a HelmRelease. */
export class TempoChart extends HelmReleaseChart implements TelemetryBackend {
  /** The chart's Service, port 4318. */
  readonly otlpHttp: HttpEndpoint & Receiving;
  /** The chart's Service, port 4317. */
  readonly otlpGrpc: GrpcEndpoint & Receiving;

  constructor(scope: Construct, id: string, props: TempoProps) {
    checked(scope, id, props, shape);
    const values = valuesOf(props);
    super(scope, id, {
      ...props,
      layer: props.layer ?? 'observability',
      chart: 'tempo',
      version: props.chart,
      values,
    });
    const { host, pods } = chartPods('tempo', this.release, values);
    ({ otlpHttp: this.otlpHttp, otlpGrpc: this.otlpGrpc } = otlpEndpoints(host, pods));
  }
}

function valuesOf(props: TempoProps): object {
  const computed = {
    tempo: {
      ...storageOf(props.storage),
      retention: props.retention ?? '24h',
      reportingEnabled: false,
      resources: props.resources,
      securityContext: restrictedPod.securityContext,
    },
    securityContext: { ...restrictedPod.podSecurityContext, fsGroup: 10001 },
    persistence: { enabled: true, ...('size' in props.storage ? props.storage : { size: '10Gi' }) },
  };
  return mergeValues(computed, props.values);
}

/** Parts of a trace wait on the disk before they are put into the object store. */
function storageOf(storage: TempoStorage): object {
  if ('size' in storage) return {};
  return { storage: { trace: { ...storage, wal: { path: '/var/tempo/wal' } } } };
}

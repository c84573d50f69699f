import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { HelmReleaseSpec } from '../imports/helm.toolkit.fluxcd.io';
import { checked } from './checked';
import { beside, kubernetes, someOf } from './kubernetes-shape';
import { LayerChart } from './layer-chart';
import { addManifest } from './manifest';
import { nullPaths } from './null-paths';
import type { Plain } from './plain';
import { anything, either, flag, listOf, may, must, number, object, oneOf, type Shape, text } from './shape';
import type { SourcePlace } from './source-place';
import { type HelmSource, sourceShape } from './sources';
import { textMap } from './workload/shapes';

/** A HelmRelease by its object's name. */
export interface ReleaseName {
  readonly name: string;
  readonly namespace: string;
}

/** How Flux installs and keeps a release; the same for every chart. */
export interface ReleaseOptions {
  /** How long an install or upgrade may take; default `5m`. */
  readonly timeout?: string;
  /** How often the cluster is compared; default `30m`. */
  readonly interval?: string;
  /** Releases of the same tree that must be ready before: names, or charts that made them. Default: none. */
  readonly dependsOn?: readonly (ReleaseName | { readonly release: ReleaseName })[];
  /** ConfigMaps and Secrets of its namespace with further values, merged before `values`. Default: none. */
  readonly valuesFrom?: Plain<HelmReleaseSpec>['valuesFrom'];
  /** Patches of what the chart renders. Default: none. */
  readonly postRenderers?: Plain<HelmReleaseSpec>['postRenderers'];
  /**
   * What happens after a failed install or upgrade; default: it is retried every two minutes until it succeeds.
   * With `remediation` it is retried that often and undone in between.
   */
  readonly remediation?: {
    /** `-1`: without end. */
    readonly retries: number;
    /** After a failed upgrade; default `rollback`. */
    readonly strategy?: 'rollback' | 'uninstall';
    /** Also after the last try; default: Flux's own. */
    readonly remediateLastFailure?: boolean;
  };
  /** JSON pointers of fields that something in the cluster changes on purpose, by kind. Default: none. */
  readonly ignoreDrift?: readonly { readonly kind: string; readonly paths: readonly string[] }[];
  /** Account by whose rights it is installed; default: that of the helm-controller. */
  readonly serviceAccountName?: string;
  /** Holds changes back. Default: no. */
  readonly suspend?: boolean;
  /** Further fields of the HelmRelease's `spec`, over those that are computed. Default: none. */
  readonly spec?: Partial<Plain<HelmReleaseSpec>>;
}

const helmRelease = ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'spec'] as const;

const releaseName = object<ReleaseName>({ name: must(text), namespace: must(text) });

/** The shape of what every release may say. */
export const releaseShape: Shape<ReleaseOptions> = {
  timeout: may(text),
  interval: may(text),
  dependsOn: may(
    listOf(
      either(
        releaseName,
        beside<{ readonly release: ReleaseName }>({ release: must(releaseName) }, anything),
      ),
    ),
  ),
  valuesFrom: may(listOf(kubernetes(...helmRelease, 'valuesFrom'))),
  postRenderers: may(listOf(kubernetes(...helmRelease, 'postRenderers'))),
  remediation: may(
    object<NonNullable<ReleaseOptions['remediation']>>({
      retries: must(number),
      strategy: may(oneOf('rollback', 'uninstall')),
      remediateLastFailure: may(flag),
    }),
  ),
  ignoreDrift: may(
    listOf(
      object<NonNullable<ReleaseOptions['ignoreDrift']>[number]>({
        kind: must(text),
        paths: must(listOf(text)),
      }),
    ),
  ),
  serviceAccountName: may(text),
  suspend: may(flag),
  spec: may(someOf(...helmRelease)),
};

/** A release of a Helm chart that Flux keeps. */
export interface ReleaseProps extends ReleaseOptions {
  /** Name of the HelmRelease and of the Helm release. */
  readonly name: string;
  /** Name of the chart in its repository, or its folder in a GitRepository or Bucket. */
  readonly chart: string;
  /** Exact version of the chart. */
  readonly version: string;
  /** Where the chart is taken from. */
  readonly source: HelmSource;
  /** Values for the chart; null is not allowed, see CollectorChart. */
  readonly values: object;
  readonly annotations?: { readonly [name: string]: string };
}

/**
 * A HelmRelease as this project writes them: exact version, both `crds` policies, drift corrected, and a failed
 * install or upgrade retried until it succeeds. helm-controller ignores `remediation` beside that strategy.
 */
export function addHelmRelease(chart: LayerChart, props: ReleaseProps): ApiObject {
  const remediation = props.remediation;
  return addManifest(chart, props.name, {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: props.name, annotations: props.annotations },
    spec: {
      interval: props.interval ?? '30m',
      timeout: props.timeout ?? '5m',
      releaseName: props.name,
      ...chartOf(props),
      dependsOn: props.dependsOn?.map((other) => {
        const { name, namespace } = 'release' in other ? other.release : other;
        return { name, namespace };
      }),
      install: {
        crds: 'CreateReplace',
        strategy: remediation === undefined ? retried : undefined,
        remediation: remediation && { ...remediation, strategy: undefined },
      },
      upgrade: {
        crds: 'CreateReplace',
        cleanupOnFail: true,
        strategy: remediation === undefined ? retried : undefined,
        remediation,
      },
      driftDetection: {
        mode: 'enabled',
        ignore: props.ignoreDrift?.map(({ kind, paths }) => ({ paths: [...paths], target: { kind } })),
      },
      serviceAccountName: props.serviceAccountName,
      suspend: props.suspend,
      valuesFrom: props.valuesFrom,
      postRenderers: props.postRenderers,
      values: props.values,
      ...props.spec,
    },
  });
}

const retried = { name: 'RetryOnFailure', retryInterval: '2m' };

/** An OCIRepository holds one chart in one version, so that a release refers to it instead of naming both. */
function chartOf({ chart, version, source }: ReleaseProps): object {
  const kind = source.kind ?? 'HelmRepository';
  const { name, namespace } = source;
  if (kind === 'OCIRepository') return { chartRef: { kind, name, namespace } };
  const isFolder = kind !== 'HelmRepository';
  return {
    chart: {
      spec: {
        chart,
        ...(isFolder ? { reconcileStrategy: 'Revision' } : { version }),
        sourceRef: { kind, name, namespace },
      },
    },
  };
}

/** A fault where the version that a release names is not the one that its source holds. */
export function sourceFault({ source, version }: Pick<ReleaseProps, 'source' | 'version'>) {
  if (source.kind !== 'OCIRepository' || source.version === version) return undefined;
  return {
    message: `${version} is not what OCIRepository ${source.name} holds (${source.version ?? 'its ref has no tag'})`,
    fix: `write ref: { tag: '${version}' } there`,
  };
}

/** Where the user wrote what stands at a path of a HelmRelease, where it is one of its values. */
export function placeInValues(
  path: string,
  placeOfProp: (path: string) => SourcePlace | undefined,
): SourcePlace | undefined {
  return /^spec\.values\b/.test(path) ? placeOfProp(path.slice('spec.'.length)) : undefined;
}

/** Any Helm chart. */
export interface HelmReleaseProps extends ReleaseOptions {
  /** Name of the HelmRelease and of the Helm release; default: the id. */
  readonly name?: string;
  /** Namespace of the HelmRelease and of what it installs. */
  readonly namespace: string;
  /** Layer that applies it; default `operators`. */
  readonly layer?: string;
  /** Name of the chart in its repository, or its folder in a GitRepository or Bucket. */
  readonly chart: string;
  /** Exact version of the chart. */
  readonly version: string;
  /** Where the chart is taken from; a handle of SourcesChart. */
  readonly source: HelmSource;
  /** Values for the chart; null is refused: it gets lost on the way. Default: none. */
  readonly values?: object;
  /** Of the HelmRelease. Default: none. */
  readonly annotations?: { readonly [name: string]: string };
}

const shape = object<HelmReleaseProps>({
  ...releaseShape,
  name: may(text),
  namespace: must(text),
  layer: may(text),
  chart: must(text),
  version: must(text),
  source: must(sourceShape),
  values: may(anything),
  annotations: may(textMap),
});

/** A release of any Helm chart. */
export class HelmReleaseChart extends LayerChart {
  /** What a HelmRelease that needs it depends on. */
  readonly release: ReleaseName;

  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    // Charts that stand on this one have props of their own.
    if (new.target === HelmReleaseChart) checked(scope, id, props, shape);
    super(scope, id, { layer: props.layer ?? 'operators', namespace: props.namespace });
    const name = props.name ?? id;
    this.release = { name, namespace: props.namespace };
    const fault = sourceFault(props);
    if (fault !== undefined) this.report('version', fault.message, fault.fix);
    for (const path of nullPaths(props.values ?? {})) {
      this.report(`values.${path}`, 'is null, which gets lost on the way', 'write what is meant instead');
    }
    addHelmRelease(this, { ...props, name, values: props.values ?? {} });
  }

  override placeOf(path: string): SourcePlace | undefined {
    return placeInValues(path, (prop) => this.placeOfProp(prop, true)) ?? super.placeOf(path);
  }
}

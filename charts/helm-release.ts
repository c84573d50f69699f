import {
  HelmRelease,
  HelmReleaseSpecChartSpecSourceRefKind,
  HelmReleaseSpecDriftDetectionMode,
  HelmReleaseSpecInstallCrds,
  HelmReleaseSpecInstallStrategyName,
  HelmReleaseSpecUpgradeCrds,
  HelmReleaseSpecUpgradeStrategyName,
} from '../imports/helm.toolkit.fluxcd.io';
import type { LayerChart } from './layer-chart';
import type { HelmSource } from './sources';

/** A release of a Helm chart that Flux keeps. */
export interface ReleaseProps {
  /** Name of the HelmRelease and of the Helm release. */
  readonly name: string;
  /** Name of the chart in its repository. */
  readonly chart: string;
  /** Exact version of the chart. */
  readonly version: string;
  readonly source: HelmSource;
  /** Values for the chart; null is not allowed, see CollectorChart. */
  readonly values: object;
  /** HelmReleases that must be ready before, in the same tree. Default: none. */
  readonly dependsOn?: readonly { readonly name: string; readonly namespace: string }[];
  /** How long an install or upgrade may take; default `5m`. */
  readonly timeout?: string;
  /** JSON pointers of fields that something in the cluster changes on purpose, by kind. Default: none. */
  readonly ignoreDrift?: readonly { readonly kind: string; readonly paths: readonly string[] }[];
  readonly annotations?: { readonly [name: string]: string };
}

/**
 * A HelmRelease as this project writes them: exact version, both `crds` policies, drift corrected, and a failed
 * install or upgrade retried until it succeeds. helm-controller 1.6 ignores `remediation` beside that strategy.
 */
export function addHelmRelease(chart: LayerChart, props: ReleaseProps): HelmRelease {
  return new HelmRelease(chart, props.name, {
    metadata: {
      name: props.name,
      ...(props.annotations === undefined ? {} : { annotations: props.annotations }),
    },
    spec: {
      interval: '30m',
      timeout: props.timeout ?? '5m',
      releaseName: props.name,
      chart: {
        spec: {
          chart: props.chart,
          version: props.version,
          sourceRef: {
            kind: HelmReleaseSpecChartSpecSourceRefKind.HELM_REPOSITORY,
            name: props.source.name,
            namespace: props.source.namespace,
          },
        },
      },
      dependsOn: props.dependsOn?.map(({ name, namespace }) => ({ name, namespace })),
      install: {
        crds: HelmReleaseSpecInstallCrds.CREATE_REPLACE,
        strategy: { name: HelmReleaseSpecInstallStrategyName.RETRY_ON_FAILURE, retryInterval: '2m' },
      },
      upgrade: {
        crds: HelmReleaseSpecUpgradeCrds.CREATE_REPLACE,
        cleanupOnFail: true,
        strategy: { name: HelmReleaseSpecUpgradeStrategyName.RETRY_ON_FAILURE, retryInterval: '2m' },
      },
      driftDetection: {
        mode: HelmReleaseSpecDriftDetectionMode.ENABLED,
        ignore: props.ignoreDrift?.map(({ kind, paths }) => ({ paths: [...paths], target: { kind } })),
      },
      values: props.values,
    },
  });
}

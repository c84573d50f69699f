import type { Construct } from 'constructs';
import { addHelmRelease } from './helm-release';
import { LayerChart } from './layer-chart';
import type { HelmSource } from './sources';

/** An operator that an environment installs. */
export interface OperatorFacts {
  /** Helm repository that has its chart. */
  readonly source: HelmSource;
  /** Exact version of its chart. */
  readonly version: string;
}

/** cert-manager: signs certificates, for the operators' webhooks and for the hosts. */
export class CertManagerChart extends LayerChart {
  /** What a HelmRelease that needs it depends on. */
  readonly release = { name: 'cert-manager', namespace: 'cert-manager' } as const;

  constructor(scope: Construct, id: string, props: OperatorFacts) {
    super(scope, id, { folder: 'operators', namespace: 'cert-manager' });
    addHelmRelease(this, {
      ...this.release,
      chart: 'cert-manager',
      ...props,
      // `crds.enabled` is the chart's switch since 1.15; `keep` guards certificates against an uninstall.
      values: { crds: { enabled: true, keep: true } },
    });
  }
}

/** The Jaeger operator: makes pods and Services of Jaeger resources (jaegertracing.io/v1). */
export class JaegerOperatorChart extends LayerChart {
  constructor(
    scope: Construct,
    id: string,
    props: OperatorFacts & {
      /** Namespace that the operator runs in. */
      readonly namespace: string;
      readonly certManager: CertManagerChart;
    },
  ) {
    super(scope, id, { folder: 'operators', namespace: props.namespace });
    addHelmRelease(this, {
      name: 'jaeger-operator',
      chart: 'jaeger-operator',
      version: props.version,
      source: props.source,
      dependsOn: [props.certManager.release],
      // Without the cluster role the operator watches its own namespace only and may never see the resource.
      values: { rbac: { clusterRole: true } },
    });
  }
}

/** The OpenTelemetry operator: makes pods and Services of OpenTelemetryCollector resources (opentelemetry.io/v1beta1). */
export class OpenTelemetryOperatorChart extends LayerChart {
  constructor(
    scope: Construct,
    id: string,
    props: OperatorFacts & {
      /** Namespace that the operator runs in. */
      readonly namespace: string;
      readonly certManager: CertManagerChart;
    },
  ) {
    super(scope, id, { folder: 'operators', namespace: props.namespace });
    addHelmRelease(this, {
      name: 'opentelemetry-operator',
      chart: 'opentelemetry-operator',
      version: props.version,
      source: props.source,
      dependsOn: [props.certManager.release],
      values: {},
    });
  }
}

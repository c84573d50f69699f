import type { Construct } from 'constructs';
import { checked } from './checked';
import { HelmReleaseChart, type ReleaseOptions, releaseShape } from './helm-release';
import { mergeValues } from './merge-values';
import { anything, handle, may, must, object, type Shape, text } from './shape';
import { type HelmSource, sourceShape } from './sources';

/** An operator that an environment installs. */
export interface OperatorFacts extends ReleaseOptions {
  /** Helm repository that has its chart. */
  readonly source: HelmSource;
  /** Exact version of its chart. */
  readonly version: string;
  /** Further values of its chart, over those that are computed. Default: none. */
  readonly values?: object;
  /** Layer that applies it; default `operators`. */
  readonly layer?: string;
}

/** An operator that runs in a namespace of one's choice and has its webhook's certificate signed by cert-manager. */
export interface NamespacedOperatorFacts extends OperatorFacts {
  /** Namespace that the operator runs in. */
  readonly namespace: string;
  /** Default: it is in the cluster already, or `values` do without it. */
  readonly certManager?: CertManagerChart;
}

/** cert-manager's namespace has a default. */
export interface CertManagerFacts extends OperatorFacts {
  /** Default `cert-manager`. */
  readonly namespace?: string;
}

const operatorShape: Shape<OperatorFacts> = {
  ...releaseShape,
  source: must(sourceShape),
  version: must(text),
  values: may(anything),
  layer: may(text),
};
const certManagerShape = object<CertManagerFacts>({ ...operatorShape, namespace: may(text) });
const namespacedShape = object<NamespacedOperatorFacts>({
  ...operatorShape,
  namespace: must(text),
  certManager: may(handle),
});

/** cert-manager: signs certificates, for the operators' webhooks and for the hosts. */
export class CertManagerChart extends HelmReleaseChart {
  constructor(scope: Construct, id: string, props: CertManagerFacts) {
    checked(scope, id, props, certManagerShape);
    super(scope, id, {
      namespace: 'cert-manager',
      ...props,
      name: 'cert-manager',
      chart: 'cert-manager',
      // `crds.enabled` is the chart's switch since 1.15; `keep` guards certificates against an uninstall.
      values: mergeValues({ crds: { enabled: true, keep: true } }, props.values),
    });
  }
}

/** The Jaeger operator: makes pods and Services of Jaeger resources (jaegertracing.io/v1). */
export class JaegerOperatorChart extends HelmReleaseChart {
  constructor(scope: Construct, id: string, props: NamespacedOperatorFacts) {
    checked(scope, id, props, namespacedShape);
    super(scope, id, {
      ...props,
      ...waitingFor(props),
      name: 'jaeger-operator',
      chart: 'jaeger-operator',
      // Without the cluster role the operator watches its own namespace only and may never see the resource.
      values: mergeValues({ rbac: { clusterRole: true } }, props.values),
    });
  }
}

/** The OpenTelemetry operator: makes pods and Services of OpenTelemetryCollector resources (opentelemetry.io/v1beta1). */
export class OpenTelemetryOperatorChart extends HelmReleaseChart {
  constructor(scope: Construct, id: string, props: NamespacedOperatorFacts) {
    checked(scope, id, props, namespacedShape);
    super(scope, id, {
      ...props,
      ...waitingFor(props),
      name: 'opentelemetry-operator',
      chart: 'opentelemetry-operator',
    });
  }
}

function waitingFor({ certManager, dependsOn = [] }: NamespacedOperatorFacts) {
  const all = [...(certManager === undefined ? [] : [certManager]), ...dependsOn];
  return all.length === 0 ? {} : { dependsOn: all };
}

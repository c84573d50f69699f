import {
  CertManagerChart,
  type Environment,
  FluxSyncChart,
  type HelmSource,
  JaegerOperatorChart,
  NamespacesChart,
  OpenTelemetryOperatorChart,
  SourcesChart,
} from '../charts';
import type { JaegerVersion } from './jaeger';

/** Namespace of the collector, Jaeger and its operator. */
export const observability = 'observability';

/** What the chart calls the collector's objects by itself. Written out, because services outside of this project address it. */
export const collectorName = 'otel-collector-opentelemetry-collector';

/** What every environment has below its services. */
export interface Platform {
  /** Helm repository of the collector's chart. */
  readonly openTelemetry: HelmSource;
}

/** Namespaces, Helm repositories, operators, and the Flux Kustomizations that apply all of them in order. */
export function platform(environment: Environment, jaeger: JaegerVersion): Platform {
  const sources = new SourcesChart(environment);
  const openTelemetry = sources.helmRepository(
    'open-telemetry',
    'https://open-telemetry.github.io/opentelemetry-helm-charts',
  );
  new NamespacesChart(environment, 'namespaces', {
    namespaces: [
      { name: 'cert-manager', podSecurity: 'baseline' },
      // The Jaeger operator gives its pods no security context, so `restricted` would refuse them.
      { name: observability, podSecurity: 'baseline' },
      { name: environment.name, podSecurity: 'restricted' },
    ],
  });
  const certManager = new CertManagerChart(environment, 'cert-manager', {
    source: sources.helmRepository('jetstack', 'https://charts.jetstack.io'),
    version: 'v1.16.2',
  });
  if (jaeger === 'v1') addJaegerOperator(environment, sources, certManager);
  else addOpenTelemetryOperator(environment, openTelemetry, certManager);
  new FluxSyncChart(environment);
  return { openTelemetry };
}

function addJaegerOperator(
  environment: Environment,
  sources: SourcesChart,
  certManager: CertManagerChart,
): void {
  new JaegerOperatorChart(environment, 'jaeger-operator', {
    source: sources.helmRepository('jaegertracing', 'https://jaegertracing.github.io/helm-charts'),
    version: '2.57.0',
    namespace: observability,
    certManager,
  });
}

function addOpenTelemetryOperator(
  environment: Environment,
  source: HelmSource,
  certManager: CertManagerChart,
): void {
  new OpenTelemetryOperatorChart(environment, 'opentelemetry-operator', {
    source,
    version: '0.122.0',
    namespace: observability,
    certManager,
  });
}

import { dnsName, serviceName, truncate } from '../jaeger';

/** Labels by which the Services of the OpenTelemetry operator (0.158) select the pods of a collector. */
export function operatorPodLabels(namespace: string, name: string): { readonly [name: string]: string } {
  return {
    'app.kubernetes.io/component': 'opentelemetry-collector',
    'app.kubernetes.io/instance': `${namespace}.${name}`,
    'app.kubernetes.io/managed-by': 'opentelemetry-operator',
    'app.kubernetes.io/part-of': 'opentelemetry',
  };
}

/** Names of the Services that the operator makes for a collector, by the rule of the Jaeger operator (internal/naming). */
export function operatorServices(name: string) {
  const main = serviceName(name, '-collector');
  const of = (suffix: string) => dnsName(truncate(main, suffix, 63));
  return { main, headless: of('-headless'), monitoring: of('-monitoring'), extension: of('-extension') };
}

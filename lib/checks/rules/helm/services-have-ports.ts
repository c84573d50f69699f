import { withoutService } from '../../collector/service-ports';
import { collectorValues } from '../../frames';
import type { CollectorRule } from '../../rule';

export const servicesHavePorts: CollectorRule = {
  id: 'HF-17',
  title: 'A release with a Service has at least one port enabled',
  severity: 'error',
  why: 'The chart renders a Service without ports, which the API server refuses, and the release fails.',
  fix: 'Enable a port (ports.<name>.enabled: true), or write service.enabled: false.',
  appliesTo: 'collector',
  example: `${collectorValues('reader')}
+     service: {enabled: false}
      ports: # ←
        otlp: {enabled: false}
        otlp-http: {enabled: false}
        jaeger-compact: {enabled: false}
        jaeger-thrift: {enabled: false}
        jaeger-grpc: {enabled: false}
        zipkin: {enabled: false}
`,
  *check(subject) {
    const { deployment, helm, object, title } = subject;
    if (helm === undefined || object === undefined || deployment?.serviceName === undefined) return;
    if (deployment.servicePorts.length > 0) return;
    yield {
      message: `${title} makes a Service, but every port is disabled.`,
      path: [...helm.valuesPath, 'ports'],
      subject: object,
      ...(deployment.exposed ? { fix: 'Enable a port (ports.<name>.enabled: true).' } : {}),
      patch: withoutService(subject),
    };
  },
};

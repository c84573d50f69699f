import { isLoopback, listeners, notation } from '../../../collector/effective';
import { at, isSet } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const exposedReceiversAreGuarded: CollectorRule = {
  id: 'CV-20',
  title: 'A receiver that the outside can reach asks for TLS or credentials',
  severity: 'advice',
  why: 'Anyone who finds the address can write into the backend, or fill it.',
  fix: 'Set tls and auth at the receiver, or let the ingress do it.',
  appliesTo: 'collector',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: collector, namespace: observability}
  spec:
    interval: 10m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: open-telemetry}}}
    values: # ←
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
-     service: {type: LoadBalancer}
+     service: {type: ClusterIP}
`,
  *check(subject) {
    if (subject.deployment?.exposed !== true) return;
    for (const { component, path, host, written } of listeners(subject)) {
      if (component?.class !== 'receiver' || isLoopback(host)) continue;
      const holder = written ? path.slice(0, -1) : path;
      if (['tls', 'auth'].some((name) => isSet(at(subject.config, [...holder, name])))) continue;
      yield {
        message: `${notation(path)} is reachable from outside and asks for neither TLS nor credentials.`,
        path,
      };
    }
  },
};

import { isLoopback, listeners } from '../../../collector/effective';
import { configOf } from '../../../platform';
import { collectorRelease } from '../../frames';
import { type CollectorRule, problemAt } from '../../rule';

export const exposedReceiversAreGuarded: CollectorRule = {
  id: 'CV-20',
  title: 'A receiver that the outside can reach asks for TLS or credentials',
  severity: 'advice',
  why: 'Anyone who finds the address can write into the backend, or fill it.',
  fix: 'Set tls and auth at the receiver, or let the ingress do it.',
  example: `${collectorRelease('collector')}
    values: # ←
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
-     service: {type: LoadBalancer}
+     service: {type: ClusterIP}
`,
  appliesTo: 'collector',
  *check(collector) {
    if (collector.deployment?.exposed !== true) return;
    for (const { component, path, host, written } of listeners(collector)) {
      if (component?.class !== 'receiver' || isLoopback(host)) continue;
      const server = configOf(collector).at(...(written ? path.slice(0, -1) : path));
      if (server.at('tls').isSet || server.at('auth').isSet) continue;
      yield problemAt(
        configOf(collector).at(...path),
        'is reachable from outside and asks for neither TLS nor credentials',
      );
    }
  },
};

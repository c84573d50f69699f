import { notation } from '../../../collector/effective';
import {
  configOf,
  destinationOf,
  endpointsOf,
  namespaceOf,
  runsSeveral,
  serviceTitle,
} from '../../../platform';
import { operatedCollector } from '../../frames';
import type { TreeRule } from '../../rule';

export const grpcIsBalanced: TreeRule = {
  id: 'XR-11',
  title: 'OTLP over gRPC to several pods goes through a headless Service or a proxy',
  severity: 'advice',
  why: 'A gRPC connection lives long and stays with one pod, so the others get nothing.',
  fix: 'Name the headless Service with dns:///, set balancer_name: round_robin, or export over HTTP.',
  appliesTo: 'tree',
  example: `${operatedCollector('gateway')}
    replicas: 3
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
  ---
${operatedCollector('agent')}
    mode: daemonset
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
-     exporters: {otlp_grpc: {endpoint: "gateway-collector.observability.svc.cluster.local:4317", tls: {insecure: true}}}
+     exporters: {otlp_grpc: {endpoint: "dns:///gateway-collector-headless.observability.svc.cluster.local:4317", tls: {insecure: true}}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_grpc]}}}
`,
  *check(tree) {
    for (const collector of tree.collectors) {
      for (const { component, path, address } of endpointsOf(collector)) {
        const balancer = configOf(collector).at(...component.path, 'balancer_name');
        if (component.type !== 'otlp_grpc' || balancer.isWritten) continue;
        const destination = destinationOf(tree, address, namespaceOf(collector));
        if (destination.kind !== 'found' || destination.service.headless) continue;
        const target = destination.service.collector;
        // A daemonset's Service keeps traffic on the node, where one pod is all there is.
        if (target === undefined || target.deployment?.mode === 'daemonset' || runsSeveral(target) !== true)
          continue;
        yield {
          message: `${notation(component.path)} keeps one gRPC connection to ${serviceTitle(destination.service)}, behind which several pods run.`,
          path,
          subject: collector,
        };
      }
    }
  },
};

import { does } from '../../../collector/components';
import { notation, read, runningComponents } from '../../../collector/effective';
import { runsSeveral, type TreeSubject } from '../../../platform';
import { operatedCollector } from '../../frames';
import type { TreeRule } from '../../rule';

/** Components that need all data of one trace or stream in one pod. */
export const statefulProcessingSeesWholeTraces: TreeRule = {
  id: 'XR-9',
  title: 'Processing that needs whole traces or streams has routing by them in front',
  severity: 'warning',
  why: 'Spans of one trace land in different pods: samplers decide on halves, metrics are counted in parts.',
  fix: 'Put a collector with a load_balancing exporter in front, or run one replica.',
  appliesTo: 'tree',
  example: `${operatedCollector('sampler')}
-   replicas: 3
+   replicas: 1
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
      processors: {tail_sampling: {policies: [{name: errors, type: status_code, status_code: {status_codes: [ERROR]}}]}} # ←
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], processors: [tail_sampling], exporters: [debug]}}}
`,
  *check(tree) {
    if (routesByTrace(tree)) return;
    for (const collector of tree.collectors) {
      if (runsSeveral(collector) !== true || collector.deployment?.mode === 'sidecar') continue;
      for (const component of runningComponents(read(collector))) {
        if (!does(component, 'keepsState')) continue;
        const { path } = component;
        yield {
          message: `${notation(path)} needs all data of a trace or stream, but ${collector.title} runs several pods and nothing routes to them by it.`,
          path,
          subject: collector,
        };
      }
    }
  },
};

function routesByTrace(tree: TreeSubject): boolean {
  return tree.collectors.some((collector) =>
    runningComponents(read(collector)).some(({ type }) => type === 'load_balancing'),
  );
}

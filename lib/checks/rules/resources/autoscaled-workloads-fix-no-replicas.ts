import { at, type Data, field } from '../../../documents';
import { objectTitle, workloadOf } from '../../../platform';
import type { TreeRule } from '../../rule';

export const autoscaledWorkloadsFixNoReplicas: TreeRule = {
  id: 'XR-39',
  title: 'A workload with an autoscaler leaves replicas out and requests what is measured',
  severity: 'warning',
  why: 'Flux and the autoscaler take turns in setting the number of pods; without requests, utilization is unknown and nothing scales.',
  fix: 'Remove spec.replicas, and request the resource that the autoscaler measures.',
  appliesTo: 'tree',
  example: `  apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: {name: bank, namespace: develop}
  spec:
    scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: bank}
    maxReplicas: 4
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
-   replicas: 2
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
      spec: {containers: [{name: bank, image: "bank:1.0.0", resources: {requests: {cpu: 50m}}}]}
`,
  *check(tree) {
    for (const scaler of tree.all('autoscaling', 'HorizontalPodAutoscaler')) {
      const spec = scaler.object.spec;
      const kind = at(spec, ['scaleTargetRef', 'kind']);
      const name = at(spec, ['scaleTargetRef', 'name']);
      if (typeof kind !== 'string' || typeof name !== 'string') continue;
      const target = tree.find('apps', kind, scaler.namespace, name);
      if (target === undefined) continue;
      if (field(target.object.spec, 'replicas') !== undefined) {
        yield {
          message: `${objectTitle(target)} fixes replicas, although HorizontalPodAutoscaler ${scaler.name} decides on them.`,
          path: ['spec', 'replicas'],
          subject: target,
        };
      }
      for (const { resource, index } of measured(spec)) {
        if (resource !== 'cpu' && resource !== 'memory') {
          yield {
            message: `HorizontalPodAutoscaler ${scaler.name} measures "${resource}", which is not a resource of pods.`,
            path: ['spec', 'metrics', index, 'resource', 'name'],
            subject: scaler,
          };
          continue;
        }
        const without = workloadOf(target)?.containers.find(
          ({ body, init }) => !init && !requests(body, resource),
        );
        if (without === undefined) continue;
        yield {
          message: `HorizontalPodAutoscaler ${scaler.name} measures the utilization of ${resource}, which container ${without.name} does not request.`,
          path: [...without.path, 'resources'],
          subject: target,
        };
      }
    }
  },
};

/** Resources of which the utilization is measured. */
function measured(spec: Data | undefined): readonly { resource: string; index: number }[] {
  const metrics = field(spec, 'metrics');
  if (!Array.isArray(metrics)) return [];
  return metrics.flatMap((metric, index) => {
    const name = at(metric, ['resource', 'name']);
    const type = at(metric, ['resource', 'target', 'type']);
    return typeof name === 'string' && type === 'Utilization' ? [{ resource: name, index }] : [];
  });
}

function requests(body: Data, resource: string): boolean {
  return ['requests', 'limits'].some((key) => at(body, ['resources', key, resource]) !== undefined);
}

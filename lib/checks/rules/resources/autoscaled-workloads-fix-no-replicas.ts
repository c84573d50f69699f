import { anyObject, autoscalers, type ContainerFields, workloadOf } from '../../../platform';
import { ruleOfEach } from '../../rule';

export const autoscaledWorkloadsFixNoReplicas = ruleOfEach({
  each: autoscalers,
  id: 'XR-39',
  title: 'A workload with an autoscaler leaves replicas out and requests what is measured',
  severity: 'warning',
  why: 'Flux and the autoscaler take turns in setting the number of pods; without requests, utilization is unknown and nothing scales.',
  fix: 'Remove spec.replicas, and request the resource that the autoscaler measures.',
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
  *check({ subject, name, spec: { scaleTargetRef: to, metrics } }, tree) {
    const target = tree.find('apps', to.kind.value ?? '', subject.namespace, to.name.value ?? '');
    if (target === undefined) return;
    const { place, title } = anyObject(target);
    const replicas = place.at('spec', 'replicas');
    if (replicas.isWritten) {
      yield {
        message: `${title} fixes replicas, although HorizontalPodAutoscaler ${name} decides on them.`,
        at: replicas,
      };
    }
    for (const { resource } of metrics) {
      const measured = resource.name.value;
      if (measured === undefined || resource.target.type.value !== 'Utilization') continue;
      if (measured !== 'cpu' && measured !== 'memory') {
        yield {
          message: `HorizontalPodAutoscaler ${name} measures "${measured}", which is not a resource of pods.`,
          at: resource.name,
        };
        continue;
      }
      const without = workloadOf(target)?.containers.find(
        ({ spec, init }) => !init && !requests(spec, measured),
      );
      if (without === undefined) continue;
      yield {
        message: `HorizontalPodAutoscaler ${name} measures the utilization of ${measured}, which container ${without.name} does not request.`,
        at: without.spec.resources.place,
      };
    }
  },
});

function requests({ resources }: ContainerFields, resource: string): boolean {
  return [resources.requests, resources.limits].some((each) => each.at(resource).isWritten);
}

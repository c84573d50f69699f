import { anyOf, autoscalers, collectorReleases, operatedCollectors } from '../../../platform';
import { workload } from '../../frames';
import { ruleOfEach } from '../../rule';

const kinds = anyOf(autoscalers, operatedCollectors, collectorReleases);

export const autoscalersHaveTheirBounds = ruleOfEach({
  each: kinds,
  id: 'XR-16',
  title: 'An autoscaler has a maximum that is no less than its minimum',
  severity: 'error',
  why: 'The API server refuses the HorizontalPodAutoscaler, and Flux applies nothing beside it.',
  fix: 'Set maxReplicas to at least 1 and to at least minReplicas.',
  example: `  apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: {name: bank, namespace: develop}
  spec:
    scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: bank}
-   minReplicas: 4
+   minReplicas: 2
    maxReplicas: 2 # ←
  ---
${workload('Deployment', 'bank')}
      spec: {containers: [{name: bank, image: "bank:1.0.0"}]}
`,
  *check({ title, spec }) {
    const scaler = 'values' in spec ? spec.values.autoscaling : 'autoscaler' in spec ? spec.autoscaler : spec;
    if ('enabled' in scaler && scaler.enabled.value !== true) return;
    const [minimum, maximum] = [scaler.minReplicas.value, scaler.maxReplicas.value];
    if (maximum === undefined) {
      if ('autoscaler' in spec && minimum !== undefined && !scaler.maxReplicas.isWritten)
        yield { message: `${title} sets minReplicas, but no maxReplicas.`, at: scaler.place };
    } else if (maximum < 1) {
      yield { message: `maxReplicas of ${title} is ${maximum}, less than 1.`, at: scaler.maxReplicas };
    } else if (minimum !== undefined && minimum > maximum) {
      yield {
        message: `minReplicas of ${title} is ${minimum}, more than maxReplicas ${maximum}.`,
        at: scaler.maxReplicas,
      };
    }
    if (minimum !== undefined && minimum < 0)
      yield { message: `minReplicas of ${title} is negative.`, at: scaler.minReplicas };
  },
});

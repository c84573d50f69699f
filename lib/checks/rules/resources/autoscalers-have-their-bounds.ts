import { at, type Data, field, isMap, knownNumber, type Path } from '../../../documents';
import { isCollectorRelease, type ObjectSubject, objectTitle } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

export const autoscalersHaveTheirBounds: ObjectRule = {
  id: 'XR-16',
  title: 'An autoscaler has a maximum that is no less than its minimum',
  severity: 'error',
  why: 'The API server refuses the HorizontalPodAutoscaler, and Flux applies nothing beside it.',
  fix: 'Set maxReplicas to at least 1 and to at least minReplicas.',
  appliesTo: 'object',
  kinds: [
    'autoscaling/HorizontalPodAutoscaler',
    'opentelemetry.io/OpenTelemetryCollector',
    'helm.toolkit.fluxcd.io/HelmRelease',
  ],
  example: `  apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: {name: bank, namespace: develop}
  spec:
    scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: bank}
-   minReplicas: 4
+   minReplicas: 2
    maxReplicas: 2 # ←
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
      spec: {containers: [{name: bank, image: "bank:1.0.0"}]}
`,
  *check(subject) {
    const place = scalerOf(subject);
    if (place === undefined) return;
    const scaler = at(subject.object, place);
    if (!isMap(scaler)) return;
    yield* judge(subject, scaler, place);
  },
};

function scalerOf(subject: ObjectSubject): Path | undefined {
  if (subject.kind === 'HorizontalPodAutoscaler') return ['spec'];
  if (subject.kind === 'OpenTelemetryCollector') return ['spec', 'autoscaler'];
  const enabled = at(subject.object, ['spec', 'values', 'autoscaling', 'enabled']) === true;
  return enabled && isCollectorRelease(subject) ? ['spec', 'values', 'autoscaling'] : undefined;
}

function* judge(subject: ObjectSubject, scaler: Data, path: Path): Generator<Problem> {
  const minimum = knownNumber(field(scaler, 'minReplicas'));
  const maximum = knownNumber(field(scaler, 'maxReplicas'));
  const title = objectTitle(subject);
  if (maximum === undefined) {
    const wanted = subject.kind === 'OpenTelemetryCollector' && minimum !== undefined;
    if (wanted && field(scaler, 'maxReplicas') === undefined) {
      yield { message: `${title} sets minReplicas, but no maxReplicas.`, path };
    }
  } else if (maximum < 1) {
    yield { message: `maxReplicas of ${title} is ${maximum}, less than 1.`, path: [...path, 'maxReplicas'] };
  } else if (minimum !== undefined && minimum > maximum) {
    yield {
      message: `minReplicas of ${title} is ${minimum}, more than maxReplicas ${maximum}.`,
      path: [...path, 'maxReplicas'],
    };
  }
  if (minimum !== undefined && minimum < 0) {
    yield { message: `minReplicas of ${title} is negative.`, path: [...path, 'minReplicas'] };
  }
}

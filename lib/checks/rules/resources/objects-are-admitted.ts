import { objectTitle, serviceObjects, workloadKinds } from '../../../platform';
import { admissionKinds, admissionProblems } from '../../admission';
import { nothing, type ObjectRule } from '../../rule';

export const objectsAreAdmitted: ObjectRule = {
  id: 'XR-73',
  title: 'The fields of an object fit together as the API server demands',
  severity: 'error',
  why: 'The API server refuses the object, and Flux applies nothing of its Kustomization.',
  fix: 'Write what the API server takes.',
  appliesTo: 'object',
  beside: nothing,
  rendered: true,
  kinds: [...workloadKinds, ...admissionKinds],
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: shop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
      spec:
        containers:
          - name: bank
            image: bank:1.0.0
-           livenessProbe: {httpGet: {port: 8080}, tcpSocket: {port: 8080}}
+           livenessProbe: {httpGet: {port: 8080}}
`,
  *check(subject) {
    // That the chart makes a Service without ports is HF-17's, which names the settings.
    if (
      subject.madeBy !== undefined &&
      subject.kind === 'Service' &&
      serviceObjects.of(subject).spec.ports.length === 0
    )
      return;
    for (const { at, message, fix } of admissionProblems(subject))
      yield { message: `${at} of ${objectTitle(subject)} ${message}.`, at, fix };
  },
};

import { at, type Data, entries, type Path, words } from '../../../documents';
import {
  isCollectorRelease,
  type ObjectSubject,
  quantity,
  workloadKinds,
  workloadOf,
} from '../../../platform';
import type { ObjectRule } from '../../rule';

export const requestsStayBelowLimits: ObjectRule = {
  id: 'XR-42',
  title: 'A container requests no more than its limit, in quantities that can be read',
  severity: 'error',
  why: 'The API server refuses the workload.',
  fix: 'Raise the limit or lower the request; write quantities as 100m, 0.5, 128Mi.',
  appliesTo: 'object',
  rendered: true,
  kinds: [...workloadKinds, 'helm.toolkit.fluxcd.io/HelmRelease', 'opentelemetry.io/OpenTelemetryCollector'],
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
-     spec: {containers: [{name: bank, image: "bank:1.0.0", resources: {requests: {memory: 256Mi}, limits: {memory: 128Mi}}}]}
+     spec: {containers: [{name: bank, image: "bank:1.0.0", resources: {requests: {memory: 128Mi}, limits: {memory: 128Mi}}}]}
`,
  *check(subject) {
    for (const { name, body, path } of bodiesOf(subject)) {
      for (const key of ['requests', 'limits']) {
        for (const [resource, value] of entries(at(body, ['resources', key]))) {
          const place = [...path, 'resources', key, resource];
          const amount = quantity(value);
          if (typeof value === 'string' && amount === undefined && !value.includes('$')) {
            yield { message: `"${value}" of container ${name} is not a quantity.`, path: place };
          }
          const limit = quantity(at(body, ['resources', 'limits', resource]));
          if (key !== 'requests' || amount === undefined || limit === undefined || amount <= limit) continue;
          yield {
            message: `Container ${name} requests ${words(value)} of ${resource}, more than its limit.`,
            path: place,
          };
        }
      }
    }
  },
};

/** Whatever has `resources`: containers, the values of the collector's chart, a collector of the operator. */
function bodiesOf(subject: ObjectSubject): readonly { name: string; body: Data; path: Path }[] {
  const { object, name } = subject;
  if (isCollectorRelease(subject)) {
    return [{ name, body: at(object, ['spec', 'values']) ?? null, path: ['spec', 'values'] }];
  }
  if (subject.kind === 'OpenTelemetryCollector') return [{ name, body: object.spec ?? null, path: ['spec'] }];
  return (workloadOf(subject)?.containers ?? []).map((container) => ({
    ...container,
    body: { ...container.body },
  }));
}

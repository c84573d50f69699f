import { at, field, items } from '../../../documents';
import { hasIngress } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const ingressHasAHost: ObjectRule = {
  id: 'JG-9',
  title: 'The Ingress of Jaeger has a host, or is switched off',
  severity: 'warning',
  why: 'Without hosts the Ingress, made also where nothing is said, catches all unmatched traffic of the controller and shows the UI.',
  fix: 'Set ingress.hosts, or ingress.enabled: false.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: allinone
-   ingress: {enabled: true}
+   ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    if (!hasIngress(spec) || items(at(spec.ingress, ['hosts'])).some((host) => host !== '')) return;
    const implied = at(spec.ingress, ['enabled']) !== true;
    yield {
      message: `Jaeger ${subject.name} gets an Ingress ${implied ? 'without being asked, and ' : ''}without host.`,
      path: ['spec', 'ingress', ...(field(spec.ingress, 'hosts') === undefined ? [] : ['hosts'])],
    };
  },
};

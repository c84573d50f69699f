import { at, words } from '../../../documents';
import { hasIngress } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

const annotation = 'kubernetes.io/ingress.class';

export const ingressHasOneClass: ObjectRule = {
  id: 'JG-8',
  title: 'The Ingress of Jaeger names its class in one way',
  severity: 'warning',
  why: 'Older API servers refuse an Ingress with both, newer ones where they differ; the annotation is never removed again.',
  fix: 'Keep ingressClassName and remove the annotation kubernetes.io/ingress.class.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
-   ingress: {annotations: {kubernetes.io/ingress.class: nginx}, ingressClassName: nginx, hosts: [ui.example.com], tls: [{hosts: [ui.example.com], secretName: ui-tls}]}
+   ingress: {ingressClassName: nginx, hosts: [ui.example.com], tls: [{hosts: [ui.example.com], secretName: ui-tls}]}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    if (!hasIngress(spec)) return;
    const name = at(spec.ingress, ['ingressClassName']);
    const places = [
      ['ingress', 'annotations', annotation],
      ['annotations', annotation],
    ];
    for (const place of places) {
      const written = at(spec, place);
      if (written === undefined || name === undefined) continue;
      yield {
        message: `The Ingress of Jaeger ${subject.name} has class ${words(name)} and the annotation ${annotation}: ${words(written)}.`,
        path: ['spec', ...place],
        ...(written === name ? {} : { severity: 'error' }),
      };
    }
  },
};

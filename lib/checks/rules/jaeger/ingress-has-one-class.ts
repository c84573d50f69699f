import { hasIngress } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

const annotation = 'kubernetes.io/ingress.class';

export const ingressHasOneClass = jaegerRule({
  id: 'JG-8',
  title: 'The Ingress of Jaeger names its class in one way',
  severity: 'warning',
  why: 'Older API servers refuse an Ingress with both, newer ones where they differ; the annotation is never removed again.',
  fix: 'Keep ingressClassName and remove the annotation kubernetes.io/ingress.class.',
  spec: `
-   ingress: {annotations: {kubernetes.io/ingress.class: nginx}, ingressClassName: nginx, hosts: [ui.example.com], tls: [{hosts: [ui.example.com], secretName: ui-tls}]}
+   ingress: {ingressClassName: nginx, hosts: [ui.example.com], tls: [{hosts: [ui.example.com], secretName: ui-tls}]}
`,
  *check({ name, spec: { ingress, annotations } }, plain) {
    const named = ingress.ingressClassName;
    if (!hasIngress(plain) || !named.isWritten) return;
    for (const at of [ingress.annotations.at(annotation), annotations.at(annotation)]) {
      if (!at.isWritten) continue;
      yield {
        message: `The Ingress of Jaeger ${name} has class ${named.shown} and the annotation ${annotation}: ${at.shown}.`,
        at,
        severity: at.data === named.data ? undefined : 'error',
      };
    }
  },
});

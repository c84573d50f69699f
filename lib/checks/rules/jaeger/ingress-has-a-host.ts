import { hasIngress } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

export const ingressHasAHost = jaegerRule({
  id: 'JG-9',
  title: 'The Ingress of Jaeger has a host, or is switched off',
  severity: 'warning',
  why: 'Without hosts the Ingress, made also where nothing is said, catches all unmatched traffic of the controller and shows the UI.',
  fix: 'Set ingress.hosts, or ingress.enabled: false.',
  spec: `
    strategy: allinone
-   ingress: {enabled: true}
+   ingress: {enabled: false}
`,
  *check({ name, spec: { ingress } }, plain) {
    if (!hasIngress(plain) || ingress.hosts.some(({ data }) => data !== '')) return;
    const implied = ingress.enabled.value !== true;
    yield {
      message: `Jaeger ${name} gets an Ingress ${implied ? 'without being asked, and ' : ''}without host.`,
      at: ingress.hosts.place.isWritten ? ingress.hosts.place : ingress.place,
    };
  },
});

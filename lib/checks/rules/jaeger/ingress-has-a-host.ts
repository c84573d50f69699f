import { hasIngress } from '../../../jaeger';
import { jaegerSpec, jaegers } from '../../../platform';
import { jaegerResource } from '../../frames';
import { ruleOfEach } from '../../rule';

export const ingressHasAHost = ruleOfEach({
  each: jaegers,
  id: 'JG-9',
  title: 'The Ingress of Jaeger has a host, or is switched off',
  severity: 'warning',
  why: 'Without hosts the Ingress, made also where nothing is said, catches all unmatched traffic of the controller and shows the UI.',
  fix: 'Set ingress.hosts, or ingress.enabled: false.',
  example: `${jaegerResource}
    strategy: allinone
-   ingress: {enabled: true}
+   ingress: {enabled: false}
`,
  *check({ subject, name, spec: { ingress } }) {
    if (!hasIngress(jaegerSpec(subject)) || ingress.hosts.some(({ data }) => data !== '')) return;
    const implied = ingress.enabled.value !== true;
    yield {
      message: `Jaeger ${name} gets an Ingress ${implied ? 'without being asked, and ' : ''}without host.`,
      at: ingress.hosts.place.isWritten ? ingress.hosts.place : ingress.place,
    };
  },
});

import { fluxObjects } from '../../../platform';
import { ruleOfEach } from '../../rule';

export const fluxObjectsHaveASpec = ruleOfEach({
  each: fluxObjects,
  id: 'FX-2',
  title: 'Every object of Flux has a spec',
  severity: 'error',
  why: 'The schema of the API lets it pass, and then the controller does nothing at all.',
  fix: 'Write the spec.',
  example: `  apiVersion: source.toolkit.fluxcd.io/v1 # ←
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
+ spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check({ title, spec }) {
    if (!spec.place.isMap) yield { message: `${title} has no spec.`, at: spec.place };
  },
});

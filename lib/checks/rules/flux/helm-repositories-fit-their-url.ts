import { helmRepositories } from '../../../platform';
import { ruleOfEach } from '../../rule';

export const helmRepositoriesFitTheirUrl = ruleOfEach({
  each: helmRepositories,
  id: 'FX-44',
  title: 'A HelmRepository of type oci has an oci:// URL, and any other has none',
  severity: 'error',
  why: 'The controller cannot read the repository, so no chart of it is ever installed; the schema does not see it.',
  fix: 'Write type: oci with oci://, or leave type out; for OCI prefer an OCIRepository.',
  example: `  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
- spec: {interval: 1h, type: oci, url: "https://charts.example.com"}
+ spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check({ name, spec: { url, type } }) {
    if (url.known === undefined) return;
    const isOci = url.known.startsWith('oci://');
    if (type.value === 'oci' && !isOci) {
      yield { message: `HelmRepository ${name} is of type oci, but its URL is ${url.known}.`, at: type };
    } else if (type.value !== 'oci' && isOci) {
      yield { message: `HelmRepository ${name} has the URL ${url.known}, but is not of type oci.`, at: url };
    } else if (type.value === 'oci') {
      yield {
        message: `HelmRepository ${name} is of type oci, which Flux only maintains any more.`,
        at: type,
        severity: 'advice',
        fix: 'Use an OCIRepository and chartRef.',
      };
    }
  },
});

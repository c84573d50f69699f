import { field } from '../../../documents';
import type { ObjectRule } from '../../rule';

export const helmRepositoriesFitTheirUrl: ObjectRule = {
  id: 'FX-44',
  title: 'A HelmRepository of type oci has an oci:// URL, and any other has none',
  severity: 'error',
  why: 'The controller cannot read the repository, so no chart of it is ever installed; the schema does not see it.',
  fix: 'Write type: oci with oci://, or leave type out; for OCI prefer an OCIRepository.',
  appliesTo: 'object',
  kinds: ['source.toolkit.fluxcd.io/HelmRepository'],
  example: `  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
- spec: {interval: 1h, type: oci, url: "https://charts.example.com"}
+ spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check({ object, name }) {
    const url = field(object.spec, 'url');
    const type = field(object.spec, 'type') ?? 'default';
    if (typeof url !== 'string' || url.includes('$')) return;
    const isOci = url.startsWith('oci://');
    if (type === 'oci' && !isOci) {
      yield {
        message: `HelmRepository ${name} is of type oci, but its URL is ${url}.`,
        path: ['spec', field(object.spec, 'type') === undefined ? 'url' : 'type'],
      };
    } else if (type !== 'oci' && isOci) {
      yield {
        message: `HelmRepository ${name} has the URL ${url}, but is not of type oci.`,
        path: ['spec', 'url'],
      };
    } else if (type === 'oci') {
      yield {
        message: `HelmRepository ${name} is of type oci, which Flux only maintains any more.`,
        path: ['spec', 'type'],
        severity: 'advice',
        fix: 'Use an OCIRepository and chartRef.',
      };
    }
  },
};

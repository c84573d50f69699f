import { anyOf, imageRepositories, ociRepositories } from '../../../platform';
import { ruleOfEach } from '../../rule';

const kinds = anyOf(ociRepositories, imageRepositories);

export const sourceUrlsAreBare = ruleOfEach({
  each: kinds,
  id: 'FX-45',
  title:
    'The URL of an OCIRepository and the image of an ImageRepository carry no tag and no scheme of their own',
  severity: 'error',
  why: 'The controller refuses the URL, and nothing of the source is fetched.',
  fix: 'Put the tag into spec.ref, and write the image without scheme and tag.',
  example: `  apiVersion: source.toolkit.fluxcd.io/v1
  kind: OCIRepository
  metadata: {name: otel, namespace: flux-system}
  spec:
    interval: 1h
-   url: oci://ghcr.io/open-telemetry/opentelemetry-helm-charts/opentelemetry-collector:0.170.0
+   url: oci://ghcr.io/open-telemetry/opentelemetry-helm-charts/opentelemetry-collector
    ref: {tag: 0.170.0}
    layerSelector: {mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip, operation: copy}
`,
  *check({ subject: { kind, name }, spec }) {
    const at = 'image' in spec ? spec.image : spec.url;
    if (at.known === undefined) return;
    const address = at.known.replace(/^[a-z]+:\/\//, '');
    if (at.key === 'image' && address !== at.known) {
      yield {
        message: `The image of ImageRepository ${name} begins with a scheme.`,
        at,
        fix: `Write ${address}.`,
      };
    } else if (/:[^/:]+$/.test(address.slice(address.indexOf('/') + 1)) || address.includes('@')) {
      yield { message: `${kind} ${name} has a tag or digest in its ${at.key}, ${at.known}.`, at };
    }
  },
});

import { field } from '../../../documents';
import type { ObjectRule } from '../../rule';

export const sourceUrlsAreBare: ObjectRule = {
  id: 'FX-45',
  title:
    'The URL of an OCIRepository and the image of an ImageRepository carry no tag and no scheme of their own',
  severity: 'error',
  why: 'The controller refuses the URL, and nothing of the source is fetched.',
  fix: 'Put the tag into spec.ref, and write the image without scheme and tag.',
  appliesTo: 'object',
  kinds: ['source.toolkit.fluxcd.io/OCIRepository', 'image.toolkit.fluxcd.io/ImageRepository'],
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
  *check({ kind, object, name }) {
    const key = kind === 'OCIRepository' ? 'url' : 'image';
    const text = field(object.spec, key);
    if (typeof text !== 'string' || text.includes('$')) return;
    const path = ['spec', key];
    const address = text.replace(/^[a-z]+:\/\//, '');
    if (key === 'image' && address !== text) {
      yield {
        message: `The image of ImageRepository ${name} begins with a scheme.`,
        path,
        fix: `Write ${address}.`,
      };
    } else if (/:[^/:]+$/.test(address.slice(address.indexOf('/') + 1)) || address.includes('@')) {
      yield { message: `${kind} ${name} has a tag or digest in its ${key}, ${text}.`, path };
    }
  },
};

import { at } from '../../../documents';
import { effectiveStorage, option } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const elasticsearchHasAnAddress: ObjectRule = {
  id: 'JG-4',
  title: 'Storage elasticsearch says where Elasticsearch is',
  severity: 'error',
  why: 'Without es.server-urls the operator takes the cluster for OpenShift: the pods wait for certificates that never come.',
  fix: 'Set storage.options.es.server-urls to the URL of Elasticsearch.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: production
-   storage: {type: elasticsearch, secretName: es, options: {es: {server-url: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
+   storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    if (effectiveStorage(spec) !== 'elasticsearch') return;
    const options = at(spec.storage, ['options']);
    const urls = option(options, 'es.server-urls');
    if (urls !== undefined) {
      const wrong = urls.split(',').find((url) => !isUrl(url.trim()));
      if (wrong === undefined) return;
      const isDotted = at(options, ['es.server-urls']) !== undefined;
      yield {
        message: `es.server-urls of Jaeger ${subject.name} holds "${wrong}", which is not a URL.`,
        path: ['spec', 'storage', 'options', ...(isDotted ? ['es.server-urls'] : ['es', 'server-urls'])],
        fix: 'Write http:// or https://, the host and the port.',
      };
      return;
    }
    // With a provisioned Elasticsearch the cluster is OpenShift on purpose.
    if (at(spec.storage, ['elasticsearch']) !== undefined) return;
    yield {
      message: `Jaeger ${subject.name} stores in Elasticsearch, but sets no es.server-urls.`,
      path: [
        'spec',
        'storage',
        ...(options === undefined ? [] : ['options', ...(at(options, ['es']) === undefined ? [] : ['es'])]),
      ],
    };
  },
};

function isUrl(text: string): boolean {
  return text.includes('$') || (/^https?:\/\//.test(text) && URL.canParse(text));
}

import { effectiveStorage } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

export const elasticsearchHasAnAddress = jaegerRule({
  id: 'JG-4',
  title: 'Storage elasticsearch says where Elasticsearch is',
  severity: 'error',
  why: 'Without es.server-urls the operator takes the cluster for OpenShift: the pods wait for certificates that never come.',
  fix: 'Set storage.options.es.server-urls to the URL of Elasticsearch.',
  spec: `
    strategy: production
-   storage: {type: elasticsearch, secretName: es, options: {es: {server-url: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
+   storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    ingress: {enabled: false}
`,
  *check({ name, spec: { storage } }, plain) {
    if (effectiveStorage(plain) !== 'elasticsearch') return;
    const urls = storage.options.value('es.server-urls');
    const wrong = urls?.split(',').find((url) => !isUrl(url.trim()));
    if (wrong !== undefined) {
      yield {
        message: `es.server-urls of Jaeger ${name} holds "${wrong}", which is not a URL.`,
        at: storage.options.at('es.server-urls'),
        fix: 'Write http:// or https://, the host and the port.',
      };
    }
    // With a provisioned Elasticsearch the cluster is OpenShift on purpose.
    if (urls !== undefined || storage.elasticsearch.isWritten) return;
    yield {
      message: `Jaeger ${name} stores in Elasticsearch, but sets no es.server-urls.`,
      at: storage.place.towards('options', 'es'),
    };
  },
});

function isUrl(text: string): boolean {
  return text.includes('$') || (/^https?:\/\//.test(text) && URL.canParse(text));
}

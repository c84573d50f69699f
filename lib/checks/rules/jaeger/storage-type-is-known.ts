import { nearest, ownValue } from '../../../documents';
import { isStorageKnown, storageTypes } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

/** What is often written, and what is meant. */
const meant: { readonly [written: string]: string } = {
  es: 'elasticsearch',
  opensearch: 'elasticsearch',
  grpc: 'grpc-plugin',
  'in-memory': 'memory',
  inmemory: 'memory',
};

export const storageTypeIsKnown = jaegerRule({
  id: 'JG-3',
  title: 'storage.type is one that the operator knows',
  severity: 'error',
  why: 'The definition lets any text pass, and the operator takes memory instead: every restart loses all traces.',
  fix: `Write one of ${storageTypes.join(', ')}.`,
  spec: `
    strategy: production
-   storage: {type: opensearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
+   storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    ingress: {enabled: false}
`,
  *check({ name, spec: { storage } }, plain) {
    const type = storage.type.known;
    if (type === undefined || isStorageKnown(plain)) return;
    const guess = ownValue(meant, type.toLowerCase()) ?? nearest(type.toLowerCase(), storageTypes);
    yield {
      message: `Jaeger ${name} has storage "${type}", which the operator takes for memory.`,
      at: storage.type,
      fix: guess === undefined ? undefined : `Write ${guess}.`,
      severity: guess === 'memory' ? 'warning' : undefined,
    };
  },
});

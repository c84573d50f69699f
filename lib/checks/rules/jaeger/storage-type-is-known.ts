import { at, nearest } from '../../../documents';
import { storageTypes } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

/** What is often written, and what is meant. */
const meant: { readonly [written: string]: string } = {
  es: 'elasticsearch',
  opensearch: 'elasticsearch',
  grpc: 'grpc-plugin',
  'in-memory': 'memory',
  inmemory: 'memory',
};

export const storageTypeIsKnown: ObjectRule = {
  id: 'JG-3',
  title: 'storage.type is one that the operator knows',
  severity: 'error',
  why: 'The definition lets any text pass, and the operator takes memory instead: every restart loses all traces.',
  fix: `Write one of ${storageTypes.join(', ')}.`,
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: production
-   storage: {type: opensearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
+   storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const type = at(jaegerSpec(subject).storage, ['type']);
    if (typeof type !== 'string' || type === '' || type.includes('$')) return;
    const written = type.toLowerCase();
    if (storageTypes.some((known) => known === written)) return;
    const guess = meant[written] ?? nearest(written, storageTypes);
    yield {
      message: `Jaeger ${subject.name} has storage "${type}", which the operator takes for memory.`,
      path: ['spec', 'storage', 'type'],
      ...(guess === undefined ? {} : { fix: `Write ${guess}.` }),
      ...(guess === 'memory' ? { severity: 'warning' } : {}),
    };
  },
};

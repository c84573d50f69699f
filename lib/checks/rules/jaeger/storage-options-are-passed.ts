import { at } from '../../../documents';
import { effectiveStorage, effectiveStrategy, flattenOptions, isStorageKnown } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';
import { optionPath } from './option-path';

/** First part of the flags that the operator passes for a type of storage (jaeger-operator 1.65.0). */
const prefixes: { readonly [storage: string]: string } = {
  elasticsearch: 'es',
  'grpc-plugin': 'grpc-storage-plugin',
};

export const storageOptionsArePassed: ObjectRule = {
  id: 'JG-24',
  title: 'Options of the storage are those of its type',
  severity: 'warning',
  why: 'The operator passes only options that begin with the name of the storage; the others are dropped without a word.',
  fix: 'Remove the options of other storages, and write those of this one below its name.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: production
-   storage: {type: elasticsearch, secretName: es, options: {memory: {max-traces: 1000}, es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
+   storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    if (!isStorageKnown(spec)) return;
    const storage = effectiveStorage(spec);
    const prefix = prefixes[storage] ?? storage;
    const passed = [prefix, ...(effectiveStrategy(spec) === 'streaming' ? ['kafka'] : [])];
    const options = at(spec.storage, ['options']);
    const dropped = [...flattenOptions(options).keys()].filter(
      (flag) => !passed.some((name) => flag.startsWith(`${name}.`) || flag.startsWith(`${name}-archive.`)),
    );
    const [first] = dropped;
    if (first === undefined) return;
    yield {
      message: `Jaeger ${subject.name} stores in ${storage}, so the operator drops the option${dropped.length === 1 ? '' : 's'} ${dropped.join(', ')}: only those below ${passed.join(' and ')} are passed.`,
      path: ['spec', 'storage', 'options', ...optionPath(options, first)],
    };
  },
};

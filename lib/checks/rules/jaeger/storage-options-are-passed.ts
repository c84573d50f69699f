import { ownValue } from '../../../documents';
import { effectiveStorage, effectiveStrategy, isStorageKnown } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

/** First part of the flags that the operator passes for a type of storage (jaeger-operator 1.65.0). */
const prefixes: { readonly [storage: string]: string } = {
  elasticsearch: 'es',
  'grpc-plugin': 'grpc-storage-plugin',
};

export const storageOptionsArePassed = jaegerRule({
  id: 'JG-24',
  title: 'Options of the storage are those of its type',
  severity: 'warning',
  why: 'The operator passes only options that begin with the name of the storage; the others are dropped without a word.',
  fix: 'Remove the options of other storages, and write those of this one below its name.',
  spec: `
    strategy: production
-   storage: {type: elasticsearch, secretName: es, options: {memory: {max-traces: 1000}, es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
+   storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    ingress: {enabled: false}
`,
  *check({ name, spec: { storage } }, plain) {
    if (!isStorageKnown(plain)) return;
    const type = effectiveStorage(plain);
    const prefix = ownValue(prefixes, type) ?? type;
    const passed = [prefix, ...(effectiveStrategy(plain) === 'streaming' ? ['kafka'] : [])];
    const dropped = [...storage.options.flags.keys()].filter(
      (flag) => !passed.some((each) => flag.startsWith(`${each}.`) || flag.startsWith(`${each}-archive.`)),
    );
    const [first] = dropped;
    if (first === undefined) return;
    yield {
      message: `Jaeger ${name} stores in ${type}, so the operator drops the option${dropped.length === 1 ? '' : 's'} ${dropped.join(', ')}: only those below ${passed.join(' and ')} are passed.`,
      at: storage.options.at(first),
    };
  },
});

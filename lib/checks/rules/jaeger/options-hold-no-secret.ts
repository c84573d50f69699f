import { at, field, isLiteralSecret, nameVerdict, type Path, shapesIn } from '../../../documents';
import { flattenOptions } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';
import { optionPath } from './option-path';

const places: readonly Path[] = [
  ['storage'],
  ['allInOne'],
  ['collector'],
  ['query'],
  ['ingester'],
  ['agent'],
];

export const optionsHoldNoSecret: ObjectRule = {
  id: 'JG-7',
  title: 'Options of Jaeger hold no password and no token',
  severity: 'error',
  why: 'Options become arguments of the pods: the secret stands in Git and in every listing of processes.',
  fix: 'Keep it in a Secret with keys such as ES_USERNAME and ES_PASSWORD, and name that in storage.secretName.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: production
-   storage: {type: elasticsearch, secretName: es, options: {es: {password: correct-horse, server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
+   storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    for (const place of places) {
      const options = field(at(spec, place), 'options');
      for (const [flag, values] of flattenOptions(options)) {
        const [value = ''] = values;
        const isSecret = nameVerdict(flag.split('.').at(-1) ?? flag) !== 'none' && isLiteralSecret(value);
        if (!isSecret && shapesIn(value).length === 0) continue;
        yield {
          message: `Jaeger ${subject.name} holds a secret as plain text in the option ${flag}.`,
          path: ['spec', ...place, 'options', ...optionPath(options, flag)],
        };
      }
    }
  },
};

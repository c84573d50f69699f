import { isLiteralSecret, nameVerdict, shapesIn } from '../../../documents';
import { jaegerRule } from '../../jaeger/rule';

export const optionsHoldNoSecret = jaegerRule({
  id: 'JG-7',
  title: 'Options of Jaeger hold no password and no token',
  severity: 'error',
  why: 'Options become arguments of the pods: the secret stands in Git and in every listing of processes.',
  fix: 'Keep it in a Secret with keys such as ES_USERNAME and ES_PASSWORD, and name that in storage.secretName.',
  spec: `
    strategy: production
-   storage: {type: elasticsearch, secretName: es, options: {es: {password: correct-horse, server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
+   storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    ingress: {enabled: false}
`,
  *check({ name, spec: { storage, allInOne, collector, query, ingester, agent } }) {
    for (const { options } of [storage, allInOne, collector, query, ingester, agent]) {
      for (const [flag, [value = '']] of options.flags) {
        const isSecret = nameVerdict(flag.split('.').at(-1) ?? flag) !== 'none' && isLiteralSecret(value);
        if (!isSecret && shapesIn(value).length === 0) continue;
        yield {
          message: `Jaeger ${name} holds a secret as plain text in the option ${flag}.`,
          at: options.at(flag),
        };
      }
    }
  },
});

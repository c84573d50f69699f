import { elasticsearchJaeger } from './jaeger';
import { environment, observability } from './platform';

const elasticsearch = { host: 'elasticsearch.smartcash.rootkit.site', port: 9200 };
const credentials = 'jaeger-elasticsearch';
const pageUsers = 'jaeger-users';

/** The environment that customers use: traces kept in Elasticsearch, collector and services scaled. */
export const production = environment('production', {
  scaling: { minReplicas: 2, maxReplicas: 6 },
  collector: { requests: { cpu: '200m', memory: '512Mi' }, limits: { memory: '1Gi' } },
  // What ran in develop for three days, and is no prerelease.
  images: { promotion: { from: 'develop', after: '72h', tags: { semver: '>=1.0.0' } } },
  jaeger: (environment, version) =>
    elasticsearchJaeger(environment, version, {
      url: `https://${elasticsearch.host}:${elasticsearch.port}`,
      secret: credentials,
      pageUsers,
    }),
  external: [
    { kind: 'Secret', namespace: observability, name: credentials },
    { kind: 'Secret', namespace: observability, name: pageUsers },
    { kind: 'Host', ...elasticsearch },
  ],
});

import { type Environment, JaegerChart, JaegerV2Chart, type TelemetryBackend } from '../charts';
import { secretEnv } from '../lib/collector';

/** Namespace of the collector, Jaeger and its operator. */
export const observability = 'observability';

/**
 * Which Jaeger an environment runs. `v1` is the Jaeger operator's resource, whose support ended on 31 December 2025; `v2`
 * is a collector with Jaeger's components, made by the OpenTelemetry operator. Both take traces at the same address.
 */
export type JaegerVersion = 'v1' | 'v2';

/** Release of Jaeger v2. */
const releaseOfV2 = '2.20.0';

const name = 'jaeger-traces';

/** Known, and decided: docs/jaeger.md says how to move. */
const staysOnV1 = { 'XR-22': 'v1 stays until the move to v2 is planned, see docs/jaeger.md' };

/** One pod that keeps a bounded number of traces in memory and forgets them when it restarts. */
export function inMemoryJaeger(environment: Environment, version: JaegerVersion): TelemetryBackend {
  const resources = { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '512Mi' } };
  const maxTraces = 50_000;
  if (version === 'v2') {
    return new JaegerV2Chart(environment, name, {
      namespace: observability,
      senders: [],
      version: releaseOfV2,
      storage: { memory: { max_traces: maxTraces } },
      resources,
    });
  }
  return new JaegerChart(environment, name, {
    namespace: observability,
    senders: [],
    ignore: staysOnV1,
    spec: {
      // What `production` without a storage becomes, said honestly.
      strategy: 'allinone',
      storage: { type: 'memory', options: { memory: { 'max-traces': maxTraces } } },
      allInOne: { resources },
      // Reached with `kubectl port-forward`; unless told otherwise the operator opens the page to everyone.
      ingress: { enabled: false },
    },
  });
}

/** Where Elasticsearch is, and who Jaeger is for it. */
export interface ElasticsearchFacts {
  /** `https://host:port`. */
  readonly url: string;
  /** Secret with the keys ES_USERNAME and ES_PASSWORD. */
  readonly secret: string;
  /** Secret of type nginx.org/htpasswd with those who may open the page. */
  readonly pageUsers: string;
}

/** Collector and page of their own, traces kept in Elasticsearch, the page behind TLS and a password. */
export function elasticsearchJaeger(
  environment: Environment,
  version: JaegerVersion,
  facts: ElasticsearchFacts,
): TelemetryBackend {
  const host = `jaeger.${environment.facts.domain}`;
  // Neither operator puts authentication before the page, so the ingress controller asks for it.
  const authentication = {
    'nginx.org/basic-auth-secret': facts.pageUsers,
    'nginx.org/basic-auth-realm': 'Jaeger',
  };
  if (version === 'v2') {
    const credential = (key: string) => secretEnv({ secret: facts.secret, key });
    return new JaegerV2Chart(environment, name, {
      namespace: observability,
      senders: [],
      version: releaseOfV2,
      scaling: { replicas: 2 },
      storage: {
        elasticsearch: {
          server_urls: [facts.url],
          auth: { basic: { username: credential('ES_USERNAME'), password: credential('ES_PASSWORD') } },
        },
      },
      resources: { requests: { cpu: '200m', memory: '512Mi' }, limits: { memory: '1Gi' } },
      page: { host, annotations: authentication },
    });
  }
  return new JaegerChart(environment, name, {
    namespace: observability,
    senders: [],
    ignore: staysOnV1,
    spec: {
      strategy: 'production',
      storage: {
        type: 'elasticsearch',
        options: { es: { 'server-urls': facts.url } },
        secretName: facts.secret,
        dependencies: { enabled: false },
        esIndexCleaner: { enabled: true, numberOfDays: 7, schedule: '55 23 * * *' },
      },
      collector: {
        minReplicas: 2,
        maxReplicas: 5,
        resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { memory: '512Mi' } },
        strategy: { type: 'RollingUpdate' },
      },
      query: {
        replicas: 2,
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
        strategy: { type: 'RollingUpdate' },
      },
      ingress: {
        enabled: true,
        ingressClassName: environment.facts.ingress?.className,
        hosts: [host],
        tls: [{ hosts: [host], secretName: 'jaeger-tls' }],
        annotations: {
          'cert-manager.io/cluster-issuer': environment.facts.ingress?.clusterIssuer ?? '',
          ...authentication,
        },
      },
    },
  });
}

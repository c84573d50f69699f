import { type Data, isMap, knownNumber } from '../../../documents';
import { liveBlocks } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

export const replicasAreDecidedOnce: ObjectRule = {
  id: 'JG-13',
  title: 'A component of Jaeger has either fixed replicas or bounds that fit',
  severity: 'warning',
  why: 'replicas switches the autoscaler off; bounds that do not fit make the API server refuse it, while the status stays Running.',
  fix: 'Remove replicas, or minReplicas and maxReplicas; keep maxReplicas at or above minReplicas.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: production
    storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
-   collector: {replicas: 2, maxReplicas: 4, resources: {requests: {cpu: 100m, memory: 256Mi}}}
+   collector: {minReplicas: 2, maxReplicas: 4, resources: {requests: {cpu: 100m, memory: 256Mi}}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    const live = liveBlocks(spec);
    for (const block of ['collector', 'ingester'] as const) {
      const body = spec[block];
      if (live.includes(block) && isMap(body)) yield* judge(subject.name, block, body);
    }
  },
};

function* judge(name: string, block: string, body: { readonly [key: string]: Data }): Generator<Problem> {
  const path = ['spec', block];
  const minimum = knownNumber(body.minReplicas);
  const maximum = knownNumber(body.maxReplicas);
  const bounds = ['minReplicas', 'maxReplicas'].filter((key) => body[key] !== undefined);
  if (knownNumber(body.replicas) !== undefined && (bounds.length > 0 || body.autoscale === true)) {
    const beside = bounds.length > 0 ? bounds.join(' and ') : 'autoscale';
    yield {
      message: `${block} of Jaeger ${name} has replicas beside ${beside}: there is no autoscaler.`,
      path: [...path, 'replicas'],
    };
  } else if (body.autoscale === false && bounds.length > 0) {
    yield {
      message: `${block} of Jaeger ${name} switches autoscaling off, but sets ${bounds.join(' and ')}.`,
      path: [...path, 'autoscale'],
    };
  }
  if (maximum === 0 || (minimum !== undefined && maximum !== undefined && maximum > 0 && minimum > maximum)) {
    yield {
      message: `maxReplicas of ${block} of Jaeger ${name} is ${maximum}${minimum === undefined ? '' : `, with minReplicas ${minimum}`}.`,
      path: [...path, 'maxReplicas'],
      severity: 'error',
    };
  }
}

import { at, type Data, isMap } from '../../../documents';
import { isAutoscaled, liveBlocks } from '../../../jaeger';
import { jaegerSpec, quantity } from '../../../platform';
import type { ObjectRule } from '../../rule';

const smallest = 256 * 2 ** 20;

export const autoscaledComponentsHaveRequests: ObjectRule = {
  id: 'JG-14',
  title: 'Autoscaled components of Jaeger request cpu and memory, and enough of it',
  severity: 'warning',
  why: 'The autoscaler measures 90 % of both: without requests it knows nothing, with too little memory it scales out for good.',
  fix: 'Set resources.requests of the component, with at least 256Mi of memory, or fixed replicas.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: production
    storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
-   collector: {maxReplicas: 5, resources: {limits: {cpu: 100m, memory: 128Mi}}}
+   collector: {maxReplicas: 5, resources: {requests: {cpu: 100m, memory: 256Mi}}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    const live = liveBlocks(spec);
    for (const block of ['collector', 'ingester'] as const) {
      if (!live.includes(block) || !isAutoscaled(spec, block)) continue;
      const own = requestsOf(spec, block);
      const path = ['spec', block, ...(at(spec[block], ['resources']) === undefined ? [] : ['resources'])];
      const missing = ['cpu', 'memory'].filter((resource) => !isWritten(spec, block, resource));
      const memory = own('memory');
      if (missing.length > 0) {
        yield {
          message: `${block} of Jaeger ${subject.name} is autoscaled, but requests no ${missing.join(' and no ')}.`,
          path,
        };
      } else if (memory !== undefined && memory < smallest) {
        yield {
          message: `${block} of Jaeger ${subject.name} is autoscaled at 90 % of a memory that it fills when idle.`,
          path,
        };
      }
    }
  },
};

function isWritten(spec: { readonly [key: string]: Data }, block: string, resource: string): boolean {
  return [spec[block], spec].some((place) =>
    ['requests', 'limits'].some((key) => at(place, ['resources', key, resource]) !== undefined),
  );
}

/** Requests of a component: its own before those of the resource, limits where no request is written. */
function requestsOf(
  spec: { readonly [key: string]: Data },
  block: string,
): (resource: string) => number | undefined {
  const places = [spec[block], spec].filter((place) => isMap(place));
  return (resource) => {
    for (const key of ['requests', 'limits']) {
      for (const place of places) {
        const amount = quantity(at(place, ['resources', key, resource]));
        if (amount !== undefined) return amount;
      }
    }
    return undefined;
  };
}

import { isAutoscaled, liveBlocks } from '../../../jaeger';
import { quantity } from '../../../platform';
import { jaegerRule } from '../../jaeger/rule';

const smallest = 256 * 2 ** 20;

export const autoscaledComponentsHaveRequests = jaegerRule({
  id: 'JG-14',
  title: 'Autoscaled components of Jaeger request cpu and memory, and enough of it',
  severity: 'warning',
  why: 'The autoscaler measures 90 % of both: without requests it knows nothing, with too little memory it scales out for good.',
  fix: 'Set resources.requests of the component, with at least 256Mi of memory, or fixed replicas.',
  spec: `
    strategy: production
    storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
-   collector: {maxReplicas: 5, resources: {limits: {cpu: 100m, memory: 128Mi}}}
+   collector: {maxReplicas: 5, resources: {requests: {cpu: 100m, memory: 256Mi}}}
    ingress: {enabled: false}
`,
  *check({ name, spec }, plain) {
    for (const block of ['collector', 'ingester'] as const) {
      if (!liveBlocks(plain).includes(block) || !isAutoscaled(plain, block)) continue;
      // Its own before those of the resource, limits where no request is written.
      const places = [spec[block], spec].map(({ resources }) => resources);
      const amounts = (resource: string) =>
        [...places.map(({ requests }) => requests), ...places.map(({ limits }) => limits)].map((each) =>
          each.at(resource),
        );
      const missing = ['cpu', 'memory'].filter((resource) => !amounts(resource).some((at) => at.isWritten));
      const [memory] = amounts('memory').flatMap(({ data }) => quantity(data) ?? []);
      const title = `${block} of Jaeger ${name} is autoscaled`;
      const at = spec[block].place.towards('resources');
      if (missing.length > 0) {
        yield { message: `${title}, but requests no ${missing.join(' and no ')}.`, at };
      } else if (memory !== undefined && memory < smallest) {
        yield { message: `${title} at 90 % of a memory that it fills when idle.`, at };
      }
    }
  },
});

import { liveBlocks } from '../../../jaeger';
import type { JaegerBlock } from '../../../platform';
import { jaegerRule } from '../../jaeger/rule';
import type { Problem } from '../../rule';

export const replicasAreDecidedOnce = jaegerRule({
  id: 'JG-13',
  title: 'A component of Jaeger has either fixed replicas or bounds that fit',
  severity: 'warning',
  why: 'replicas switches the autoscaler off; bounds that do not fit make the API server refuse it, while the status stays Running.',
  fix: 'Remove replicas, or minReplicas and maxReplicas; keep maxReplicas at or above minReplicas.',
  spec: `
    strategy: production
    storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
-   collector: {replicas: 2, maxReplicas: 4, resources: {requests: {cpu: 100m, memory: 256Mi}}}
+   collector: {minReplicas: 2, maxReplicas: 4, resources: {requests: {cpu: 100m, memory: 256Mi}}}
    ingress: {enabled: false}
`,
  *check({ name, spec }, plain) {
    for (const block of ['collector', 'ingester'] as const)
      if (liveBlocks(plain).includes(block)) yield* problemsOf(`${block} of Jaeger ${name}`, spec[block]);
  },
});

function* problemsOf(title: string, block: JaegerBlock): Generator<Problem> {
  const { replicas, minReplicas, maxReplicas, autoscale } = block;
  const [minimum, maximum] = [minReplicas.value, maxReplicas.value];
  const bounds = [minReplicas, maxReplicas].filter((at) => at.isWritten).map(({ key }) => key);
  if (replicas.value !== undefined && (bounds.length > 0 || autoscale.value === true)) {
    const beside = bounds.length > 0 ? bounds.join(' and ') : 'autoscale';
    yield { message: `${title} has replicas beside ${beside}: there is no autoscaler.`, at: replicas };
  } else if (autoscale.value === false && bounds.length > 0) {
    yield {
      message: `${title} switches autoscaling off, but sets ${bounds.join(' and ')}.`,
      at: autoscale,
    };
  }
  if (maximum === 0 || (minimum !== undefined && maximum !== undefined && maximum > 0 && minimum > maximum)) {
    yield {
      message: `maxReplicas of ${title} is ${maximum}${minimum === undefined ? '' : `, with minReplicas ${minimum}`}.`,
      at: maxReplicas,
      severity: 'error',
    };
  }
}

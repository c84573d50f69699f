import { type OperatedCollector, operatedCollectors } from '../../../platform';
import { operatedCollector } from '../../frames';
import { type Problem, ruleOfEach } from '../../rule';

export const targetAllocatorFitsTheMode = ruleOfEach({
  each: operatedCollectors,
  id: 'XR-17',
  title: 'The target allocator is used with a mode, a strategy and jobs that fit',
  severity: 'error',
  why: 'The webhook of the operator refuses the resource, and nothing of its Kustomization is applied.',
  fix: 'Use mode statefulset, or mode daemonset with allocationStrategy: per-node.',
  example: `${operatedCollector('scraper')}
-   mode: deployment
+   mode: statefulset
    targetAllocator: {enabled: true}
    config:
      receivers: {prometheus: {config: {scrape_configs: [{job_name: self, static_configs: [{targets: ["0.0.0.0:8888"]}]}]}}}
      exporters: {debug: {}}
      service: {pipelines: {metrics: {receivers: [prometheus], exporters: [debug]}}}
`,
  *check(collector) {
    if (collector.spec.targetAllocator.enabled.value !== true) return;
    yield* modeFaults(collector);
    yield* jobFaults(collector);
  },
});

/** What the definition fills in where the resource names no strategy. */
const usualStrategy = 'consistent-hashing';

function* modeFaults({ name, spec }: OperatedCollector): Generator<Problem> {
  const title = `OpenTelemetryCollector ${name}`;
  const { allocationStrategy, enabled, place } = spec.targetAllocator;
  const mode = spec.mode.isSet ? spec.mode.known : 'deployment';
  const isDefault = !allocationStrategy.isWritten;
  const strategy = isDefault ? usualStrategy : allocationStrategy.known;
  const at = isDefault ? place : allocationStrategy;
  if (mode === undefined || strategy === undefined) return;
  if (mode === 'deployment' || mode === 'sidecar') {
    yield {
      message: `${title} enables the target allocator in mode ${mode}.`,
      at: spec.mode.isWritten ? spec.mode : enabled,
    };
  } else if (mode === 'daemonset' && strategy !== 'per-node') {
    yield {
      message: `${title} allocates by ${strategy}${isDefault ? ', the default' : ''}, but in mode daemonset only per-node is allowed.`,
      at,
      fix: 'Write allocationStrategy: per-node.',
    };
  } else if (mode === 'statefulset' && strategy === 'per-node') {
    yield { message: `${title} allocates per node, but a statefulset has no pod on every node.`, at };
  }
}

/** The allocator takes its jobs from the receiver named `prometheus`, and needs some unless it finds them by resources. */
function* jobFaults({ name, spec }: OperatedCollector): Generator<Problem> {
  const title = `OpenTelemetryCollector ${name}`;
  const receivers = spec.config.at('receivers');
  // A configuration that is written as text has no places inside it.
  if (!receivers.isMap) return;
  const receiver = receivers.at('prometheus');
  if (!receiver.isWritten) {
    const named = receivers.keys.filter((id) => id.startsWith('prometheus/'));
    yield {
      message: `${title} enables the target allocator, which needs a receiver named exactly prometheus${named.length > 0 ? `, not ${named.join(', ')}` : ''}.`,
      at: receivers.at(...named.slice(0, 1)),
      fix: 'Name the receiver prometheus, here and in the pipelines.',
    };
    return;
  }
  const jobs = receiver.at('config', 'scrape_configs');
  const isOpen = jobs.text !== undefined && jobs.known === undefined;
  if (!receiver.at('config').isWritten || isOpen || jobs.items.length > 0) return;
  if (spec.targetAllocator.prometheusCR.enabled.value === true) return;
  yield {
    message: `${title} gives the target allocator neither a scrape job nor prometheusCR.enabled.`,
    at: receiver.at('config').towards('scrape_configs'),
    fix: 'Write a job in scrape_configs, or targetAllocator.prometheusCR.enabled: true.',
  };
}

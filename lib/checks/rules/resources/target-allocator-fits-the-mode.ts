import { at, type Data, field, isMap, isOpen, words } from '../../../documents';
import type { ObjectRule, Problem } from '../../rule';

export const targetAllocatorFitsTheMode: ObjectRule = {
  id: 'XR-17',
  title: 'The target allocator is used with a mode, a strategy and jobs that fit',
  severity: 'error',
  why: 'The webhook of the operator refuses the resource, and nothing of its Kustomization is applied.',
  fix: 'Use mode statefulset, or mode daemonset with allocationStrategy: per-node.',
  appliesTo: 'object',
  kinds: ['opentelemetry.io/OpenTelemetryCollector'],
  example: `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: scraper, namespace: observability}
  spec:
-   mode: deployment
+   mode: statefulset
    targetAllocator: {enabled: true}
    config:
      receivers: {prometheus: {config: {scrape_configs: [{job_name: self, static_configs: [{targets: ["0.0.0.0:8888"]}]}]}}}
      exporters: {debug: {}}
      service: {pipelines: {metrics: {receivers: [prometheus], exporters: [debug]}}}
`,
  *check({ object, name }) {
    const spec: Data | undefined = object.spec;
    if (at(spec, ['targetAllocator', 'enabled']) !== true) return;
    const title = `OpenTelemetryCollector ${name}`;
    yield* modeFaults(spec, title);
    yield* jobFaults(spec, title);
  },
};

/** What the definition fills in where the resource names no strategy. */
const usualStrategy = 'consistent-hashing';

function* modeFaults(spec: Data | undefined, title: string): Generator<Problem> {
  const mode = words(field(spec, 'mode') ?? 'deployment');
  const written = at(spec, ['targetAllocator', 'allocationStrategy']);
  const path = ['spec', 'targetAllocator', ...(written === undefined ? [] : ['allocationStrategy'])];
  if (isOpen(mode) || isOpen(written)) return;
  if (mode === 'deployment' || mode === 'sidecar') {
    yield {
      message: `${title} enables the target allocator in mode ${mode}.`,
      path: field(spec, 'mode') === undefined ? ['spec', 'targetAllocator', 'enabled'] : ['spec', 'mode'],
    };
  } else if (mode === 'daemonset' && written !== 'per-node') {
    yield {
      message: `${title} allocates by ${words(written ?? usualStrategy)}${written === undefined ? ', the default' : ''}, but in mode daemonset only per-node is allowed.`,
      path,
      fix: 'Write allocationStrategy: per-node.',
    };
  } else if (mode === 'statefulset' && written === 'per-node') {
    yield { message: `${title} allocates per node, but a statefulset has no pod on every node.`, path };
  }
}

/** The allocator takes its jobs from the receiver named `prometheus`, and needs some unless it finds them by resources. */
function* jobFaults(spec: Data | undefined, title: string): Generator<Problem> {
  const config = field(spec, 'config');
  const receivers = field(config, 'receivers');
  // A configuration that is written as text has no places inside it.
  if (!isMap(config) || !isMap(receivers)) return;
  const receiver = receivers.prometheus;
  if (receiver === undefined) {
    const named = Object.keys(receivers).filter((id) => id.startsWith('prometheus/'));
    yield {
      message: `${title} enables the target allocator, which needs a receiver named exactly prometheus${named.length > 0 ? `, not ${named.join(', ')}` : ''}.`,
      path: ['spec', 'config', 'receivers', ...named.slice(0, 1)],
      fix: 'Name the receiver prometheus, here and in the pipelines.',
    };
    return;
  }
  if (!isMap(receiver) || receiver.config === undefined) return;
  const byResources = at(spec, ['targetAllocator', 'prometheusCR', 'enabled']) === true;
  const jobs = at(receiver.config, ['scrape_configs']);
  if (byResources || isOpen(jobs) || (Array.isArray(jobs) && jobs.length > 0)) return;
  yield {
    message: `${title} gives the target allocator neither a scrape job nor prometheusCR.enabled.`,
    path: [
      'spec',
      'config',
      'receivers',
      'prometheus',
      'config',
      ...(jobs === undefined ? [] : ['scrape_configs']),
    ],
    fix: 'Write a job in scrape_configs, or targetAllocator.prometheusCR.enabled: true.',
  };
}

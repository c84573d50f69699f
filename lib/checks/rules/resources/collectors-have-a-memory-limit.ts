import {
  type CollectorSubject,
  memoryLimiters,
  operatedCollectors,
  type Place,
  quantity,
  valuesOf,
} from '../../../platform';
import { nested } from '../../collector/release-patch';
import { operatedCollector } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

const mebibyte = 2 ** 20;

export const collectorsHaveAMemoryLimit: TreeRule = {
  id: 'XR-18',
  title: 'A collector has a memory limit, and its memory_limiter stays below it',
  severity: 'warning',
  why: 'Without a limit, percentages mean the memory of the whole node; above it, the kernel kills the pod before the limiter acts.',
  fix: 'Set resources.limits.memory, and limit_percentage or a limit_mib of about 80 % of it.',
  appliesTo: 'tree',
  example: `${operatedCollector('gateway')}
-   resources: {limits: {memory: 256Mi}}
+   resources: {limits: {memory: 512Mi}}
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
      processors: {memory_limiter: {check_interval: 1s, limit_mib: 400}} # ←
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], processors: [memory_limiter], exporters: [debug]}}}
`,
  *check(tree) {
    for (const collector of tree.collectors) {
      const { deployment, origin } = collector;
      if (deployment === undefined || origin === 'bare' || origin === 'configMap') continue;
      const limit = deployment.memoryLimit;
      if (limit === undefined) yield withoutLimit(collector);
      else yield* aboveLimit(collector, limit);
      yield* withoutGarbageLimit(collector);
    }
  },
};

function withoutLimit(collector: CollectorSubject): Problem {
  const byShare = limitersOf(collector)[0]?.settings.limit_percentage.value !== undefined;
  const meaning = byShare ? ', so the percentages of memory_limiter mean the memory of the node' : '';
  return {
    message: `${collector.title} sets no memory limit${meaning}.`,
    // Without a share that it decides on, OR-1 says what matters, or a limit in MiB does its work.
    ...(byShare ? {} : { severity: 'advice' as const }),
    subject: collector,
    at: limitsOf(collector),
    ...(collector.helm === undefined
      ? {}
      : { patch: { write: nested(['resources', 'limits', 'memory'], roomFor(collector)) } }),
  };
}

/** 512Mi, or what is requested where that is more: the API server refuses a lower limit. */
function roomFor(collector: CollectorSubject): string {
  const requested = valuesOf(collector).at('resources', 'requests', 'memory').data;
  return (quantity(requested) ?? 0) > 512 * mebibyte ? String(requested) : '512Mi';
}

function limitersOf(collector: CollectorSubject): ReturnType<typeof memoryLimiters> {
  return memoryLimiters(collector).filter(({ isRunning }) => isRunning);
}

function limitsOf(collector: CollectorSubject): Place | undefined {
  const { helm, object } = collector;
  if (object === undefined) return undefined;
  const settings = helm === undefined ? operatedCollectors.of(object).spec.place : valuesOf(collector);
  const resources = settings.at('resources');
  return resources.at('limits').isWritten ? resources.at('limits') : resources;
}

function* aboveLimit(collector: CollectorSubject, limit: string): Generator<Problem> {
  const bytes = quantity(limit);
  if (bytes === undefined) return;
  for (const { place, settings } of limitersOf(collector)) {
    const { limit_mib: limiter } = settings;
    if (limiter.value === undefined || limiter.value * mebibyte < bytes) continue;
    yield {
      message: `${place} acts at ${limiter.value} MiB, but the pod may use ${limit}.`,
      at: limiter,
    };
  }
}

function* withoutGarbageLimit(collector: CollectorSubject): Generator<Problem> {
  const { object, title, deployment } = collector;
  const setting = valuesOf(collector).at('useGOMEMLIMIT');
  if (object === undefined || deployment?.memoryLimit === undefined) return;
  if (setting.data !== false || deployment.environment.includes('GOMEMLIMIT')) return;
  yield {
    message: `${title} switches GOMEMLIMIT off, so Go frees memory only when the limit is reached.`,
    at: setting,
    severity: 'advice',
  };
}

import { notation, read, runningComponents } from '../../../collector/effective';
import { at, field, knownNumber, type Path } from '../../../documents';
import { type CollectorSubject, quantity } from '../../../platform';
import { nested } from '../../collector/release-patch';
import type { Problem, TreeRule } from '../../rule';

const mebibyte = 2 ** 20;

export const collectorsHaveAMemoryLimit: TreeRule = {
  id: 'XR-18',
  title: 'A collector has a memory limit, and its memory_limiter stays below it',
  severity: 'warning',
  why: 'Without a limit, percentages mean the memory of the whole node; above it, the kernel kills the pod before the limiter acts.',
  fix: 'Set resources.limits.memory, and limit_percentage or a limit_mib of about 80 % of it.',
  appliesTo: 'tree',
  example: `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: gateway, namespace: observability}
  spec:
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
  const limiter = runningComponents(read(collector)).find(({ type }) => type === 'memory_limiter');
  const byShare = knownNumber(field(limiter?.body, 'limit_percentage')) !== undefined;
  const meaning = byShare ? ', so the percentages of memory_limiter mean the memory of the node' : '';
  return {
    message: `${collector.title} sets no memory limit${meaning}.`,
    // Without a share that it decides on, OR-1 says what matters, or a limit in MiB does its work.
    ...(byShare ? {} : { severity: 'advice' as const }),
    ...resourcesOf(collector),
    ...(collector.helm === undefined
      ? {}
      : { patch: { write: nested(['resources', 'limits', 'memory'], '512Mi') } }),
  };
}

function resourcesOf(collector: CollectorSubject): Pick<Problem, 'path' | 'subject'> {
  const { helm, object } = collector;
  if (object === undefined) return { subject: collector };
  const base: Path = helm === undefined ? ['spec'] : helm.valuesPath;
  const limits = at(object.object, [...base, 'resources', 'limits']);
  return { path: [...base, 'resources', ...(limits === undefined ? [] : ['limits'])], subject: object };
}

function* aboveLimit(collector: CollectorSubject, limit: string): Generator<Problem> {
  const bytes = quantity(limit);
  if (bytes === undefined) return;
  for (const { type, body, path } of runningComponents(read(collector))) {
    const limiter = type === 'memory_limiter' ? knownNumber(field(body, 'limit_mib')) : undefined;
    if (limiter === undefined || limiter * mebibyte < bytes) continue;
    yield {
      message: `${notation(path)} acts at ${limiter} MiB, but the pod may use ${limit}.`,
      path: [...path, 'limit_mib'],
      subject: collector,
    };
  }
}

function* withoutGarbageLimit({ helm, object, title, deployment }: CollectorSubject): Generator<Problem> {
  if (helm === undefined || object === undefined || deployment?.memoryLimit === undefined) return;
  if (helm.values.useGOMEMLIMIT !== false || deployment.environment.includes('GOMEMLIMIT')) return;
  yield {
    message: `${title} switches GOMEMLIMIT off, so Go frees memory only when the limit is reached.`,
    path: [...helm.valuesPath, 'useGOMEMLIMIT'],
    subject: object,
    severity: 'advice',
  };
}

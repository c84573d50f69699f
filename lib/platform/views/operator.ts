import { fields, flag, free, kindOf, list, number, text } from './shape';

const watching = fields({ enabled: flag });
const behavior = fields({ stabilizationWindowSeconds: number });

/** Collectors that the OpenTelemetry operator runs. */
export const operatedCollectors = kindOf('opentelemetry.io', 'OpenTelemetryCollector', {
  spec: fields({
    mode: text,
    image: text,
    args: free,
    hostNetwork: flag,
    nodeSelector: free,
    replicas: number,
    config: free,
    autoscaler: fields({
      minReplicas: number,
      maxReplicas: number,
      behavior: fields({ scaleDown: behavior, scaleUp: behavior }),
      metrics: list(
        fields({
          type: text,
          pods: fields({ target: fields({ type: text, averageValue: free, value: free }) }),
        }),
      ),
    }),
    ingress: fields({ type: text, ruleType: text, hostname: text }),
    ports: list(fields({ name: text, port: number, hostPort: number, protocol: text })),
    targetAllocator: fields({
      enabled: flag,
      allocationStrategy: text,
      prometheusCR: watching,
    }),
  }),
});

/** What the operator puts into pods for a language. */
export const instrumentations = kindOf('opentelemetry.io', 'Instrumentation', {});

/** Target allocators that stand beside their collector. */
export const targetAllocators = kindOf('opentelemetry.io', 'TargetAllocator', {
  spec: fields({ prometheusCR: watching }),
});

export type OperatedCollector = ReturnType<typeof operatedCollectors.of>;

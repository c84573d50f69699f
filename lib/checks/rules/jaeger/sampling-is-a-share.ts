import { type Data, isMap, items, walk } from '../../../documents';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const samplingIsAShare: ObjectRule = {
  id: 'JG-17',
  title: 'Probabilistic sampling of Jaeger has a share between 0 and 1',
  severity: 'error',
  why: 'A share beyond 1 is meaningless, and without a strategy everything is sampled that asks Jaeger.',
  fix: 'Write the share as a fraction, 0.5 for half of the traces.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: allinone
-   sampling: {options: {default_strategy: {type: probabilistic, param: 50}}}
+   sampling: {options: {default_strategy: {type: probabilistic, param: 0.5}}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const options = isMap(jaegerSpec(subject).sampling)
      ? (jaegerSpec(subject).sampling as { [key: string]: Data }).options
      : undefined;
    if (!isMap(options) || Object.keys(options).length === 0) {
      yield {
        message: `Jaeger ${subject.name} tells SDKs that ask it to sample every trace; those that speak OTLP decide themselves.`,
        path: ['spec', 'sampling'],
        severity: 'advice',
        fix: 'Set sampling.options.default_strategy where SDKs ask Jaeger, and nothing otherwise.',
      };
      return;
    }
    for (const { value, path } of walk(options)) {
      if (!isMap(value) || value.type !== 'probabilistic' || typeof value.param !== 'number') continue;
      if (value.param >= 0 && value.param <= 1) continue;
      yield {
        message: `Jaeger ${subject.name} samples with probability ${value.param}.`,
        path: ['spec', 'sampling', 'options', ...path, 'param'],
      };
    }
    for (const [index, strategy] of items(options.service_strategies).entries()) {
      if (
        isMap(strategy) &&
        strategy.service !== undefined &&
        strategy.type === undefined &&
        strategy.param !== undefined
      ) {
        yield {
          message: `A strategy of Jaeger ${subject.name} has a param, but no type.`,
          path: ['spec', 'sampling', 'options', 'service_strategies', index],
          severity: 'warning',
        };
      }
    }
  },
};

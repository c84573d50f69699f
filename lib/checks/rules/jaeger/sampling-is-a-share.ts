import { jaegerRule } from '../../jaeger/rule';

export const samplingIsAShare = jaegerRule({
  id: 'JG-17',
  title: 'Probabilistic sampling of Jaeger has a share between 0 and 1',
  severity: 'error',
  why: 'A share beyond 1 is meaningless, and without a strategy everything is sampled that asks Jaeger.',
  fix: 'Write the share as a fraction, 0.5 for half of the traces.',
  spec: `
    strategy: allinone
-   sampling: {options: {default_strategy: {type: probabilistic, param: 50}}}
+   sampling: {options: {default_strategy: {type: probabilistic, param: 0.5}}}
    ingress: {enabled: false}
`,
  *check({ name, spec: { sampling } }) {
    const { options, place } = sampling;
    if (options.keys.length === 0) {
      yield {
        message: `Jaeger ${name} tells SDKs that ask it to sample every trace; those that speak OTLP decide themselves.`,
        at: place,
        severity: 'advice',
        fix: 'Set sampling.options.default_strategy where SDKs ask Jaeger, and nothing otherwise.',
      };
      return;
    }
    for (const strategy of options.walk()) {
      const at = strategy.at('param');
      const isShare = at.number === undefined || (at.number >= 0 && at.number <= 1);
      if (strategy.at('type').text !== 'probabilistic' || isShare) continue;
      yield { message: `Jaeger ${name} samples with probability ${at.number}.`, at };
    }
    for (const at of options.at('service_strategies').items) {
      const has = (key: string) => at.at(key).isWritten;
      if (!has('service') || has('type') || !has('param')) continue;
      yield {
        message: `A strategy of Jaeger ${name} has a param, but no type.`,
        at,
        severity: 'warning',
      };
    }
  },
});

import { collectorBlock } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

const flag = 'collector.otlp.enabled';

export const otlpIsSwitchedInTheRightBlock = jaegerRule({
  id: 'JG-16',
  title: 'collector.otlp.enabled stands in the block that the effective strategy reads, and leaves OTLP on',
  severity: 'warning',
  why: 'In another block the flag does nothing; set to anything but true, the Service loses ports 4317 and 4318.',
  fix: 'Remove the flag: OTLP is on by default.',
  spec: `
    strategy: allinone
-   allInOne: {options: {collector: {otlp: {enabled: false}}}}
+   allInOne: {options: {collector: {num-workers: 10}}}
    ingress: {enabled: false}
`,
  *check({ name, spec }, plain) {
    const live = collectorBlock(plain);
    for (const block of ['allInOne', 'collector'] as const) {
      const { options } = spec[block];
      const value = options.value(flag);
      if (value === undefined) continue;
      const at = options.at(flag);
      if (block !== live) {
        yield {
          message: `Jaeger ${name} sets ${flag} in ${block}.options, but ${live}.options is read.`,
          at,
        };
      } else if (value.toLowerCase() !== 'true') {
        yield { message: `Jaeger ${name} switches OTLP off.`, at };
      } else {
        yield {
          message: `Jaeger ${name} switches OTLP on, which it is: with the flag the operator no longer sets its addresses.`,
          at,
          severity: 'advice',
        };
      }
    }
  },
});

import { type Data, isMap, type Path } from '../../../documents';
import { block, collectorBlock, option } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

const flag = 'collector.otlp.enabled';

export const otlpIsSwitchedInTheRightBlock: ObjectRule = {
  id: 'JG-16',
  title: 'collector.otlp.enabled stands in the block that the effective strategy reads, and leaves OTLP on',
  severity: 'warning',
  why: 'In another block the flag does nothing; set to anything but true, the Service loses ports 4317 and 4318.',
  fix: 'Remove the flag: OTLP is on by default.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: allinone
-   allInOne: {options: {collector: {otlp: {enabled: false}}}}
+   allInOne: {options: {collector: {num-workers: 10}}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    const live = collectorBlock(spec);
    for (const name of ['allInOne', 'collector'] as const) {
      const { options } = block(spec, name);
      const value = option(options, flag);
      if (value === undefined) continue;
      const path = ['spec', name, 'options', ...placeOf(options as Data | undefined)];
      if (name !== live) {
        yield {
          message: `Jaeger ${subject.name} sets ${flag} in ${name}.options, but ${live}.options is read.`,
          path,
        };
      } else if (value.toLowerCase() !== 'true') {
        yield { message: `Jaeger ${subject.name} switches OTLP off.`, path };
      } else {
        yield {
          message: `Jaeger ${subject.name} switches OTLP on, which it is: with the flag the operator no longer sets its addresses.`,
          path,
          severity: 'advice',
        };
      }
    }
  },
};

function placeOf(options: Data | undefined): Path {
  if (isMap(options) && options[flag] !== undefined) return [flag];
  return isMap(options) && isMap(options.collector) ? ['collector', 'otlp', 'enabled'] : [];
}

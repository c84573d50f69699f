import { at } from '../../../documents';
import { effectiveStorage, isStorageKnown, isStrategyKnown, option } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const memoryIsBounded: ObjectRule = {
  id: 'JG-6',
  title: 'Traces in memory have a number and a memory limit',
  severity: 'warning',
  why: 'Jaeger v1 keeps every trace by default, until the node runs out of memory or the kernel kills the pod.',
  fix: 'Set storage.options.memory.max-traces and allInOne.resources.limits.memory.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: allinone
-   storage: {type: memory}
+   storage: {type: memory, options: {memory: {max-traces: 50000}}}
    allInOne: {resources: {limits: {memory: 1Gi}}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    if (effectiveStorage(spec) !== 'memory' || !isStorageKnown(spec) || !isStrategyKnown(spec)) return;
    const most = option(at(spec.storage, ['options']), 'memory.max-traces');
    if (most === undefined || most === '0') {
      const place =
        at(spec.storage, ['options', 'memory', 'max-traces']) === undefined
          ? []
          : ['options', 'memory', 'max-traces'];
      yield {
        message: `Jaeger ${subject.name} keeps any number of traces in memory.`,
        path: ['spec', 'storage', ...place],
      };
    }
    const limit =
      at(spec.allInOne, ['resources', 'limits', 'memory']) ?? at(spec.resources, ['limits', 'memory']);
    if (limit !== undefined) return;
    yield {
      message: `The all-in-one pod of Jaeger ${subject.name} has no memory limit.`,
      path: ['spec', 'allInOne', ...(at(spec.allInOne, ['resources']) === undefined ? [] : ['resources'])],
    };
  },
};

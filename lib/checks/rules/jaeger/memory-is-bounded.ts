import { effectiveStorage, isStorageKnown, isStrategyKnown } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

export const memoryIsBounded = jaegerRule({
  id: 'JG-6',
  title: 'Traces in memory have a number and a memory limit',
  severity: 'warning',
  why: 'Jaeger v1 keeps every trace by default, until the node runs out of memory or the kernel kills the pod.',
  fix: 'Set storage.options.memory.max-traces and allInOne.resources.limits.memory.',
  spec: `
    strategy: allinone
-   storage: {type: memory}
+   storage: {type: memory, options: {memory: {max-traces: 50000}}}
    allInOne: {resources: {limits: {memory: 1Gi}}}
    ingress: {enabled: false}
`,
  *check({ name, spec }, plain) {
    const { storage, allInOne, resources } = spec;
    if (effectiveStorage(plain) !== 'memory' || !isStorageKnown(plain) || !isStrategyKnown(plain)) return;
    const most = storage.options.value('memory.max-traces');
    if (most === undefined || most === '0') {
      const nested = storage.options.place.at('memory', 'max-traces');
      yield {
        message: `Jaeger ${name} keeps any number of traces in memory.`,
        at: nested.isWritten ? nested : storage.place,
      };
    }
    if ([allInOne.resources, resources].some(({ limits }) => limits.at('memory').isSet)) return;
    yield {
      message: `The all-in-one pod of Jaeger ${name} has no memory limit.`,
      at: allInOne.place.towards('resources'),
    };
  },
});

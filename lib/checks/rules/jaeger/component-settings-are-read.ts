import { type Data, entries, isMap } from '../../../documents';
import {
  type ComponentBlock,
  effectiveStrategy,
  isStorageKnown,
  isStrategyKnown,
  liveBlocks,
  option,
} from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

/** Blocks of which the operator reads all or nothing. */
const blocks: readonly ComponentBlock[] = ['allInOne', 'collector', 'query', 'ingester'];

/** Fields of blocks that are not run, but still shape the Services (jaeger-operator 1.65.0). */
const alwaysRead: { readonly [block: string]: readonly string[] } = {
  collector: ['annotations', 'serviceType'],
  query: ['annotations', 'serviceType', 'nodePort', 'grpcNodePort'],
};

export const componentSettingsAreRead: ObjectRule = {
  id: 'JG-2',
  title: 'Settings stand in the blocks that the effective strategy reads',
  severity: 'warning',
  why: 'The block is never read: limits, replicas and options in it are lost without a word.',
  fix: 'Move the settings to the block of the strategy that runs, or give the strategy the storage it needs.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: allinone
-   collector: {maxReplicas: 5}
+   allInOne: {resources: {limits: {memory: 1Gi}}}
+   collector: {serviceType: ClusterIP}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    // A strategy or storage that the operator does not know is the fault itself.
    if (!isStrategyKnown(spec) || !isStorageKnown(spec)) return;
    const strategy = effectiveStrategy(spec);
    const live = liveBlocks(spec);
    for (const block of blocks) {
      const body = spec[block];
      if (live.includes(block) || !isMap(body)) continue;
      for (const [key, value] of entries(body)) {
        if (alwaysRead[block]?.includes(key) || isEmpty(value)) continue;
        if (key === 'options' && isAdminPort(block, value)) continue;
        yield {
          message: `Jaeger ${subject.name} runs as ${strategy}, which does not read ${block}.${key}.`,
          path: ['spec', block, key],
        };
      }
    }
  },
};

function isEmpty(value: Data): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** The admin port of collector and query is read for their Services. */
function isAdminPort(block: ComponentBlock, options: Data): boolean {
  if (block !== 'collector' && block !== 'query') return false;
  return (
    isMap(options) &&
    Object.keys(options).every((key) => key.startsWith('admin')) &&
    option(options, 'admin.http.host-port') !== undefined
  );
}

import { ownValue } from '../../../documents';
import { effectiveStrategy, isStorageKnown, isStrategyKnown, liveBlocks } from '../../../jaeger';
import { Options, type Place } from '../../../platform';
import { jaegerRule } from '../../jaeger/rule';

/** Blocks of which the operator reads all or nothing. */
const blocks = ['allInOne', 'collector', 'query', 'ingester'] as const;

/** Fields of blocks that are not run, but still shape the Services (jaeger-operator 1.65.0). */
const alwaysRead: { readonly [block: string]: readonly string[] } = {
  collector: ['annotations', 'serviceType'],
  query: ['annotations', 'serviceType', 'nodePort', 'grpcNodePort'],
};

export const componentSettingsAreRead = jaegerRule({
  id: 'JG-2',
  title: 'Settings stand in the blocks that the effective strategy reads',
  severity: 'warning',
  why: 'The block is never read: limits, replicas and options in it are lost without a word.',
  fix: 'Move the settings to the block of the strategy that runs, or give the strategy the storage it needs.',
  spec: `
    strategy: allinone
-   collector: {maxReplicas: 5}
+   allInOne: {resources: {limits: {memory: 1Gi}}}
+   collector: {serviceType: ClusterIP}
    ingress: {enabled: false}
`,
  *check({ name, spec }, plain) {
    // A strategy or storage that the operator does not know is the fault itself.
    if (!isStrategyKnown(plain) || !isStorageKnown(plain)) return;
    const strategy = effectiveStrategy(plain);
    for (const block of blocks) {
      if (liveBlocks(plain).includes(block)) continue;
      for (const [key, at] of spec[block].place.entries) {
        if (ownValue(alwaysRead, block)?.includes(key) || at.isEmpty) continue;
        if (key === 'options' && block in alwaysRead && isAdminPort(at)) continue;
        yield { message: `Jaeger ${name} runs as ${strategy}, which does not read ${block}.${key}.`, at };
      }
    }
  },
});

/** The admin port of collector and query is read for their Services. */
function isAdminPort(place: Place): boolean {
  const isAdmin = place.keys.every((key) => key.startsWith('admin'));
  return isAdmin && new Options(place).value('admin.http.host-port') !== undefined;
}

import { changes } from '../model/changes';
import { hasPreset } from '../names';
import { over, truthy } from '../template';
import type { ConfigStep } from '../version';
import { pipelineList, skeleton, withPipelineList, withReceiver } from './pipelines';

/** Profiles the node with eBPF, printed by the debug exporter unless the pipeline names others. */
export const profiling: ConfigStep = {
  label: 'preset profiling',
  span: changes.profiling,
  applies: (release) => hasPreset(release, 'profiling'),
  apply(config, release) {
    const block = { receivers: { profiling: {} }, exporters: { debug: {} } };
    const merged = over(skeleton(release, 'profiles', 'receivers', 'exporters'), block, config);
    const received = withReceiver(merged, 'profiles', 'profiling');
    if (truthy(pipelineList(received, 'profiles', 'exporters'))) return received;
    return withPipelineList(received, 'profiles', 'exporters', ['debug']);
  },
};

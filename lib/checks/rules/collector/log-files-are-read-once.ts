import { debugExporters, fileLogs } from '../../../platform';
import { withReceivers } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

/** Covers the logs of every pod on the node. */
const ofAllPods = /^\/var\/log\/(?:pods|containers)\/\*/;

export const logFilesAreReadOnce = ruleOfCollector({
  each: fileLogs,
  id: 'CV-24',
  title: 'Log files are read once, and the collector does not read its own',
  severity: 'warning',
  why: 'Without a storage every restart reads the files again from the begin; printed records that are read again form a loop.',
  fix: 'Name a storage extension, and exclude the collector’s own containers.',
  example: withReceivers(
    `
-   file_log: {include: [/data/app.log], start_at: beginning}
+   file_log: {include: [/data/app.log], start_at: end}
`,
    'logs',
  ),
  *check({ isRunning, settings: { start_at, storage, include, exclude } }, collector) {
    if (!isRunning) return;
    if (start_at.value === 'beginning' && storage.isEmpty)
      yield problemAt(start_at, 'is "beginning" and there is no storage');
    const prints = debugExporters(collector).some((each) => each.isRunning);
    if (prints && exclude.isEmpty && include.some(({ value }) => ofAllPods.test(value ?? '')))
      yield problemAt(include.place, 'takes in what the debug exporter prints');
  },
});

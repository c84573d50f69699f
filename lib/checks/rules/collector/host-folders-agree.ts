import { hostMetrics } from '../../../platform';
import { withReceivers } from '../../frames';
import { type CollectorRule, problemAt } from '../../rule';

export const hostFoldersAgree: CollectorRule = {
  id: 'CV-35',
  title: 'All host_metrics receivers of a collector read the same root_path',
  severity: 'error',
  why: 'The folder is one for the whole process: the collector refuses a second one and does not start.',
  fix: 'Write the same root_path everywhere, and mount the host there.',
  example: withReceivers(
    `
    host_metrics/disk: {root_path: /hostfs, scrapers: {filesystem: {}}}
-   host_metrics/cpu: {root_path: /host, scrapers: {cpu: {}}}
+   host_metrics/cpu: {root_path: /hostfs, scrapers: {cpu: {}}}
`,
    'metrics',
  ),
  appliesTo: 'collector',
  *check(collector) {
    const [first, ...others] = hostMetrics(collector).flatMap(({ id, settings: { root_path: at } }) =>
      at.value === undefined || at.value === '' || at.value === '/' ? [] : [{ id, at, folder: at.value }],
    );
    for (const { at, folder } of others) {
      if (folder !== first?.folder)
        yield problemAt(at, `is ${folder}, and that of ${first?.id} is ${first?.folder}`);
    }
  },
};

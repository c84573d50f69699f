import { anyOf, cronFault, cronJobs, jaegers } from '../../../platform';
import { ruleOfEach } from '../../rule';

/** Blocks whose schedules the Jaeger operator copies into CronJobs of its own. */
const blocks = ['esIndexCleaner', 'esRollover', 'dependencies'];

const kinds = anyOf(cronJobs, jaegers);

export const schedulesCanBeRead = ruleOfEach({
  each: kinds,
  id: 'XR-55',
  title: 'Schedules are cron expressions that Kubernetes reads',
  severity: 'error',
  why: 'The API server refuses the CronJob; one that the Jaeger operator would make never comes into being.',
  fix: 'Write five fields (minute, hour, day of month, month, day of week), or @daily and its like; the time zone goes into timeZone.',
  example: `  apiVersion: batch/v1
  kind: CronJob
  metadata: {name: cleaner, namespace: observability}
  spec:
-   schedule: "55 23 * * * * *"
+   schedule: "55 23 * * *"
    jobTemplate:
      spec:
        template:
          spec:
            restartPolicy: Never
            containers: [{name: cleaner, image: "cleaner:1.0.0"}]
`,
  *check({ title, spec }) {
    const places =
      'schedule' in spec ? [spec.schedule] : blocks.map((block) => spec.storage.place.at(block, 'schedule'));
    for (const at of places) {
      const fault = at.known === undefined ? undefined : cronFault(at.known);
      if (fault === undefined) continue;
      yield { message: `The schedule "${at.known}" of ${title} cannot be read: ${fault}.`, at };
    }
  },
});

import { at, type Path } from '../../../documents';
import { cronFault, type ObjectSubject, objectTitle } from '../../../platform';
import type { ObjectRule } from '../../rule';

/** Schedules that the Jaeger operator copies into CronJobs of its own. */
const jaegerPlaces: readonly Path[] = [
  ['spec', 'storage', 'esIndexCleaner', 'schedule'],
  ['spec', 'storage', 'esRollover', 'schedule'],
  ['spec', 'storage', 'dependencies', 'schedule'],
];

export const schedulesCanBeRead: ObjectRule = {
  id: 'XR-55',
  title: 'Schedules are cron expressions that Kubernetes reads',
  severity: 'error',
  why: 'The API server refuses the CronJob; one that the Jaeger operator would make never comes into being.',
  fix: 'Write five fields (minute, hour, day of month, month, day of week), or @daily and its like; the time zone goes into timeZone.',
  appliesTo: 'object',
  kinds: ['batch/CronJob', 'jaegertracing.io/Jaeger'],
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
  *check(subject) {
    for (const path of placesOf(subject)) {
      const schedule = at(subject.object, path);
      if (typeof schedule !== 'string' || schedule.includes('${')) continue;
      const fault = cronFault(schedule);
      if (fault === undefined) continue;
      yield {
        message: `The schedule "${schedule}" of ${objectTitle(subject)} cannot be read: ${fault}.`,
        path,
      };
    }
  },
};

function placesOf({ kind }: ObjectSubject): readonly Path[] {
  return kind === 'Jaeger' ? jaegerPlaces : [['spec', 'schedule']];
}

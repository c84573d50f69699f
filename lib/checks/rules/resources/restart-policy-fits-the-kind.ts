import { isOpen } from '../../../documents';
import { objectTitle, workloadOf } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const restartPolicyFitsTheKind: ObjectRule = {
  id: 'XR-54',
  title: 'The pods of a Job restart on failure or never, those of other workloads always',
  severity: 'error',
  why: 'The API server refuses the object, and Flux applies nothing of its Kustomization.',
  fix: 'Write restartPolicy: OnFailure or Never for a Job or CronJob, and leave it out elsewhere.',
  appliesTo: 'object',
  kinds: [
    'batch/Job',
    'batch/CronJob',
    'apps/Deployment',
    'apps/StatefulSet',
    'apps/DaemonSet',
    'apps/ReplicaSet',
  ],
  example: `  apiVersion: batch/v1
  kind: Job
  metadata: {name: schema, namespace: observability}
  spec:
    template:
      spec:
-       restartPolicy: Always
+       restartPolicy: OnFailure
        containers: [{name: schema, image: "schema:1.0.0"}]
`,
  *check(subject) {
    const workload = workloadOf(subject);
    if (workload === undefined) return;
    const written = workload.podSpec.restartPolicy ?? undefined;
    const policy = written ?? 'Always';
    if (typeof policy !== 'string' || isOpen(policy)) return;
    const isJob = subject.group === 'batch';
    if (isJob ? policy !== 'Always' : policy === 'Always') return;
    const path = [...workload.podSpecPath, 'restartPolicy'];
    if (!isJob) {
      const message = `The pods of ${objectTitle(subject)} have restartPolicy ${policy}, but only Always is allowed there.`;
      yield { message, path, fix: 'Leave restartPolicy out.' };
      return;
    }
    const how =
      written === undefined ? 'say no restartPolicy, which means Always' : 'have restartPolicy Always';
    const message = `The pods of ${objectTitle(subject)} ${how}: a ${subject.kind} takes OnFailure or Never.`;
    yield { message, path, fix: 'Write restartPolicy: OnFailure or restartPolicy: Never.' };
  },
};

import { workloads } from '../../../platform';
import { nothing, ruleOfEach } from '../../rule';

export const restartPolicyFitsTheKind = ruleOfEach({
  each: workloads,
  beside: nothing,
  id: 'XR-54',
  title: 'The pods of a Job restart on failure or never, those of other workloads always',
  severity: 'error',
  why: 'The API server refuses the object, and Flux applies nothing of its Kustomization.',
  fix: 'Write restartPolicy: OnFailure or Never for a Job or CronJob, and leave it out elsewhere.',
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
  *check({ subject, title, spec: { restartPolicy: at } }) {
    const policy = at.isSet ? at.known : 'Always';
    const isJob = subject.group === 'batch';
    if (policy === undefined || subject.kind === 'Pod') return;
    if (isJob !== (policy === 'Always')) return;
    if (!isJob) {
      yield {
        message: `The pods of ${title} have restartPolicy ${policy}, but only Always is allowed there.`,
        at,
        fix: 'Leave restartPolicy out.',
      };
      return;
    }
    const how = at.isSet ? 'have restartPolicy Always' : 'say no restartPolicy, which means Always';
    yield {
      message: `The pods of ${title} ${how}: a ${subject.kind} takes OnFailure or Never.`,
      at,
      fix: 'Write restartPolicy: OnFailure or restartPolicy: Never.',
    };
  },
});

import type { Construct } from 'constructs';
import { checked } from './checked';
import { addManifest } from './manifest';
import { flag, may, must, number, object, oneOf, text } from './shape';
import { podTemplate, workloadMetadata } from './workload/pod';
import type { WorkloadProps } from './workload/props';
import { workloadShape } from './workload/shapes';
import { WorkloadChart } from './workload/workload-chart';

/** A workload that runs now and then, to its end. */
export interface CronJobProps extends WorkloadProps {
  /** When it starts: five fields, or `@hourly` and the like. */
  readonly schedule: string;
  /** `Europe/Berlin`; default: the controller's, which mostly is UTC. */
  readonly timeZone?: string;
  /** What happens when the one before still runs; default `Forbid`: the new one is left out. */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  /** How often a failed pod is tried again; default 2. */
  readonly backoffLimit?: number;
  /** Seconds after which a run is ended; default: never. */
  readonly activeDeadlineSeconds?: number;
  /** Seconds by which a start may be late; default: no limit. */
  readonly startingDeadlineSeconds?: number;
  /** Default `Never`: each try is a pod of its own, whose logs stay. */
  readonly restartPolicy?: 'OnFailure' | 'Never';
  /** Holds further runs back. Default: no. */
  readonly suspend?: boolean;
  /** How many runs that went well are kept; default: Kubernetes' 3. */
  readonly successfulJobsHistoryLimit?: number;
  /** How many runs that failed are kept; default: Kubernetes' 1. */
  readonly failedJobsHistoryLimit?: number;
}

const schedule = /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|(\S+\s+){4}\S+)$/;

/** Kubernetes appends eleven characters to the names of Jobs that a CronJob makes. */
const longestName = 52;

const shape = object<CronJobProps>({
  ...workloadShape,
  schedule: must(text),
  timeZone: may(text),
  concurrencyPolicy: may(oneOf('Allow', 'Forbid', 'Replace')),
  backoffLimit: may(number),
  activeDeadlineSeconds: may(number),
  startingDeadlineSeconds: may(number),
  restartPolicy: may(oneOf('OnFailure', 'Never')),
  suspend: may(flag),
  successfulJobsHistoryLimit: may(number),
  failedJobsHistoryLimit: may(number),
});

/** One job: CronJob, ServiceAccount and NetworkPolicy. */
export class CronJobChart extends WorkloadChart {
  constructor(scope: Construct, name: string, props: CronJobProps) {
    super(scope, name, checked(scope, name, props, shape), { restartPolicy: props.restartPolicy ?? 'Never' });
    this.validate(props);
    this.addCronJob(props);
    this.finish();
  }

  private validate(props: CronJobProps): void {
    if (this.workload.length > longestName) {
      this.report('name', `has ${this.workload.length} characters`, `use at most ${longestName}`);
    }
    if (!schedule.test(props.schedule)) {
      this.report('schedule', `"${props.schedule}" is not a schedule`, 'write five fields: 0 3 * * *');
    }
  }

  private addCronJob(props: CronJobProps): void {
    const { successfulJobsHistoryLimit, failedJobsHistoryLimit, startingDeadlineSeconds } = props;
    addManifest(this, 'cron-job', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: workloadMetadata(this.podInput),
      spec: {
        schedule: props.schedule,
        timeZone: props.timeZone,
        concurrencyPolicy: props.concurrencyPolicy ?? 'Forbid',
        suspend: props.suspend,
        successfulJobsHistoryLimit,
        failedJobsHistoryLimit,
        startingDeadlineSeconds,
        jobTemplate: {
          spec: {
            backoffLimit: props.backoffLimit ?? 2,
            activeDeadlineSeconds: props.activeDeadlineSeconds,
            template: podTemplate(this.podInput),
          },
        },
      },
    });
  }
}

import type { CollectorSubject } from './subject';

/** Whether more than one pod of the collector may run at a time; undefined where it is not known. */
export function runsSeveral(collector: CollectorSubject): boolean | undefined {
  const { deployment } = collector;
  if (deployment === undefined) return undefined;
  if (deployment.mode === 'daemonset' || deployment.mode === 'sidecar') return true;
  const most = deployment.maxReplicas ?? deployment.replicas;
  return most === undefined ? undefined : most > 1;
}

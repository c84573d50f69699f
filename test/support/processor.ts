/**
 * Processor time of an action, in seconds: it does not depend on what else a machine does, but for its caches. A budget is some ten
 * times what a quiet machine takes, since what it guards against takes minutes.
 */
export function processorSeconds(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

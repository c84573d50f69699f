/** Paths that a kubelet or a scraper asks for all day; none of them is traced. */
export const paths = {
  /** Readiness: 503 while the store does not answer or the service is going down. */
  health: '/expenses/health',
  /** Liveness: 200 as long as the process serves requests at all. */
  live: '/expenses/health/live',
  /** Prometheus text format. */
  metrics: '/metrics',
} as const;

/** True for a request that must leave no trace. */
export function isUntraced(url: string | undefined): boolean {
  const path = (url ?? '').split('?', 1)[0];
  return Object.values(paths).some((untraced) => untraced === path);
}

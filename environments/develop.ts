import { inMemoryJaeger } from './jaeger';
import { environment } from './platform';

/** The environment that every merge reaches first: one pod of everything, traces kept in memory. */
export const develop = environment('develop', {
  scaling: { replicas: 1 },
  collector: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  jaeger: inMemoryJaeger,
  // Every build, prereleases too.
  images: { follow: { semver: '>=0.0.0-0' } },
});

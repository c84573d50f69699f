import { isDuration, isSourceTimeout } from '../../../flux';
import { anyOf, helmReleases, kustomizations, type Place, sources } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { type Problem, ruleOfEach } from '../../rule';

const kinds = anyOf(helmReleases, kustomizations, sources);

export const durationsCanBeRead = ruleOfEach({
  each: kinds,
  id: 'FX-5',
  title: 'Intervals and timeouts are durations that Flux reads',
  severity: 'error',
  why: 'The API server refuses the object, and Flux applies nothing beside it.',
  fix: 'Write hours, minutes and seconds as 1h30m, 10m or 90s; timeouts of sources without hours.',
  example: `${chartRelease('cert-manager')}
-   timeout: 1d
+   timeout: 1h30m
${chartRepository}
`,
  *check({ title, spec }) {
    yield* problemsOf(title, spec.interval, isDuration);
    if ('install' in spec) {
      const { chart, install, upgrade, rollback, uninstall, test } = spec;
      const timeouts = [spec, install, upgrade, rollback, uninstall, test].map(({ timeout }) => timeout);
      const retries = [install, upgrade].map(({ strategy }) => strategy.retryInterval);
      for (const at of [chart.spec.interval, ...timeouts, ...retries])
        yield* problemsOf(title, at, isDuration);
    } else if ('retryInterval' in spec) {
      for (const at of [spec.retryInterval, spec.timeout]) yield* problemsOf(title, at, isDuration);
    } else yield* problemsOf(title, spec.timeout, isSourceTimeout);
  },
});

function* problemsOf(title: string, at: Place, accepts: (text: string) => boolean): Generator<Problem> {
  if (!at.isSet || typeof at.data === 'object' || at.shown.includes('$')) return;
  if (at.text !== undefined && accepts(at.text)) return;
  const name = at.path.slice(1).join('.');
  yield { message: `${name} of ${title} is "${at.shown}", which is not a duration for Flux.`, at };
}

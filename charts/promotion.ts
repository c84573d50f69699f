import semver from 'semver';
import { promotionAnnotations } from '../lib/delivery';
import { isDuration } from '../lib/flux';
import type { InputProblem } from './input';
import type { TagPolicy } from './tag-policy';

/** How images come from one environment to another: `otelflux promote` writes their tags into images.yaml. */
export interface ImagePromotion {
  /** The environment whose block of images.yaml a tag stands in first. */
  readonly from: string;
  /** For how long, as Flux writes durations: `72h`. */
  readonly after: string;
  /** Which tags may come; default `{ semver: '>=0.0.0' }`, versions without prereleases. */
  readonly tags?: TagPolicy;
}

/** As the kustomization.yaml of the environment's root has it. */
export function annotationsOf({ from, after, tags = { semver: '>=0.0.0' } }: ImagePromotion): {
  readonly [name: string]: string;
} {
  return {
    [promotionAnnotations.from]: from,
    [promotionAnnotations.after]: after,
    ...('semver' in tags
      ? { [promotionAnnotations.semver]: tags.semver }
      : { [promotionAnnotations.pattern]: tags.pattern }),
  };
}

/** What is wrong with what an environment says of it. */
export function* promotionFaults(
  environment: string,
  promotion: ImagePromotion | undefined,
): Generator<InputProblem> {
  if (promotion === undefined) return;
  const { from, after, tags } = promotion;
  const fault = (field: string, message: string, fix: string) => ({
    field: `promotion.${field}`,
    message,
    fix,
  });
  if (from === environment)
    yield fault('from', 'is this environment', 'name the one that tags stand in first');
  if (!isDuration(after)) yield fault('after', `"${after}" is not a duration`, 'write hours, as 72h');
  if (tags !== undefined && 'semver' in tags && semver.validRange(tags.semver) === null)
    yield fault('tags.semver', `"${tags.semver}" is not a range of versions`, 'write one, as >=1.0.0');
}

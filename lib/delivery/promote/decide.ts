import semver from 'semver';
import { nameAndTag } from './image';

/** Images of environments, by environment and service, as a file such as environments/images.yaml names them. */
export type ImageTable = { readonly [environment: string]: { readonly [service: string]: string } };

/** What the file said from some moment on. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly images: ImageTable;
}

/** What an environment takes over from another, and when. */
export interface Promotion {
  readonly environment: string;
  /** The environment that a tag stands in first. */
  readonly from: string;
  /** How long it stands there, in milliseconds. */
  readonly after: number;
  /** Whether a tag may come here at all. */
  readonly takes: (tag: string) => boolean;
}

/** One image that goes from one environment to another, or waits. */
export interface Decision {
  readonly environment: string;
  readonly from: string;
  readonly service: string;
  /** The image that runs, and the one that is to run. */
  readonly before: string;
  readonly after: string;
  /** Milliseconds until it may be taken; 0 for one that is taken now. */
  readonly wait: number;
}

/** How long a tag stood: until the end of what is known, or until another took its place. */
interface Stay {
  readonly tag: string;
  readonly since: number;
  readonly until: number;
}

/**
 * Which tags go from one environment to the next: the last one that stood for the whole time, unless it was taken back there, would be a
 * step back here, or may not come here. Of those that stand there now, it says how long they still wait.
 *
 * @param history moments of the file, the oldest first
 * @param now milliseconds since 1970
 */
export function decide(
  history: readonly Moment[],
  promotions: readonly Promotion[],
  now: number,
): readonly Decision[] {
  const images = history.at(-1)?.images ?? {};
  return promotions.flatMap((promotion) =>
    Object.entries(images[promotion.environment] ?? {}).flatMap(([service, before]) => {
      const stays = staysOf(history, promotion.from, service, now);
      return decisionOf(promotion, service, before, stays) ?? [];
    }),
  );
}

function decisionOf(
  { environment, from, after, takes }: Promotion,
  service: string,
  before: string,
  stays: readonly Stay[],
): Decision | undefined {
  const { tag: here } = nameAndTag(before);
  const { tag: there } = stays.at(-1) ?? {};
  if (here === undefined || there === undefined) return undefined;
  const suits = ({ tag }: Stay) => takes(tag) && tag !== here && !isOlder(tag, here) && !isOlder(there, tag);
  const proven = stays.findLast((stay) => stay.until - stay.since >= after && takes(stay.tag));
  const common = { environment, from, service, before };
  if (proven !== undefined && suits(proven))
    return { ...common, after: withTag(before, proven.tag), wait: 0 };
  const current = stays.at(-1);
  if (current === undefined || current === proven || !suits(current)) return undefined;
  return { ...common, after: withTag(before, current.tag), wait: after - (current.until - current.since) };
}

/** Tags that are no versions are in the order in which they came. */
function isOlder(tag: string, than: string): boolean {
  const [one, other] = [semver.parse(tag), semver.parse(than)];
  return one !== null && other !== null && semver.lt(one, other);
}

function withTag(image: string, tag: string): string {
  return `${nameAndTag(image).name}:${tag}`;
}

/** Stays of the tags of one service in one environment, in order; one that came back begins anew. */
function staysOf(history: readonly Moment[], environment: string, service: string, now: number): Stay[] {
  const stays: Stay[] = [];
  for (const [index, { since, images }] of history.entries()) {
    const tag = nameAndTag(images[environment]?.[service] ?? '').tag;
    if (tag === undefined) continue;
    const until = history[index + 1]?.since ?? now;
    const last = stays.at(-1);
    if (last?.tag === tag && last.until === since) stays[stays.length - 1] = { ...last, until };
    else stays.push({ tag, since, until });
  }
  return stays;
}

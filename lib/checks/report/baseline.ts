import { type Data, field, items, jsonText, sortedBy } from '../../documents';
import type { Finding } from '../finding';

/** Findings that are known and accepted: how many there may be of each kind, wherever in its file each stands. */
export type Baseline = ReadonlyMap<string, number>;

/** A text that is not a baseline. */
export class NoBaseline extends Error {}

/** The text of a baseline that accepts these findings, the same for the same findings. */
export function baselineText(findings: readonly Finding[]): string {
  const counts = new Map<string, { finding: Finding; count: number }>();
  for (const finding of findings) {
    const key = keyOf(finding);
    counts.set(key, { finding, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const known = sortedBy(counts, ([key]) => key).map(([, { finding, count }]) => ({
    ...identityOf(finding),
    ...(count > 1 && { count }),
  }));
  return `${jsonText({ findings: known })}\n`;
}

/** @throws NoBaseline for a text that is none */
export function readBaseline(text: string): Baseline {
  const counts = new Map<string, number>();
  for (const entry of entriesIn(text)) {
    const rule = textOf(entry, 'rule');
    if (rule === undefined) throw new NoBaseline('an entry names no rule');
    const count = field(entry, 'count');
    const key = keyOf({
      rule,
      message: textOf(entry, 'message') ?? '',
      ...optional('file', textOf(entry, 'file')),
      ...optional('path', textOf(entry, 'path')),
      ...optional('construct', textOf(entry, 'construct')),
    });
    counts.set(key, (counts.get(key) ?? 0) + (typeof count === 'number' ? count : 1));
  }
  return counts;
}

/** The findings beyond those that a baseline accepts, and how many it accepts that are gone. */
export function beyond(findings: readonly Finding[], baseline: Baseline): { fresh: Finding[]; gone: number } {
  const left = new Map(baseline);
  const fresh = findings.filter((finding) => {
    const key = keyOf(finding);
    const accepted = left.get(key) ?? 0;
    if (accepted > 0) left.set(key, accepted - 1);
    return accepted === 0;
  });
  return { fresh, gone: [...left.values()].reduce((sum, count) => sum + count, 0) };
}

type Identity = Pick<Finding, 'rule' | 'file' | 'path' | 'construct'> & { readonly message?: string };

/** What stays the same while lines move: where a finding has no place inside its object, its message tells it apart. */
function identityOf({ rule, file, path, construct, message }: Identity): Identity {
  return {
    rule,
    ...optional('file', file?.replaceAll('\\', '/')),
    ...optional('construct', construct),
    ...optional('path', path),
    ...(path === undefined ? optional('message', message) : {}),
  };
}

function keyOf(finding: Identity): string {
  return JSON.stringify(identityOf(finding));
}

function optional<Key extends string>(
  key: Key,
  value: string | undefined,
): { readonly [key in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]: string });
}

function textOf(entry: Data, key: string): string | undefined {
  const value = field(entry, key);
  return typeof value === 'string' ? value : undefined;
}

function entriesIn(text: string): readonly Data[] {
  try {
    const data = JSON.parse(text);
    const entries = field(data, 'findings');
    if (!Array.isArray(entries)) throw new NoBaseline('it has no list of findings');
    return items(entries);
  } catch (error) {
    if (error instanceof NoBaseline) throw error;
    throw new NoBaseline('it is not JSON');
  }
}

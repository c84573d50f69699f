import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import {
  configText,
  ofChart as madeOf,
  ofModel as modelOf,
  type ReleaseOutcome,
} from '../../lib/helm/probe/outcome';
import type { HelmAnswer } from './engine';
import type { ReleaseCase } from './generator';

export { difference, type ReleaseOutcome } from '../../lib/helm/probe/outcome';

// As Helm reads it: YAML 1.1, the last of equal keys wins.
const yaml11 = { version: '1.1', uniqueKeys: false, logLevel: 'error' } as const;

/** What Helm made of a release. */
export function ofChart({ error, notes = '', objects = [] }: HelmAnswer): ReleaseOutcome {
  if (error !== undefined) return { refused: true };
  const text = configText(objects);
  return madeOf(objects, text === undefined ? null : parse(text, yaml11), notes);
}

/** What the model makes of a release. */
export function ofModel(chartVersion: string, { release, namespace, values }: ReleaseCase): ReleaseOutcome {
  return modelOf({ chartVersion, values, release, namespace });
}

/** The outcome with a digest in the place of every object: as telling, and small enough to be stored. */
export function digested(outcome: ReleaseOutcome): ReleaseOutcome {
  if ('refused' in outcome) return outcome;
  const objects = Object.entries(outcome.objects).map(([id, object]) => [id, digest(object)]);
  return { ...outcome, objects: Object.fromEntries(objects) };
}

function digest(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(value)))
    .digest('hex')
    .slice(0, 16);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, inOrder(item)]));
}

import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { effectiveConfig } from '../../lib/helm';
import type { Answer } from './engine';
import type { Case } from './generator';
import { chartNotes, modelNotes } from './said';

/** What becomes of a release, in a form that the model's and Helm's answer share. */
export type Outcome =
  | { readonly refused: true }
  | {
      readonly config: unknown;
      /** By kind, namespace and name. */
      readonly objects: { readonly [id: string]: unknown };
      /** What the chart warns of, each in a word. */
      readonly notes: readonly string[];
    };

// As Helm reads it: YAML 1.1, the last of equal keys wins.
const yaml11 = { version: '1.1', uniqueKeys: false, logLevel: 'error' } as const;

/** What Helm made of a release. */
export function ofChart({ error, notes = '', objects = [] }: Answer): Outcome {
  if (error !== undefined) return { refused: true };
  return { config: configIn(objects), objects: byId(objects), notes: chartNotes(notes) };
}

/** What the model makes of a release. */
export function ofModel(chartVersion: string, { release, namespace, values }: Case): Outcome {
  const made = effectiveConfig({ chartVersion, values, release, namespace });
  if (!made.ok) return { refused: true };
  const { config, objects, warnings } = made;
  return plain({ config, objects: byId(objects), notes: modelNotes(warnings) });
}

/** The outcome with a digest in the place of every object: as telling, and small enough to be stored. */
export function digested(outcome: Outcome): Outcome {
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

/** The first place at which two outcomes differ, with what stands there in each; undefined where they agree. */
export function difference(model: Outcome, chart: Outcome): string | undefined {
  if (isDeepStrictEqual(model, chart)) return undefined;
  if ('refused' in model) return 'the model refuses, the chart does not';
  if ('refused' in chart) return 'the chart refuses, the model does not';
  return firstDifference(model, chart).slice(0, 600);
}

function firstDifference(model: unknown, chart: unknown): string {
  if (isHolder(model) && isHolder(chart) && Array.isArray(model) === Array.isArray(chart)) {
    const left = new Map(Object.entries(model));
    const right = new Map(Object.entries(chart));
    for (const key of new Set([...left.keys(), ...right.keys()])) {
      if (!isDeepStrictEqual(left.get(key), right.get(key)))
        return `[${JSON.stringify(key)}]${firstDifference(left.get(key), right.get(key))}`;
    }
  }
  return `: model ${JSON.stringify(model)}, chart ${JSON.stringify(chart)}`;
}

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

interface Manifest {
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown };
  readonly data?: { readonly relay?: unknown };
}

function configIn(objects: readonly unknown[]): unknown {
  const relay = (objects as readonly Manifest[]).find(
    ({ kind, data }) => kind === 'ConfigMap' && typeof data?.relay === 'string',
  )?.data?.relay;
  return typeof relay === 'string' ? plain(parse(relay, yaml11)) : null;
}

/** Objects by what names them. The configuration's own text is left out: the pod's checksum stands for it. */
function byId(objects: readonly unknown[]): { [id: string]: unknown } {
  return Object.fromEntries(
    (objects as readonly Manifest[]).map((object, position) => [
      `${object.kind} ${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? position}`,
      plain(withoutRelay(object)),
    ]),
  );
}

function withoutRelay(object: Manifest): Manifest {
  if (object.kind !== 'ConfigMap' || object.data?.relay === undefined) return object;
  return { ...object, data: {} };
}

function plain<Value>(value: Value): Value {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}

import { type Data, equal } from '../data';
import { effectiveConfig } from '../effective';
import type { ReleaseInput } from '../run';
import { chartNotes, modelNotes } from './said';

/** What becomes of a release, in a form that the model's and Helm's answer share. */
export type ReleaseOutcome =
  | { readonly refused: true }
  | {
      readonly config: unknown;
      /** By kind, namespace and name. */
      readonly objects: { readonly [id: string]: unknown };
      /** What the chart warns of, each in a word. */
      readonly notes?: readonly string[];
    };

/** What Helm made of a release: its objects, the configuration in them as data, and the chart's notes where they are known. */
export function ofChart(objects: readonly unknown[], config: unknown, notes?: string): ReleaseOutcome {
  const said = notes === undefined ? {} : { notes: chartNotes(notes) };
  return { config: plain(config), objects: byId(objects), ...said };
}

/** What the model makes of a release. */
export function ofModel(input: ReleaseInput): ReleaseOutcome {
  const made = effectiveConfig(input);
  if (!made.ok) return { refused: true };
  const { config, objects, warnings } = made;
  return plain({ config, objects: byId(objects), notes: modelNotes(warnings) });
}

/** The first place at which two outcomes differ, with what stands there in each; undefined where they agree. */
export function difference(model: ReleaseOutcome, chart: ReleaseOutcome): string | undefined {
  if (sameOutcome(model, chart)) return undefined;
  if ('refused' in model) return 'the model refuses, the chart does not';
  if ('refused' in chart) return 'the chart refuses, the model does not';
  return firstDifference(model, chart).slice(0, 600);
}

/** Notes count only where both are known. */
function sameOutcome(model: ReleaseOutcome, chart: ReleaseOutcome): boolean {
  if ('refused' in model || 'refused' in chart) return 'refused' in model && 'refused' in chart;
  const known = chart.notes === undefined ? { ...model, notes: undefined } : model;
  return equal(plain(known) as unknown as Data, plain(chart) as unknown as Data);
}

function firstDifference(model: unknown, chart: unknown): string {
  if (isHolder(model) && isHolder(chart) && Array.isArray(model) === Array.isArray(chart)) {
    const left = new Map(Object.entries(model));
    const right = new Map(Object.entries(chart));
    for (const key of new Set([...left.keys(), ...right.keys()])) {
      if (!equal(left.get(key) as Data, right.get(key) as Data))
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

/** The text of the configuration among the objects of a release; undefined where there is none. */
export function configText(objects: readonly unknown[]): string | undefined {
  const relay = (objects as readonly Manifest[]).find(
    ({ kind, data }) => kind === 'ConfigMap' && typeof data?.relay === 'string',
  )?.data?.relay;
  return typeof relay === 'string' ? relay : undefined;
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

import { catalogVersions } from '../collector/catalog';
import { leftBehind, splitId } from '../collector/effective';
import { blockComment, collectorPath, type Data, entries, isMap, lineComment, Redactor } from '../documents';
import { type AdoptContext, note, remarksAt } from './context';
import { expectedConfig } from './expected';
import type { AdoptInput } from './input';
import { HandleNames } from './names';
import { type AdoptNote, AdoptNotes } from './notes';
import { type AdoptedComponent, classOf, partsOf } from './parts';
import { importLines, type Modules, modelImport, statements } from './program';
import { type AdoptedRelease, adoptRelease } from './release';
import { withoutSecrets } from './secrets';
import { noteSource } from './source-notes';

/** How an adopted program is written. */
export interface AdoptOptions {
  /**
   * Collector release whose names the program is for, `0.158.0`; default: for a HelmRelease the one that its chart
   * runs, else the newest of the catalog.
   */
  readonly version?: string;
  /** Modules that the program imports; default: the installed package, `otelflux` and `otelflux/charts`. */
  readonly modules?: Modules;
}

/** A program that emits what was adopted. */
export interface AdoptedProgram {
  /** A module of TypeScript; exports `adopted`, and for a HelmRelease a function that makes its chart. */
  readonly code: string;
  /** Collector release whose names it is for. */
  readonly version: string;
  /** What the program's configuration is in that release, as data. */
  readonly expected: { readonly [section: string]: Data };
  readonly notes: readonly AdoptNote[];
}

const installed: Modules = { model: 'otelflux', charts: 'otelflux/charts' };

/** Writes the program for one configuration. Never throws: what cannot be carried is a note of kind `lost`. */
export function adopt(given: AdoptInput, options: AdoptOptions = {}): AdoptedProgram {
  const modules = options.modules ?? installed;
  const notes = new AdoptNotes();
  noteSource(given, notes);
  const { input, hidden, places } = withoutSecrets(given, notes);
  for (const { kind, location, message } of input.around) notes.add(kind, location, message);
  const release = input.release === undefined ? undefined : adoptRelease(input, input.release, notes);
  const config = release?.config ?? input.config;
  const version = options.version ?? release?.version ?? catalogVersions.newest;
  const parts = distinct(partsOf(config, version), input, notes);
  const emptyTelemetry =
    release !== undefined && (config.service as { telemetry?: Data } | null)?.telemetry === undefined;
  const context = contextOf(input, { config, version, parts, notes, hidden, emptyTelemetry });
  noteSections(context);
  noteRenames(context, parts);
  const body = statements(context, parts);
  const expected = expectedConfig(config, parts, { refusesNull: release !== undefined, emptyTelemetry });
  const chart = release?.statement(context, expected);
  const code = assembled(input, context, modules, release, [
    ...body,
    ...(chart === undefined ? [] : [chart]),
  ]);
  // Comments may quote what stands beside them.
  const redactor = new Redactor();
  redactor.learnPlaces(places);
  return { code: redactor.redact(code), version, expected, notes: redactor.redactData(notes.all()) };
}

interface ContextParts {
  readonly config: { readonly [section: string]: Data };
  readonly version: string;
  readonly parts: readonly AdoptedComponent[];
  readonly notes: AdoptNotes;
  readonly hidden: AdoptContext['hidden'];
  readonly emptyTelemetry: boolean;
}

function contextOf(
  input: AdoptInput,
  { config, version, parts, notes, hidden, emptyTelemetry }: ContextParts,
): AdoptContext {
  return {
    config,
    version,
    notes,
    hidden,
    names: new HandleNames(parts),
    imports: new Set(),
    locate: (path) => input.locate(path),
    comments: input.comments,
    prefix: input.prefix,
    renamed: new Map(
      parts.filter(({ id, newId }) => id !== newId).map((part) => [`${part.class} ${part.id}`, part.newId]),
    ),
    emptyTelemetry,
    refusesNull: input.release !== undefined,
  };
}

/** Two components that get one name in the chosen release cannot both be carried. */
function distinct(
  parts: readonly AdoptedComponent[],
  input: AdoptInput,
  notes: AdoptNotes,
): AdoptedComponent[] {
  const first = new Map<string, AdoptedComponent>();
  for (const part of parts) {
    const key = `${part.class} ${part.newId}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, part);
    else {
      const both = `${collectorPath(before.path)} and ${collectorPath(part.path)}`;
      notes.add(
        'lost',
        input.locate(part.path),
        `${both} are both called ${part.newId}: the second is left out; give one an instance name`,
      );
    }
  }
  return [...first.values()];
}

function noteSections(context: AdoptContext): void {
  for (const [section, body] of Object.entries(context.config)) {
    if (section === 'service') continue;
    const isKnown = classOf(section) !== undefined;
    if (isKnown && (body === null || entries(body).length > 0 || isMap(body))) continue;
    const reason = isKnown
      ? 'is not a map, so only the running collector knows what it holds'
      : 'is not a section of a collector configuration';
    note(context, 'lost', [section], `${reason}; it is left out`);
  }
}

function noteRenames(context: AdoptContext, parts: readonly AdoptedComponent[]): void {
  for (const part of parts) {
    if (part.id === part.newId) continue;
    note(context, 'changed', part.path, `becomes ${part.newId}, its name in collector ${context.version}`);
    for (const lost of leftBehind(part, splitId(part.newId).head, context.version)) {
      context.notes.add(
        'changed',
        context.locate(lost.path),
        `${lost.message}; let the storage run empty before the name changes`,
      );
    }
  }
}

function assembled(
  input: AdoptInput,
  context: AdoptContext,
  modules: Modules,
  release: AdoptedRelease | undefined,
  body: readonly string[],
): string {
  const rest = unplaced(input, context);
  const head = [
    `/** Adopted from ${blockComment(input.title)}, for collector ${context.version}. */`,
    ...rest,
  ].join('\n');
  const model = { module: modules.model, text: modelImport(context, modules.model) };
  const imports = importLines([...(release?.imports(modules) ?? []), model]);
  return `${[head, imports, ...body].join('\n\n')}\n`;
}

/** Comments whose place has no counterpart go to the head rather than away. */
function unplaced({ comments }: AdoptInput, context: AdoptContext): string[] {
  const { before = [] } = remarksAt(context, []);
  return [...comments.takeTop(), ...before, ...comments.takeBelow([])].map((line) => lineComment(line));
}

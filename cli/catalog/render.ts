import { type ComponentFields, catalogVersions, fieldNote, fieldsOf } from '../../lib/collector/catalog';
import { isAtLeast } from '../../lib/documents';
import { fieldRows, type NoteOf } from './fields';
import type { FoundComponent } from './select';

/** A component as `--json` tells it. */
export interface ComponentJson {
  readonly class: string;
  /** Name that the asked release knows. */
  readonly type: string;
  /** Name in the newest release of the catalog. */
  readonly canonical: string;
  readonly former: readonly { readonly type: string; readonly until: string; readonly alias: boolean }[];
  readonly stability: { readonly [signal: string]: string };
  readonly distributions: readonly string[];
  readonly factory: string | null;
  readonly since: string | null;
  readonly lastRelease: string | null;
  readonly deprecation: string | null;
}

/** The facts of a component, as data. */
export function componentJson({ facts, existence }: FoundComponent): ComponentJson {
  return {
    class: facts.class,
    type: existence.name,
    canonical: facts.type,
    former: facts.former,
    stability: facts.stability,
    distributions: existence.distributionsThatHaveIt,
    factory: facts.factory ?? null,
    since: facts.since ?? null,
    lastRelease: facts.until ?? null,
    deprecation: facts.deprecation ?? null,
  };
}

/** The fields of a component, as data; null where the catalog has none. */
export function fieldsJson({ facts }: FoundComponent): object | null {
  const fields = fieldsOf(facts.class, facts.type);
  if (fields === undefined) return null;
  return { release: fields.release ?? null, exact: fields.exact, fields: fieldRows(fields, notesOf(facts)) };
}

/** The table for people. */
export function listText(found: readonly FoundComponent[]): string {
  const rows = found.map(({ facts, existence }) => [
    facts.class,
    existence.name,
    stabilityText(facts.stability),
    existence.distributionsThatHaveIt.join(' '),
  ]);
  return table([['CLASS', 'TYPE', 'SIGNALS', 'DISTRIBUTIONS'], ...rows]);
}

/** Facts and fields of one component, for people. */
export function detailText(found: FoundComponent): string {
  const { facts, existence } = found;
  const lines = [
    `${facts.class} ${existence.name}`,
    ...(existence.name === facts.type ? [] : [`  called ${facts.type} in newer releases`]),
    ...facts.former.map(
      ({ type, until, alias }) => `  was ${type} before ${until}${alias ? ', still accepted' : ''}`,
    ),
    `  signals        ${stabilityText(facts.stability)}`,
    `  distributions  ${existence.distributionsThatHaveIt.join(' ') || 'none that is published'}`,
    ...(facts.since === undefined ? [] : [`  since          ${facts.since}`]),
    ...(facts.deprecation === undefined ? [] : [`  deprecation    ${facts.deprecation}`]),
    ...(facts.factory === undefined ? [] : [`  factory        ${facts.class}s.${facts.factory}`]),
  ];
  const fields = fieldsOf(facts.class, facts.type);
  if (fields === undefined)
    return `${lines.join('\n')}\n  fields         not in the catalog${facts.untyped === undefined ? '' : `: ${facts.untyped}`}\n`;
  return `${lines.join('\n')}\n  fields         ${sourceText(fields)}\n\n${fieldTable(fields, notesOf(facts))}`;
}

function sourceText(fields: ComponentFields): string {
  const assumed = isAtLeast(fields.release ?? '', catalogVersions.newest) ? '' : ', assumed for later ones';
  const origin =
    fields.release === undefined
      ? 'from tables of several releases'
      : `as in release ${fields.release}${assumed}`;
  return fields.inexact.length === 0 ? origin : `${origin}; ${fields.inexact.join('; ')}`;
}

/** Sentences about the fields of a component. */
function notesOf({ class: kind, type }: FoundComponent['facts']): NoteOf {
  return (group, field) => fieldNote(kind, type, group, field);
}

function fieldTable(fields: ComponentFields, noteOf: NoteOf): string {
  const rows = fieldRows(fields, noteOf).map((row) => [
    `  ${row.path}`,
    row.type,
    [
      row.required ? 'required' : '',
      row.optional ? 'off unless written' : '',
      row.deprecated ? 'deprecated' : '',
    ]
      .filter((word) => word !== '')
      .join(', '),
    row.default === undefined
      ? ''
      : typeof row.default === 'string'
        ? row.default
        : JSON.stringify(row.default),
    row.note ?? '',
  ]);
  if (rows.length === 0) return '  It takes no fields.\n';
  return table([['  FIELD', 'TYPE', '', 'DEFAULT', 'MEANING'], ...rows]);
}

function stabilityText(stability: { readonly [signal: string]: string }): string {
  return Object.entries(stability)
    .map(([signal, level]) => (signal === 'extension' ? level : `${signal.replace('_to_', '→')} ${level}`))
    .sort()
    .join(', ');
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

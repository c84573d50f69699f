import { splitId } from '../collector/effective';
import { collectorPath, type Data, entries, field, isMap, type Path } from '../documents';
import {
  type Code,
  callOf,
  type Item,
  type ListCode,
  type ObjectCode,
  type Property,
  print,
  quoted,
} from './code';
import { type AdoptContext, endAt, note, remarksAt } from './context';
import { type AdoptedComponent, idsOf, signalOf } from './parts';
import { telemetryCode } from './telemetry';

/** The call `collector({…})` that puts the handles together. */
export function collectorCall(context: AdoptContext, parts: readonly AdoptedComponent[]): string {
  context.imports.add('collector');
  const { service } = context.config;
  noteUnknownKeys(context, service, ['service'], ['extensions', 'pipelines', 'telemetry']);
  const properties: Property[] = [
    ...extensionsProperty(context, service),
    ...pipelinesProperty(context, service),
    ...unusedProperty(context, parts),
    ...telemetryProperty(context, service),
  ];
  const call: ObjectCode = { kind: 'object', properties, end: endAt(context, ['service']) };
  return print(callOf('collector', call), '', 'export const adopted = ;'.length);
}

function noteUnknownKeys(
  context: AdoptContext,
  data: Data | undefined,
  path: Path,
  known: readonly string[],
): void {
  for (const [key] of entries(data)) {
    if (known.includes(key)) continue;
    const unknown = 'is not part of a configuration that otelflux knows; add it by hand where it matters';
    note(context, 'lost', [...path, key], unknown);
  }
}

function extensionsProperty(context: AdoptContext, service: Data | undefined): Property[] {
  const path = ['service', 'extensions'];
  const enabled = field(service, 'extensions');
  if (enabled === undefined || enabled === null) return [];
  const value = members(context, enabled, path, (id) => context.names.of('extension', id), 'extension');
  return [{ key: 'extensions', ...remarksAt(context, path), value }];
}

function pipelinesProperty(context: AdoptContext, service: Data | undefined): Property[] {
  const path = ['service', 'pipelines'];
  const written = field(service, 'pipelines');
  if (!isMap(written) || Object.keys(written).length === 0) {
    note(context, 'lost', path, 'holds no pipeline: collector(…) needs at least one');
    return [{ key: 'pipelines', value: '[]' }];
  }
  const items = entries(written).flatMap(([key, pipeline]) =>
    pipelineItem(context, key, pipeline, [...path, key]),
  );
  const value: ListCode = { kind: 'list', items, end: endAt(context, path) };
  return [{ key: 'pipelines', ...remarksAt(context, path), value }];
}

function pipelineItem(context: AdoptContext, key: string, pipeline: Data, path: Path): Item[] {
  const { head, name } = splitId(key);
  const signal = signalOf(head);
  if (signal === undefined || !isMap(pipeline)) {
    const reason = signal === undefined ? `${head} is not a signal that otelflux knows` : 'it is not a map';
    note(context, 'lost', path, `is left out: ${reason}`);
    return [];
  }
  context.imports.add(signal);
  noteUnknownKeys(context, pipeline, path, ['receivers', 'processors', 'exporters']);
  const properties = ['receivers', 'processors', 'exporters'].flatMap((role) =>
    roleProperty(context, pipeline, role, path),
  );
  const body: ObjectCode = { kind: 'object', properties, end: endAt(context, path) };
  const tail = name === '' ? [] : [quoted(name)];
  return [{ ...remarksAt(context, path), value: callOf(signal, body, ...tail) }];
}

function roleProperty(context: AdoptContext, pipeline: Data, role: string, path: Path): Property[] {
  const here = [...path, role];
  const written = field(pipeline, role);
  if (role === 'processors' && (written === undefined || written === null)) return [];
  const ids = idsOf(written);
  if (role !== 'processors' && ids.length === 0) {
    note(context, 'lost', here, 'names nothing: collector(…) needs at least one');
  }
  const value = members(
    context,
    written ?? [],
    here,
    (id) => memberName(context, role, id),
    role.slice(0, -1),
  );
  return [{ key: role, ...remarksAt(context, here), value }];
}

function memberName(context: AdoptContext, role: string, id: string): string | undefined {
  if (role === 'processors') return context.names.of('processor', id);
  return (
    context.names.of(role === 'receivers' ? 'receiver' : 'exporter', id) ?? context.names.of('connector', id)
  );
}

/** A list of handles. What is not defined, or decided by a variable, is told and left out. */
function members(
  context: AdoptContext,
  written: Data,
  path: Path,
  nameOf: (id: string) => string | undefined,
  noun: string,
): Code {
  const texts = Array.isArray(written)
    ? written
    : typeof written === 'string' && written !== ''
      ? written.split(',')
      : [];
  const items = texts.flatMap((text, index): Item[] => {
    const here = Array.isArray(written) ? [...path, index] : path;
    const name = typeof text === 'string' ? nameOf(splitId(text).id) : undefined;
    if (name !== undefined) return [{ ...remarksAt(context, here), value: name }];
    const reason =
      typeof text === 'string' && text.includes('${')
        ? 'only the running collector knows what it is'
        : `no such ${noun} is defined`;
    context.notes.add(
      'lost',
      context.locate(here),
      `${collectorPath(path)} names ${JSON.stringify(text)}, which is left out: ${reason}`,
    );
    return [];
  });
  return { kind: 'list', items, end: endAt(context, path) };
}

/** What is defined and not used, extensions that are not started included. */
function unusedProperty(context: AdoptContext, parts: readonly AdoptedComponent[]): Property[] {
  const enabled = new Set(idsOf(field(context.config.service, 'extensions')));
  const unused = parts.filter((part) =>
    part.class === 'extension' ? !enabled.has(part.id) : part.gives.length === 0 && part.takes.length === 0,
  );
  if (unused.length === 0) return [];
  const items = unused.map((part) => ({ value: context.names.of(part.class, part.id) ?? part.id }));
  return [
    { key: 'components', value: { kind: 'list', items, end: [] }, before: [' Defined, and not used.'] },
  ];
}

function telemetryProperty(context: AdoptContext, service: Data | undefined): Property[] {
  const path = ['service', 'telemetry'];
  const written = field(service, 'telemetry');
  if (written === undefined) return context.emptyTelemetry ? [{ key: 'telemetry', value: '{}' }] : [];
  if (written === null) return [];
  return [
    { key: 'telemetry', ...remarksAt(context, path), value: telemetryCode(context, written, path, 12) },
  ];
}

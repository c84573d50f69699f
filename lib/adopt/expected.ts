import { splitId } from '../collector/effective';
import { type Data, entries, field, isMap, type Path } from '../documents';
import { type AdoptedComponent, classOf } from './parts';
import { isEmptyBlock } from './typed';

/**
 * What an adopted configuration must come out as: the input with the names of the chosen release, without empty lists of
 * extensions and processors that are null, and with `{}` where null and `{}` are the same to the collector.
 */
export function expectedConfig(
  config: { readonly [section: string]: Data },
  parts: readonly AdoptedComponent[],
  options: { readonly refusesNull: boolean; readonly emptyTelemetry: boolean },
): { [section: string]: Data } {
  const renamed = new Map(parts.map((part) => [`${part.class} ${part.id}`, part.newId]));
  // The first of two that are written under one key, as in a list.
  const byKey = new Map([...parts].reverse().map((part) => [`${part.class} ${part.path[1]}`, part]));
  const result: { [section: string]: Data } = {};
  for (const [section, body] of Object.entries(config)) {
    const componentClass = classOf(section);
    if (componentClass === undefined) continue;
    const bodies = entries(body).map(([key, value]): [string, Data] => {
      const part = byKey.get(`${componentClass} ${key}`);
      const plain = value === null && options.refusesNull ? {} : value;
      return [part?.newId ?? key, part === undefined ? plain : referencesRenamed(plain, part, renamed)];
    });
    if (bodies.length > 0) result[section] = Object.fromEntries(bodies);
  }
  return { ...result, service: service(config.service, renamed, options.emptyTelemetry) };
}

function referencesRenamed(body: Data, part: AdoptedComponent, renamed: ReadonlyMap<string, string>): Data {
  const places = new Map(
    part.extensions.map(({ id, path }) => [JSON.stringify(path), renamed.get(`extension ${id}`)]),
  );
  const visit = (value: Data, path: Path): Data => {
    if (value === null && isEmptyBlock(path)) return {};
    if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index]));
    if (isMap(value)) {
      return Object.fromEntries(entries(value).map(([key, item]) => [key, visit(item, [...path, key])]));
    }
    return places.get(JSON.stringify(path)) ?? value;
  };
  return visit(body, part.path);
}

function service(
  written: Data | undefined,
  renamed: ReadonlyMap<string, string>,
  emptyTelemetry: boolean,
): Data {
  const result: { [key: string]: Data } = {};
  const extensions = field(written, 'extensions');
  if (Array.isArray(extensions) && extensions.length > 0)
    result.extensions = ids(extensions, ['extension'], renamed);
  const pipelines = entries(field(written, 'pipelines')).map(([key, pipeline]): [string, Data] => [
    splitId(key).id,
    Object.fromEntries(
      entries(pipeline).flatMap(([role, members]): [string, Data][] =>
        role === 'processors' && members === null ? [] : [[role, ids(members, classesOf(role), renamed)]],
      ),
    ),
  ]);
  result.pipelines = Object.fromEntries(pipelines);
  const telemetry = field(written, 'telemetry');
  if (telemetry !== undefined && telemetry !== null) result.telemetry = telemetry;
  else if (emptyTelemetry) result.telemetry = {};
  return result;
}

function classesOf(role: string): string[] {
  return role === 'processors' ? ['processor'] : [role.slice(0, -1), 'connector'];
}

function ids(members: Data, classes: readonly string[], renamed: ReadonlyMap<string, string>): Data {
  const texts = typeof members === 'string' ? members.split(',') : members;
  if (!Array.isArray(texts)) return members;
  return texts.map((text) => {
    if (typeof text !== 'string') return text;
    const { id } = splitId(text);
    const found = classes.map((each) => renamed.get(`${each} ${id}`)).find((newId) => newId !== undefined);
    return found ?? id;
  });
}

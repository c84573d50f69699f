import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { canonicalType, componentClasses } from '../../../lib/collector/catalog';
import { type Data, isList } from '../../../lib/documents';

type Table = { readonly [key: string]: Data };
type ComponentClass = (typeof componentClasses)[number];

const root = join(__dirname, '..', '..', '..');
const modules: { readonly [name: string]: string } = {
  otelflux: join(root, 'lib', 'collector'),
  'otelflux/charts': join(root, 'charts'),
  constructs: 'constructs',
};

/** Runs a program that was adopted and returns what it exports. */
export function run(code: string): { readonly [name: string]: unknown } {
  const { code: script } = transformSync(code, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  const exported: { [name: string]: unknown } = {};
  const load = (name: string): unknown => {
    const path = modules[name];
    if (path === undefined) throw new Error(`an adopted program must not import ${name}`);
    return require(path);
  };
  new Function('exports', 'require', script)(exported, load);
  return exported;
}

/** Where a receiver takes null for defaults, as it does `{}`. */
const blocks = new Set(['protocols', 'scrapers']);

/**
 * A configuration in a form in which two are equal where they are the same to the collector: newest names, no empty
 * lists of extensions, and `{}` for the nulls that mean defaults.
 */
export function canonical(config: Table): Table {
  const extensions = new Set(keysOf(config.extensions));
  const renamed = (body: Data, path: readonly string[]): Data => {
    if (typeof body === 'string') return extensions.has(body) ? newest('extension', body) : body;
    if (isList(body)) return body.map((item, index) => renamed(item, [...path, String(index)]));
    if (body === null)
      return path.length === 4 && path[0] === 'receivers' && blocks.has(path[2] ?? '') ? {} : null;
    if (typeof body !== 'object') return body;
    return mapped(body, (key, value) => [key, renamed(value, [...path, key])]);
  };
  const sections = componentClasses.flatMap((componentClass): [string, Data][] => {
    const section = `${componentClass}s`;
    const body = config[section];
    if (keysOf(body).length === 0) return [];
    return [
      [
        section,
        mapped(body as Table, (id, value) => [newest(componentClass, id), renamed(value, [section, id])]),
      ],
    ];
  });
  return { ...Object.fromEntries(sections), service: canonicalService(config) };
}

function canonicalService(config: Table): Data {
  const service = (config.service ?? {}) as Table;
  const listed = (service.extensions ?? []) as Data[];
  const connectors = new Set(keysOf(config.connectors));
  const members = (role: string, ids: Data): Data =>
    (ids as string[]).map((id) =>
      newest(connectors.has(id) ? 'connector' : (role.slice(0, -1) as ComponentClass), id),
    );
  const pipelines = mapped((service.pipelines ?? {}) as Table, (id, pipeline) => [
    id,
    Object.fromEntries(
      Object.entries(pipeline as Table)
        .filter(([, ids]) => ids !== null)
        .map(([role, ids]) => [role, members(role, ids)]),
    ),
  ]);
  return {
    ...(listed.length === 0 ? {} : { extensions: listed.map((id) => newest('extension', id as string)) }),
    pipelines,
    ...(service.telemetry == null ? {} : { telemetry: service.telemetry }),
  };
}

function newest(componentClass: ComponentClass, id: string): string {
  const [type = '', ...name] = id.split('/');
  return [canonicalType(componentClass, type), ...name].join('/');
}

function keysOf(data: Data | undefined): string[] {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? Object.keys(data) : [];
}

function mapped(data: Table, change: (key: string, value: Data) => [string, Data]): { [key: string]: Data } {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => change(key, value)));
}

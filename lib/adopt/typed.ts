import { isPort } from '../collector';
import { canonicalType, type FieldGroup, type FieldType } from '../collector/catalog';
import { splitId } from '../collector/effective';
import { type Data, isList, isMap, type Path } from '../documents';
import { type Code, quoted } from './code';
import { type AdoptContext, note } from './context';
import { environmentCode, itemsOf, mapOf, scalar } from './literals';

/** Why a value cannot be written in the types of the model. */
export class Misfit extends Error {
  constructor(
    readonly path: Path,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/**
 * A value in the form that the model's types take: variables as `env(…)`, secrets as `plainText(…)`, extensions as
 * handles.
 *
 * @throws Misfit where the types would refuse it
 */
export function typedCode(context: AdoptContext, value: Data, type: FieldType, path: Path): Code {
  switch (type.kind) {
    case 'object':
      return groupCode(context, value, type.object, path);
    case 'map':
      return mapCode(context, value, type.of, path);
    case 'list':
      return listCode(context, value, type.of, path);
    case 'oneOf':
      return firstFitting(context, value, type.of, path);
    case 'any':
      return anyCode(context, value, path);
    case 'extension':
      return extensionCode(context, value, path);
    default:
      return scalarCode(context, value, type, path);
  }
}

/** A whole map of known fields. */
export function groupCode(context: AdoptContext, value: Data, group: FieldGroup, path: Path): Code {
  if (value === null && isEmptyBlock(path)) return emptyBlockCode(context, path);
  if (!isMap(value)) throw new Misfit(path, 'is not a map');
  for (const field of group.fields.values()) {
    if (field.required && !Object.hasOwn(value, field.name))
      throw new Misfit([...path, field.name], 'is missing');
  }
  return mapOf(context, value, path, (item, here) => {
    const key = String(here.at(-1));
    const type = group.fields.get(key)?.type ?? (group.fields.size === 0 ? group.others : undefined);
    if (type === undefined) throw new Misfit(here, 'is not a field that the catalog knows');
    return typedCode(context, item, type, here);
  });
}

/**
 * Blocks of receivers that mean their defaults, written as null or as `{}`: a protocol that appears keeps its default
 * (collector and contrib 0.158), a scraper that appears is made with its default configuration.
 */
const emptyBlocks: { readonly [type: string]: string } = {
  otlp: 'protocols',
  otelarrow: 'protocols',
  jaeger: 'protocols',
  host_metrics: 'scrapers',
};

/** True for the place of such a block. */
export function isEmptyBlock(path: Path): boolean {
  const [section, id, key] = path;
  if (path.length !== 4 || section !== 'receivers') return false;
  const type = canonicalType('receiver', splitId(String(id)).head);
  return Object.hasOwn(emptyBlocks, type) && emptyBlocks[type] === key;
}

/** The code for null at the place of such a block. */
export function emptyBlockCode(context: AdoptContext, path: Path): Code {
  const message = 'is written as {} instead of null; the receiver takes both for its defaults';
  note(context, 'changed', path, message);
  return '{}';
}

function mapCode(context: AdoptContext, value: Data, of: FieldType, path: Path): Code {
  if (!isMap(value)) throw new Misfit(path, 'is not a map');
  return mapOf(context, value, path, (item, here) => typedCode(context, item, of, here));
}

function listCode(context: AdoptContext, value: Data, of: FieldType, path: Path): Code {
  if (!Array.isArray(value)) throw new Misfit(path, 'is not a list');
  return itemsOf(context, value, path, (item, here) => typedCode(context, item, of, here));
}

/** Types are tried dry first, since a failed attempt would use up comments. */
function firstFitting(context: AdoptContext, value: Data, types: readonly FieldType[], path: Path): Code {
  let misfit = new Misfit(path, 'fits no form of this field');
  for (const type of types) {
    const found = misfitOf(context, value, type, path);
    if (found === undefined) return typedCode(context, value, type, path);
    if (found.path.length > misfit.path.length) misfit = found;
  }
  throw misfit;
}

/** Whether the types refuse a value, without any trace in the context. */
export function misfitOf(
  context: AdoptContext,
  value: Data,
  type: FieldType,
  path: Path,
): Misfit | undefined {
  try {
    typedCode(withoutTrace(context), value, type, path);
    return undefined;
  } catch (error) {
    if (error instanceof Misfit) return error;
    throw error;
  }
}

function withoutTrace(context: AdoptContext): AdoptContext {
  const silent = { take: () => ({}), takeEnd: () => [] };
  return {
    ...context,
    comments: silent as unknown as AdoptContext['comments'],
    imports: new Set(),
    notes: { add: () => undefined } as unknown as AdoptContext['notes'],
  };
}

/** Data that the component reads freely. */
function anyCode(context: AdoptContext, value: Data, path: Path): Code {
  refuseLookalike(value, path);
  if (isList(value)) return listCode(context, value, { kind: 'any' }, path);
  if (isMap(value)) return mapCode(context, value, { kind: 'any' }, path);
  return environmentCode(context, value) ?? scalar(value);
}

const ownKinds = new Set<Data | undefined>([
  'environment',
  'secret',
  'plainText',
  'podAddress',
  'endpoint',
  'pipeline',
]);

/** Data in the shape of one of the model's own values would be written as such. */
function refuseLookalike(value: Data, path: Path): void {
  if (isLookalike(value)) throw new Misfit(path, "has the shape of one of otelflux's own values");
}

/** True for a map that the model would take for one of its own values. */
export function isLookalike(value: Data): boolean {
  if (!isMap(value)) return false;
  const isValue =
    ownKinds.has(value.kind) && ['variable', 'text', 'port', 'signal'].some((key) => key in value);
  return isValue || (value.class === 'extension' && 'untyped' in value && 'type' in value);
}

function extensionCode(context: AdoptContext, value: Data, path: Path): Code {
  if (typeof value !== 'string') throw new Misfit(path, 'names no extension');
  const { id } = splitId(value);
  const name = context.names.of('extension', id);
  if (name === undefined) throw new Misfit(path, `names the extension ${id}, which is not defined`);
  return name;
}

type ScalarType = Exclude<FieldType, { kind: 'object' | 'map' | 'list' | 'oneOf' }>;

function scalarCode(context: AdoptContext, value: Data, type: ScalarType, path: Path): Code {
  if (value === null) throw new Misfit(path, 'is null');
  const variable = environmentCode(context, value);
  if (variable !== undefined) return variable;
  const code = plainScalar(context, value, type, path);
  if (code === undefined) throw new Misfit(path, `is not a valid ${wordFor(type)}`);
  return code;
}

function wordFor(type: ScalarType): string {
  return type.kind === 'enumeration' ? `one of ${type.values.join(', ')}` : type.kind;
}

function plainScalar(context: AdoptContext, value: Data, type: ScalarType, path: Path): string | undefined {
  switch (type.kind) {
    case 'integer':
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? scalar(value) : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? scalar(value) : undefined;
    case 'size':
      return typeof value === 'number' || matches(value, sizeShape)
        ? scalar(value as number | string)
        : undefined;
    case 'enumeration':
      return type.values.some((known) => known === value) ? scalar(value as number | string) : undefined;
    default:
      return typeof value === 'string' ? textCode(context, value, type, path) : undefined;
  }
}

function textCode(context: AdoptContext, value: string, type: ScalarType, path: Path): string | undefined {
  switch (type.kind) {
    case 'duration':
      return value === '0' || matches(value, durationShape) ? quoted(value) : undefined;
    case 'secret':
      context.imports.add('plainText');
      note(context, 'kept', path, 'stands openly; a Secret and secretEnv(…) would keep it out of Git');
      return `plainText(${quoted(value)})`;
    case 'listen':
      return listenCode(context, value);
    case 'component':
      return quoted(currentReference(context, value));
    case 'pipeline':
      return matches(value, pipelineShape) ? quoted(value) : undefined;
    default:
      return quoted(value);
  }
}

const sizeShape = /^-?\d+(?:\.\d+)?(?:[kmg]?b|[KMG]B|[kmg]ib|[KMG]iB)?$/;
const durationPart = '-?\\d+(?:\\.\\d+)?(?:ns|us|µs|ms|s|m|h)';
const durationShape = new RegExp(`^${durationPart}(?:${durationPart}){0,2}$`);
const pipelineShape = /^(?:traces|metrics|logs|profiles)(?:\/.*)?$/s;

function matches(value: Data, shape: RegExp): value is string {
  return typeof value === 'string' && shape.test(value);
}

function listenCode(context: AdoptContext, value: string): string {
  const digits = /^\$\{env:MY_POD_IP\}:([1-9]\d*)$/.exec(value)?.[1];
  if (digits === undefined || !isPort(Number(digits))) return quoted(value);
  context.imports.add('podIp');
  return `podIp(${digits})`;
}

/** Text that names an extension follows it where that is written under a newer name. */
function currentReference(context: AdoptContext, value: string): string {
  return context.renamed.get(`extension ${splitId(value).id}`) ?? value;
}

import { type Data, type DataMap, isList, isMap, type Path } from '../documents';
import { type Code, type ListCode, type ObjectCode, quoted } from './code';
import { type AdoptContext, endAt, remarksAt } from './context';

/** Turns one value into code, or says by `undefined` that it leaves it to the literal. */
export type Replacement = (value: Data, path: Path) => Code | undefined;

/** Data as a literal with its comments. Text stays text; nothing is checked. */
export function literal(
  context: AdoptContext,
  value: Data,
  path: Path,
  replace: Replacement = () => undefined,
): Code {
  const replaced = replace(value, path);
  if (replaced !== undefined) return replaced;
  const codeOf = (item: Data, here: Path) => literal(context, item, here, replace);
  if (isList(value)) return itemsOf(context, value, path, codeOf);
  if (isMap(value)) return mapOf(context, value, path, codeOf);
  return hiddenCode(context, value) ?? scalar(value);
}

type CodeOf = (item: Data, here: Path) => Code;

/** A list as code, with the comments at its items. */
export function itemsOf(context: AdoptContext, list: readonly Data[], path: Path, codeOf: CodeOf): ListCode {
  const items = list.map((item, index) => {
    const here = [...path, index];
    return { ...remarksAt(context, here), value: codeOf(item, here) };
  });
  return { kind: 'list', items, end: endAt(context, path) };
}

/** A map as code, with the comments at its fields. */
export function mapOf(context: AdoptContext, map: DataMap, path: Path, codeOf: CodeOf): ObjectCode {
  const properties = Object.entries(map).map(([key, item]) => {
    const here = [...path, key];
    return { ...remarksAt(context, here), key, value: codeOf(item, here) };
  });
  return { kind: 'object', properties, end: endAt(context, path) };
}

/** `secretEnv(…)` for a secret that was taken out. */
function hiddenCode(context: AdoptContext, value: Data): string | undefined {
  const [, variable = ''] = (typeof value === 'string' ? environment.exec(value) : null) ?? [];
  return context.hidden.has(variable) ? environmentCode(context, value) : undefined;
}

/** A scalar as a literal. */
export function scalar(value: null | boolean | number | string): string {
  return typeof value === 'string' ? quoted(value) : String(Object.is(value, -0) ? 0 : value);
}

const environment = /^\$\{env:([A-Za-z_][A-Za-z0-9_]*)(?::-([^{}$]*))?\}$/;

/** `env('NAME')` for a text that is nothing but a reference to one variable. */
export function environmentCode(context: AdoptContext, value: Data): string | undefined {
  const [, variable, fallback] = (typeof value === 'string' ? environment.exec(value) : null) ?? [];
  if (variable === undefined) return undefined;
  const hidden = context.hidden.get(variable);
  if (hidden !== undefined) {
    context.imports.add('secretEnv');
    return `secretEnv({ secret: ${quoted(hidden.secret)}, key: ${quoted(hidden.key)} })`;
  }
  context.imports.add('env');
  return fallback === undefined
    ? `env(${quoted(variable)})`
    : `env(${quoted(variable)}, ${quoted(fallback)})`;
}

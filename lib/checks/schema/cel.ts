import type { CelInput } from '@bufbuild/cel';
import type { Data, DataMap } from '../../documents';
import type { CelRule, Schema } from './schema';

/** A rule that does not hold, and the field that it is about where it names one alone. */
export interface BrokenRule {
  readonly message: string;
  readonly field?: string;
}

type Evaluate = (self: CelInput) => unknown;
type Definition = (name: string) => Schema | undefined;

const programs = new Map<string, Evaluate>();

/** The `x-kubernetes-validations` of a schema that do not hold for a map; a rule that cannot be evaluated holds. */
export function* brokenRules(schema: Schema, map: DataMap, definition: Definition): Generator<BrokenRule> {
  const rules = schema['x-kubernetes-validations'];
  if (rules === undefined) return;
  const self = celValue(schema, map, definition);
  for (const rule of rules) {
    if (holds(rule, self)) continue;
    const field = subjectOf(rule, map);
    yield {
      message: rule.message ?? `does not satisfy ${rule.rule}`,
      ...(field === undefined ? {} : { field }),
    };
  }
}

function holds({ rule }: CelRule, self: CelInput): boolean {
  // Rules about a change (`oldSelf`) hold for whatever stands alone.
  if (/\boldSelf\b/.test(rule)) return true;
  try {
    return program(rule)(self) !== false;
  } catch {
    return true;
  }
}

function program(rule: string): Evaluate {
  const known = programs.get(rule);
  if (known !== undefined) return known;
  // Loaded where the first rule is met: most kinds have none.
  const { celEnv, parse, plan } = require('@bufbuild/cel') as typeof import('@bufbuild/cel');
  const evaluate = plan(celEnv(), parse(rule));
  const made: Evaluate = (self) => evaluate({ self });
  programs.set(rule, made);
  return made;
}

/** A value as the rules see it: defaults filled in, whole numbers as such. */
function celValue(schema: Schema | undefined, value: Data, definition: Definition): CelInput {
  const meant = schema?.$ref === undefined ? schema : definition(schema.$ref);
  if (typeof value === 'number')
    return Number.isInteger(value) && meant?.type !== 'number' ? BigInt(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => celValue(meant?.items, item, definition));
  const entries = new Map<string, CelInput>();
  for (const [name, property] of Object.entries(meant?.properties ?? {})) {
    if (property.default !== undefined) entries.set(name, property.default as CelInput);
  }
  for (const [key, item] of Object.entries(value)) {
    if (item !== null) entries.set(key, celValue(propertyOf(meant, key), item, definition));
  }
  return entries;
}

function propertyOf(schema: Schema | undefined, key: string): Schema | undefined {
  const { properties, additionalProperties } = schema ?? {};
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** The one field that a rule forbids under a condition (`!has(self.field) || …`). */
function subjectOf({ rule }: CelRule, map: DataMap): string | undefined {
  const forbidden = [...rule.matchAll(/!has\(self\.(\w+)\)/g)].map(([, field = '']) => field);
  const present = [...new Set(forbidden)].filter((field) => Object.hasOwn(map, field));
  return present.length === 1 ? present[0] : undefined;
}

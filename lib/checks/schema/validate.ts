import {
  type Data,
  type DataMap,
  firstOf,
  isList,
  isMap,
  nearest,
  ownValue,
  type Path,
} from '../../documents';
import { brokenRules } from './cel';
import type { KindSchema } from './kind-schema';
import { type PlaceStep, pathOf, type SchemaProblem } from './problem';
import { described, numberFaults, textFaults } from './scalars';
import type { Schema } from './schema';

/**
 * What a schema finds wrong with an object, all at once, in the order of the schema's walk through it.
 *
 * Structural schemas are read as the API server reads them, which general validators do not: null, whole numbers or text,
 * fields that are kept although unknown. They are interpreted and not compiled: compiling Jaeger's alone takes longer than
 * judging a thousand services.
 */
export function validate(kind: KindSchema, object: Data): SchemaProblem[] {
  const validation = new Validation(kind);
  validation.visit(kind.schema, object, undefined);
  const name = kind.schema['x-name'];
  if (name !== undefined) validation.name(name, object);
  return validation.problems;
}

/** A value that a substitution, a reference or a decryption decides later: nothing is known of it. */
function isOpen(text: string): boolean {
  return text.includes('${') || text.startsWith('ENC[AES256_GCM,');
}

const typeNames: { readonly [type in NonNullable<Schema['type']>]: string } = {
  object: 'a map',
  array: 'a list',
  string: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
};

class Validation {
  readonly problems: SchemaProblem[] = [];

  constructor(private readonly kind: KindSchema) {}

  private report(
    kind: SchemaProblem['kind'],
    step: PlaceStep | undefined,
    message: string,
    fix?: string,
    isSlip = false,
  ): void {
    const path: Path = pathOf(step);
    this.problems.push({
      kind,
      path,
      message,
      ...(fix === undefined ? {} : { fix }),
      ...(isSlip ? { isSlip } : {}),
    });
  }

  /** `metadata.name`, which every object but one with a generated name has. */
  name(format: Schema, object: Data): void {
    const metadata = isMap(object) ? object.metadata : undefined;
    if (!isMap(metadata)) return;
    const step: PlaceStep = { up: { up: undefined, key: 'metadata' }, key: 'name' };
    const { name, generateName } = metadata;
    if (typeof name === 'string' && name !== '') {
      if (!isOpen(name))
        for (const fault of textFaults(format, name)) this.report(fault.kind, step, fault.message);
    } else if (generateName === undefined && (name === undefined || name === null || name === '')) {
      this.report('missing', step, 'is missing', 'Give the object a name.');
    }
  }

  visit(schema: Schema, value: Data, step: PlaceStep | undefined): void {
    const meant = this.resolve(schema);
    // The API server takes null for absent, in its own kinds and in custom resources.
    if (value === null) return;
    if (meant['x-kubernetes-int-or-string'] === true) this.visitIntOrString(meant, value, step);
    else if (typeof value === 'string' && meant.type !== 'string' && isOpen(value)) return;
    else if (isList(value))
      this.visitTyped(meant, 'array', value, () => this.visitList(meant, value, step), step);
    else if (typeof value === 'object')
      this.visitTyped(meant, 'object', value, () => this.visitMap(meant, value, step), step);
    else if (typeof value === 'string')
      this.visitTyped(meant, 'string', value, () => this.visitText(meant, value, step), step);
    else if (typeof value === 'boolean') this.visitTyped(meant, 'boolean', value, () => undefined, step);
    else {
      const type = meant.type === 'integer' && Number.isInteger(value) ? 'integer' : 'number';
      this.visitTyped(meant, type, value, () => this.visitNumber(meant, value, step), step);
    }
  }

  /** Goes on where the value has the type that is wanted, or any type is; reports it otherwise. */
  private visitTyped(
    schema: Schema,
    type: Schema['type'],
    value: Data,
    goOn: () => void,
    step: PlaceStep | undefined,
  ): void {
    if (schema.type === type) goOn();
    else if (schema.type === 'string') this.notText(value, step);
    else if (schema.type !== undefined) this.wrongType(typeNames[schema.type], value, step);
  }

  private resolve(schema: Schema): Schema {
    let meant = schema;
    while (meant.$ref !== undefined) meant = this.kind.definition(meant.$ref) ?? {};
    return meant;
  }

  private wrongType(wanted: string, value: Data, step: PlaceStep | undefined): void {
    this.report('type', step, `is ${described(value)} where ${wanted} belongs`, `Write ${wanted}.`);
  }

  private notText(value: Data, step: PlaceStep | undefined): void {
    if (typeof value === 'object') this.wrongType(typeNames.string, value, step);
    else
      this.report(
        'type',
        step,
        `is ${described(value)} where text belongs`,
        `Quote it: \`"${String(value)}"\`.`,
      );
  }

  private visitIntOrString(schema: Schema, value: Data, step: PlaceStep | undefined): void {
    const takesFractions = schema['x-quantity'] === true || schema.pattern !== undefined;
    if (typeof value === 'string') this.visitText(schema, value, step);
    else if (typeof value !== 'number') this.wrongType('a number or text', value, step);
    else if (takesFractions || Number.isInteger(value)) this.visitNumber(schema, value, step);
    else this.wrongType('a whole number or text', value, step);
  }

  private visitText(schema: Schema, text: string, step: PlaceStep | undefined): void {
    if (isOpen(text)) return;
    for (const { kind, message, fix } of textFaults(schema, text, this.kind.patternsAreForeign))
      this.report(kind, step, message, fix);
  }

  private visitNumber(schema: Schema, value: number, step: PlaceStep | undefined): void {
    for (const { kind, message, fix } of numberFaults(schema, value)) this.report(kind, step, message, fix);
  }

  private visitList(schema: Schema, list: readonly Data[], step: PlaceStep | undefined): void {
    const { items, minItems, maxItems } = schema;
    if (minItems !== undefined && list.length < minItems)
      this.report('range', step, `has fewer than ${minItems} items`);
    if (maxItems !== undefined && list.length > maxItems)
      this.report('range', step, `has more than ${maxItems} items`);
    if (items === undefined) return;
    for (const [index, item] of list.entries()) {
      const here: PlaceStep = { up: step, key: index };
      // A map without demanded fields may be empty, and null is an empty one: `ingress: [null]` lets everything in.
      if (item === null && !this.mayBeEmpty(items))
        this.report('type', here, 'is null', 'Take the empty item out.');
      else this.visit(items, item, here);
    }
  }

  /** Where a field is demanded it is told as missing. */
  private refusesNull(property: Schema, isDemanded = false): boolean {
    const { type, nullable, default: usual } = this.resolve(property);
    return (
      this.kind.isCustom === true &&
      !isDemanded &&
      type !== undefined &&
      nullable !== true &&
      usual === undefined
    );
  }

  private mayBeEmpty(items: Schema): boolean {
    const { nullable, type, required = [] } = this.resolve(items);
    return nullable === true || (type === 'object' && required.length === 0);
  }

  private visitMap(schema: Schema, map: DataMap, step: PlaceStep | undefined): void {
    const before = this.problems.length;
    const { properties, additionalProperties, required } = schema;
    const slips = new Set(required === undefined ? [] : this.slipsIn(schema, map));
    for (const name of required ?? []) if (!slips.has(name)) this.demand(schema, map, name, step);
    for (const [key, value] of Object.entries(map)) {
      const property = properties === undefined ? undefined : ownValue(properties, key);
      if (
        property !== undefined &&
        value === null &&
        !isMetadata(step, key) &&
        this.refusesNull(property, required?.includes(key))
      )
        this.report('null', { up: step, key }, 'is null', 'Write a value, or leave the key out.');
      else if (property !== undefined) this.visit(property, value, { up: step, key });
      else if (typeof additionalProperties === 'object')
        this.visit(additionalProperties, value, { up: step, key });
      else if (isClosed(schema)) this.unknown(schema, key, step);
    }
    if (this.problems.length > before) return;
    for (const { message, field } of brokenRules(schema, map, (name) => this.kind.definition(name))) {
      this.report('rule', field === undefined ? step : { up: step, key: field }, message);
    }
  }

  /** Fields that unknown ones nearly are: they are misspelt, and not missing as well. */
  private slipsIn(schema: Schema, map: DataMap): string[] {
    const { properties = {} } = schema;
    if (!isClosed(schema)) return [];
    return Object.keys(map).flatMap((key) =>
      Object.hasOwn(properties, key) ? [] : (nearest(key, Object.keys(properties)) ?? []),
    );
  }

  private demand(schema: Schema, map: DataMap, name: string, step: PlaceStep | undefined): void {
    const value = ownValue(map, name);
    if (value !== undefined && value !== null) return;
    const property = schema.properties?.[name];
    if (property !== undefined && this.resolve(property).default !== undefined) return;
    this.report('missing', { up: step, key: name }, 'is missing', `Write \`${name}\`.`);
  }

  private unknown(schema: Schema, key: string, step: PlaceStep | undefined): void {
    const known = Object.keys(schema.properties ?? {});
    const near = nearest(key, known);
    const fix = near === undefined ? `The fields here are ${listed(known)}.` : `Write \`${near}\`.`;
    const whose = this.kind.release;
    const message =
      whose === undefined ? 'is not a field that is known here' : `is not a field that ${whose} knows`;
    this.report('unknown', { up: step, key }, message, fix, near !== undefined);
  }
}

/** `metadata` and what stands in it are read alike in every kind: null is nothing there. */
function isMetadata(step: PlaceStep | undefined, key: string): boolean {
  if (step === undefined) return key === 'metadata' || key === 'status';
  return step.up === undefined ? step.key === 'metadata' : isMetadata(step.up, String(step.key));
}

/** The words of a list, the first of them where there are many. */
function listed(words: readonly string[]): string {
  return firstOf(words, 20);
}

/** A map that takes the fields of its schema and no others. */
function isClosed(schema: Schema): boolean {
  const isOpenMap =
    schema.additionalProperties === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  return !isOpenMap && schema.properties !== undefined;
}

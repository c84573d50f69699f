import { nearest, sortedBy } from '../../documents';
import { BuildFault } from './fault';
import { type BuildNode, type Field, fieldsOf, itemsOf, nowhere, type Scalar, type TextPlace } from './nodes';
import { resolveWord, scalarValue } from './scalars';

/** What a field of a kustomization.yaml takes: the Go type behind it. */
export type FieldShape =
  | 'text'
  | 'bool'
  | 'int'
  | 'any'
  | { readonly list: FieldShape }
  | { readonly map: FieldShape }
  | { readonly fields: Readonly<Record<string, FieldShape>> };

/** How strict a reading is: Flux reads the file of `spec.path` itself and drops or converts what kustomize refuses. */
export interface Strictness {
  readonly lenient: boolean;
}

/** Checks a node against the type of its field. Faults are those that stop `kustomize build`. */
export function checkShape(
  node: BuildNode,
  shape: FieldShape,
  strictness: Strictness,
  report: (fault: BuildFault) => void,
): void {
  if (shape === 'any' || isNothing(node)) return;
  if (typeof shape === 'string') {
    checkScalar(node, shape, strictness, report);
    return;
  }
  if ('list' in shape) {
    if (node.kind !== 'list')
      report(new BuildFault('a list belongs here', node.place, 'write one item a line, each after “- ”'));
    else for (const item of node.items) checkShape(item, shape.list, strictness, report);
    return;
  }
  if (node.kind !== 'map') {
    report(new BuildFault('a map belongs here', node.place, 'write “key: value” here'));
    return;
  }
  for (const field of node.fields) {
    if ('map' in shape) checkShape(field.value, shape.map, strictness, report);
    else checkField(field, shape.fields, strictness, report);
  }
}

function checkField(
  field: Field,
  fields: Readonly<Record<string, FieldShape>>,
  strictness: Strictness,
  report: (fault: BuildFault) => void,
): void {
  const name = knownName(field.key, fields);
  if (name !== undefined) {
    checkShape(field.value, fields[name] ?? 'any', strictness, report);
    return;
  }
  if (strictness.lenient) return;
  const likely = nearest(field.key, Object.keys(fields));
  const fix = likely === undefined ? `take ${field.key} out` : `write ${likely}`;
  report(new BuildFault(`kustomize knows no field ${field.key} here`, field.place, fix));
}

/** Go reads keys of a kustomization.yaml in any case, the exact one first. */
function knownName(key: string, fields: Readonly<Record<string, FieldShape>>): string | undefined {
  if (Object.hasOwn(fields, key)) return key;
  const lower = key.toLowerCase();
  return Object.keys(fields).find((name) => name.toLowerCase() === lower);
}

function checkScalar(
  node: BuildNode,
  shape: 'text' | 'bool' | 'int',
  { lenient }: Strictness,
  report: (fault: BuildFault) => void,
): void {
  if (node.kind !== 'scalar') {
    report(new BuildFault(`a ${shape} belongs here`, node.place, 'write a single value'));
    return;
  }
  const type = typeIn11(node);
  if (shape === 'text') {
    if (type !== 'str' && !(lenient && type !== 'other')) {
      report(new BuildFault(`${node.value} is not text`, node.place, `write "${node.value}"`));
    }
  } else if (
    type !== shape &&
    !(shape === 'int' && type === 'float' && Number.isInteger(Number(node.value)))
  ) {
    report(
      new BuildFault(
        `${node.value} is not ${shape === 'bool' ? 'true or false' : 'a number'}`,
        node.place,
        example(shape),
      ),
    );
  }
}

function example(shape: 'bool' | 'int'): string {
  return shape === 'bool' ? 'write true or false' : 'write a number without quotes';
}

/** Type of a scalar of a kustomization.yaml, which is read as YAML 1.1. */
export function typeIn11(node: Scalar): string {
  if (node.quoted) return 'str';
  const word = resolveWord(node.value, '1.1');
  if (word === 'timestamp') return 'str';
  return node.tag === 'str' && word !== 'bool' ? 'str' : word;
}

function isNothing(node: BuildNode): boolean {
  return node.kind === 'scalar' && typeIn11(node) === 'null';
}

/** Reads fields of a mapping as Go does; absent, null and unfitting values are undefined. */
export class Shaped {
  constructor(readonly node: BuildNode | undefined) {}

  get place(): TextPlace {
    return this.node?.place ?? nowhere;
  }

  /** The field's node: the last of those that Go takes for it. */
  get(key: string): BuildNode | undefined {
    const lower = key.toLowerCase();
    const fields = fieldsOf(this.node);
    const found =
      fields.findLast((field) => field.key === key) ??
      fields.findLast((field) => field.key.toLowerCase() === lower);
    return found === undefined || isNothing(found.value) ? undefined : found.value;
  }

  in(key: string): Shaped {
    return new Shaped(this.get(key));
  }

  /** Text of a field; empty where there is none. */
  text(key: string): string {
    return wordOf(this.get(key));
  }

  /** Texts of several fields. */
  words<Key extends string>(...keys: readonly Key[]): { readonly [key in Key]: string } {
    return Object.fromEntries(keys.map((key) => [key, this.text(key)])) as { [key in Key]: string };
  }

  /** Scalar of a field; undefined where there is none. */
  scalar(key: string): Scalar | undefined {
    const node = this.get(key);
    return node?.kind === 'scalar' ? node : undefined;
  }

  bool(key: string): boolean {
    const node = this.scalar(key);
    return node !== undefined && typeIn11(node) === 'bool' && scalarValue(node.value, 'bool') === true;
  }

  int(key: string): number {
    const node = this.scalar(key);
    return node === undefined ? 0 : Number(node.value) || 0;
  }

  list(key: string): readonly BuildNode[] {
    return itemsOf(this.get(key));
  }

  shapes(key: string): readonly Shaped[] {
    return this.list(key).map((node) => new Shaped(node));
  }

  /** Texts of a list with their nodes. */
  texts(key: string): readonly Scalar[] {
    return this.list(key).filter((node): node is Scalar => node.kind === 'scalar');
  }

  /** Entries of a map of texts, in the order of their keys. */
  map(key: string): readonly Field[] {
    return sortedBy(fieldsOf(this.get(key)), (field) => field.key);
  }
}

/** Text of a scalar of a kustomization.yaml; numbers and booleans are written as Flux converts them. */
export function wordOf(node: BuildNode | undefined): string {
  if (node?.kind !== 'scalar') return '';
  const type = typeIn11(node);
  if (type === 'str') return node.value;
  if (type === 'null') return '';
  const value = scalarValue(node.value, type as 'int');
  return value === null ? '' : String(value);
}

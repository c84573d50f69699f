import { BuildFault } from './fault';
import { type FieldSpec, visitFields } from './field-specs';
import { effectiveNamespace, groupVersion, gvkFields, type ResId } from './ids';
import { type BuildNode, dig, type Scalar, type Tag, type TextPlace } from './nodes';
import { splitSmart } from './paths';
import type { Resource } from './resource';
import { typeOf } from './scalars';
import type { Shaped } from './shapes';

/** One entry of `vars`: a name that `$(NAME)` stands for, and where its value is. */
export interface KustomizeVar {
  readonly name: string;
  readonly fieldPath: string;
  readonly place: TextPlace;
}

/** Reads an entry of `vars` and marks the object that it takes its value from. */
export function addVariable(resources: readonly Resource[], entry: Shaped): KustomizeVar {
  const reference = entry.in('objref');
  const name = entry.text('name');
  const { place } = entry;
  const apiVersion = reference.text('apiVersion');
  const wanted: ResId = {
    ...reference.words(...gvkFields, 'name', 'namespace'),
    ...(apiVersion === '' ? {} : groupVersion(apiVersion)),
  };
  const isSame = (id: ResId) =>
    id.group === wanted.group &&
    id.version === wanted.version &&
    id.kind === wanted.kind &&
    id.name === wanted.name &&
    (wanted.namespace === '' || effectiveNamespace(id) === effectiveNamespace(wanted));
  const matches = resources.filter((resource) => resource.anyIds.some(isSame));
  if (matches.length > 1) {
    throw new BuildFault(
      `${name} could take its value from several objects`,
      place,
      'write the namespace into objref',
    );
  }
  matches[0]?.varNames.push(name);
  return { name, fieldPath: entry.in('fieldref').text('fieldPath') || 'metadata.name', place };
}

/** Writes the values of `vars` in place of `$(NAME)`. */
export function resolveVariables(
  resources: readonly Resource[],
  variables: readonly KustomizeVar[],
  specs: readonly FieldSpec[],
  isComplete: boolean,
): void {
  const values = new Map<string, Scalar>();
  for (const variable of variables) {
    const value = variableValue(resources, variable);
    if (value !== undefined) values.set(variable.name, value);
    else if (isComplete) {
      throw new BuildFault(
        `no object has the value of ${variable.name}`,
        variable.place,
        'mend objref or fieldref',
      );
    }
  }
  if (values.size === 0) return;
  for (const resource of resources) {
    for (const spec of specs) visitFields(resource.node, spec, ({ node }) => replaceIn(node, values));
  }
}

function variableValue(
  resources: readonly Resource[],
  { name, fieldPath }: KustomizeVar,
): Scalar | undefined {
  const resource = resources.find(({ varNames }) => varNames.includes(name));
  const steps = splitSmart(fieldPath).flatMap((step) => {
    const indexed = /^([^[\]]*)\[(\d+)\]$/.exec(step);
    return indexed === null ? [step] : [indexed[1] ?? '', indexed[2] ?? ''].filter((part) => part !== '');
  });
  let node: BuildNode | undefined = resource?.node;
  for (const step of steps) node = node?.kind === 'list' ? node.items[Number(step)] : dig(node, step);
  return node?.kind === 'scalar' ? node : undefined;
}

function replaceIn(node: BuildNode, values: ReadonlyMap<string, Scalar>): void {
  if (node.kind === 'scalar') replaceText(node, values);
  else if (node.kind === 'list') for (const item of node.items) replaceItem(item, values);
  else for (const { value } of node.fields) replaceScalar(value, values);
}

function replaceItem(item: BuildNode, values: ReadonlyMap<string, Scalar>): void {
  if (item.kind !== 'scalar' || (item.tag !== 'str' && item.tag !== '')) {
    const message = 'a list in which vars are replaced holds nothing but texts';
    throw new BuildFault(
      message,
      item.place,
      item.kind === 'scalar' ? `write "${item.value}"` : 'write texts',
    );
  }
  replaceText(item, values);
}

function replaceScalar(node: BuildNode, values: ReadonlyMap<string, Scalar>): void {
  if (node.kind === 'scalar') replaceText(node, values);
}

function replaceText(node: Scalar, values: ReadonlyMap<string, Scalar>): void {
  if ((node.tag !== 'str' && node.tag !== '') || !node.value.includes('$')) {
    if (node.tag === 'str' || node.tag === '') node.quoted = false;
    return;
  }
  const whole = /^\$\(([^)]*)\)$/.exec(node.value)?.[1];
  const value = whole === undefined ? undefined : values.get(whole);
  if (value !== undefined) {
    const type = typeOf(value);
    const tag: Tag = type === 'int' || type === 'float' || type === 'bool' ? type : 'str';
    Object.assign(node, { value: value.value, tag, quoted: false });
    return;
  }
  node.value = expand(node.value, values);
  node.tag = 'str';
  node.quoted = false;
}

/** `$(NAME)` where the name is known, `$$` as one dollar; everything else stays. */
function expand(text: string, values: ReadonlyMap<string, Scalar>): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (match, name: string | undefined) =>
    name === undefined ? '$' : (values.get(name)?.value ?? match),
  );
}

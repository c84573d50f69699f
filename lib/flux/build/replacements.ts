import { RE2JS } from 're2js';
import { BuildFault } from './fault';
import { effectiveNamespace, gvkFields, isSelected, type ResId } from './ids';
import { selectorOf } from './kustomization';
import {
  type BuildNode,
  copyOf,
  emptyMap,
  fieldOf,
  get,
  isNilOrEmpty,
  itemsOf,
  type Mapping,
  type Slot,
  scalar,
  slotsOf,
  type TextPlace,
} from './nodes';
import { splitSmart } from './paths';
import { type Matcher, wholeMatcher } from './patterns';
import { printStructured } from './print';
import { readText } from './read';
import type { Resource } from './resource';
import type { Shaped } from './shapes';
import { compileSelector, selectsId } from './targets';

/** Copies values from one object into others, as one entry of `replacements` says. */
export function applyReplacement(resources: readonly Resource[], entry: Shaped, isComplete: boolean): void {
  const { place } = entry;
  const targets = entry.shapes('targets');
  const fixed = entry.scalar('sourceValue');
  const source = entry.get('source');
  if ((fixed === undefined && source === undefined) || entry.get('targets') === undefined) {
    throw new BuildFault('a replacement has a source and targets', place, 'write both');
  }
  const value =
    fixed === undefined
      ? sourceValue(resources, entry.in('source'), place, isComplete)
      : scalar(fixed.value, fixed.place, '', false);
  if (value === undefined) return;
  for (const target of targets) applyTo(resources, target, value, place, isComplete);
}

function sourceValue(
  resources: readonly Resource[],
  source: Shaped,
  place: TextPlace,
  isComplete: boolean,
): BuildNode | undefined {
  const wanted = source.words(...gvkFields, 'name', 'namespace');
  const at = source.node?.place ?? place;
  const found = resources.filter((resource) => resource.anyIds.some((id) => isWanted(id, wanted)));
  if (found.length > 1)
    throw new BuildFault('several objects could be the source', at, 'write kind, name and namespace');
  const [resource] = found;
  if (resource === undefined) {
    if (!isComplete) return undefined;
    throw new BuildFault('no object is the source', at, 'name one that the resources hold');
  }
  const path = source.text('fieldPath') || 'metadata.name';
  const node = lookUp(resource.node, splitSmart(path));
  if (isNilOrEmpty(node) || node === undefined) {
    throw new BuildFault(`the source has no ${path}`, at, 'name a field that it has');
  }
  return refined(node, source.in('options'), at);
}

function isWanted(id: ResId, wanted: ResId): boolean {
  return (
    (wanted.name === '' || wanted.name === id.name) &&
    (wanted.namespace === '' || effectiveNamespace(wanted) === effectiveNamespace(id)) &&
    isSelected(id, wanted)
  );
}

function refined(node: BuildNode, options: Shaped, place: TextPlace): BuildNode {
  const delimiter = options.text('delimiter');
  if (delimiter === '') return node;
  if (node.kind !== 'scalar')
    throw new BuildFault('only a single value can be split', place, 'take delimiter out');
  const part = node.value.split(delimiter)[options.int('index')];
  if (part === undefined)
    throw new BuildFault(`${node.value} has fewer parts`, place, 'write a smaller index');
  return { ...node, value: part };
}

/** Follows keys, indices and `[key=value]`. */
function lookUp(root: BuildNode, steps: readonly string[]): BuildNode | undefined {
  let node: BuildNode | undefined = root;
  for (const step of steps.map((each) => each.trim()).filter((each) => each !== '')) {
    if (/^\d+$/.test(step)) node = itemsOf(node)[Number(step)];
    else if (step === '-') node = itemsOf(node).at(-1);
    else if (isListStep(step)) {
      const [key, value] = keyAndValue(step);
      node = itemsOf(node).find((item) => textOfItem(item, key) === value);
    } else node = get(node, step);
    if (node === undefined) return undefined;
  }
  return node;
}

function isListStep(step: string): boolean {
  return step.startsWith('[') && step.endsWith(']');
}

function keyAndValue(step: string): [string, string] {
  const inner = step.slice(1, -1);
  const equals = inner.indexOf('=');
  return equals < 0 ? ['', inner] : [inner.slice(0, equals), inner.slice(equals + 1)];
}

function textOfItem(item: BuildNode, key: string): string | undefined {
  const node = key === '' ? item : get(item, key);
  return node?.kind === 'scalar' ? node.value : undefined;
}

function applyTo(
  resources: readonly Resource[],
  target: Shaped,
  value: BuildNode,
  place: TextPlace,
  isComplete: boolean,
): void {
  const at = target.node?.place ?? place;
  const select = target.get('select');
  if (select === undefined)
    throw new BuildFault('a target has no select', at, 'write which objects it means');
  const selector = compileSelector(selectorOf(target.in('select'), at));
  const rejects = target.shapes('reject').map((shaped) => ({
    shaped,
    compiled: compileSelector(selectorOf(shaped, at)),
  }));
  const paths = target.texts('fieldPaths');
  const options = target.in('options');
  for (const resource of resources) {
    if (!selector.labels(resource)) continue;
    const byLabels = rejects.some(
      ({ shaped, compiled }) =>
        (shaped.text('labelSelector') !== '' || shaped.text('annotationSelector') !== '') &&
        compiled.labels(resource),
    );
    if (byLabels) continue;
    const ids = resource.anyIds;
    if (rejects.some(({ compiled }) => !compiled.isEmptyId && ids.some((id) => selectsId(compiled, id))))
      continue;
    if (!ids.some((id) => selectsId(selector, id))) continue;
    if (paths.length === 0) copyTo(resource.node, 'metadata.name', value, options, at, isComplete);
    for (const path of paths) copyTo(resource.node, path.value, value, options, path.place, isComplete);
  }
}

function copyTo(
  root: Mapping,
  path: string,
  value: BuildNode,
  options: Shaped,
  place: TextPlace,
  isComplete: boolean,
): void {
  const steps = splitSmart(path);
  if (copyIntoText(root, steps, value, options.bool('create'))) return;
  const finder = new Finder(options.bool('create') ? value.kind : undefined, place);
  const found = finder.find({ node: root, replace: () => {} }, steps);
  if (found.length === 0) {
    if (!isComplete) return;
    throw new BuildFault(
      `the target has no ${path}`,
      place,
      'name a field that it has, or set options.create',
    );
  }
  for (const slot of found) setAt(slot, value, options, place);
}

/** The type of a scalar stays; its text changes. */
function setAt(slot: Slot, value: BuildNode, options: Shaped, place: TextPlace): void {
  const { node } = slot;
  const delimiter = options.text('delimiter');
  let made = copyOf(value);
  if (delimiter !== '') {
    if (node.kind !== 'scalar')
      throw new BuildFault('only a single value can be split', place, 'take delimiter out');
    const text = made.kind === 'scalar' ? made.value : '';
    made = {
      ...node,
      value: spliced(node.value.split(delimiter), text, options.int('index')).join(delimiter),
    };
  }
  if (node.kind === 'scalar') {
    slot.replace({
      ...node,
      value: made.kind === 'scalar' ? made.value : '',
      place: made.place,
      ...unknownOf(made),
    });
  } else slot.replace(made);
}

function unknownOf(node: BuildNode): { unknown?: boolean } {
  return node.kind === 'scalar' && node.unknown === true ? { unknown: true } : {};
}

function spliced(parts: readonly string[], text: string, index: number): string[] {
  if (index < 0) return [text, ...parts];
  if (index >= parts.length) return [...parts, text];
  return parts.map((part, at) => (at === index ? text : part));
}

/** A path may go on inside a text that is JSON or YAML itself; true where that was so. */
function copyIntoText(root: Mapping, steps: readonly string[], value: BuildNode, creates: boolean): boolean {
  for (let length = 1; length < steps.length; length += 1) {
    const node = lookUp(root, steps.slice(0, length));
    if (node?.kind !== 'scalar') continue;
    const document = readText(node.value, node.place.source).documents[0];
    if (document === undefined || document.kind === 'scalar') continue;
    const finder = new Finder(creates ? value.kind : undefined, node.place);
    const found = finder.find({ node: document, replace: () => {} }, steps.slice(length));
    if (found.length === 0) return false;
    for (const slot of found) {
      slot.replace(
        slot.node.kind === 'scalar' && value.kind === 'scalar'
          ? { ...slot.node, value: value.value }
          : copyOf(value),
      );
    }
    node.value = printStructured(document, node.value);
    return true;
  }
  return false;
}

/** Finds, and where it may makes, the fields that a path leads to; `[key=pattern]` and `*` may find several. */
class Finder {
  constructor(
    private readonly creates: BuildNode['kind'] | undefined,
    private readonly place: TextPlace,
  ) {}

  find(slot: Slot, steps: readonly string[]): Slot[] {
    const [step, ...rest] = steps;
    if (step === undefined) return [slot];
    const { node } = slot;
    if (/^\d+$/.test(step)) return this.#index(node, Number(step), rest);
    if (isListStep(step)) return this.#matching(node, step, rest);
    if (step === '*') return slotsOf(node).flatMap((each) => this.find(each, rest));
    if (node.kind !== 'map') {
      if (node.kind === 'scalar' && node.tag === 'null') return [];
      throw new BuildFault(`${step} is looked for in what is not a map`, this.place, 'mend the path');
    }
    let field = fieldOf(node, step);
    if (field === undefined) {
      if (this.creates === undefined) return [];
      field = { key: step, textual: true, place: this.place, value: this.#made(rest[0]) };
      node.fields.push(field);
    }
    const found = field;
    const replace = (made: BuildNode) => {
      found.value = made;
      found.place = made.place;
    };
    return this.find({ node: found.value, replace }, rest);
  }

  #made(next: string | undefined): BuildNode {
    const { place } = this;
    if (next === undefined) return emptyOf(this.creates ?? 'map', place);
    return emptyOf(isListStep(next) || /^\d+$/.test(next) ? 'list' : 'map', place);
  }

  #index(node: BuildNode, index: number, rest: readonly string[]): Slot[] {
    if (node.kind !== 'list') throw new BuildFault('a list belongs here', node.place, 'mend the path');
    if (index === node.items.length && this.creates !== undefined) node.items.push(this.#made(rest[0]));
    const slot = slotsOf(node)[index];
    if (slot === undefined) {
      throw new BuildFault(
        `the list has only ${node.items.length} items`,
        this.place,
        'write a smaller index',
      );
    }
    return this.find(slot, rest);
  }

  #matching(node: BuildNode, step: string, rest: readonly string[]): Slot[] {
    if (node.kind !== 'list') throw new BuildFault('a list belongs here', node.place, 'mend the path');
    const [key, pattern] = keyAndValue(step);
    const matches = partMatcher(pattern, this.place);
    const matching = () =>
      slotsOf(node).filter(({ node: item }) => matches(textOfItem(item, key)?.trim() ?? '\0'));
    let found = matching().flatMap((slot) => (key === '' ? [slot] : this.find(slot, rest)));
    if (found.length === 0 && this.creates !== undefined) {
      const { place } = this;
      const value = scalar(pattern, place, '');
      node.items.push(
        key === '' ? value : { kind: 'map', place, fields: [{ key, textual: true, place, value }] },
      );
      found = matching().flatMap((slot) => (key === '' ? [slot] : this.find(slot, rest)));
    }
    return found;
  }
}

/** Unlike those of selectors, these patterns may match a part. */
function partMatcher(pattern: string, place: TextPlace): Matcher {
  try {
    const compiled = RE2JS.compile(pattern);
    return (text) => text !== '\0' && compiled.matcher(text).find();
  } catch {
    return wholeMatcher(pattern, place);
  }
}

function emptyOf(kind: BuildNode['kind'], place: TextPlace): BuildNode {
  if (kind === 'map') return emptyMap(place);
  if (kind === 'list') return { kind, place, items: [] };
  return scalar('', place, '');
}

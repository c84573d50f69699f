import { BuildFault } from './fault';
import { type BuildNode, get, isMissingOrNull, isNull, type Sequence } from './nodes';

/** Replaces, adds or deletes an item of a list that is found by the values of its keys; an empty key means the item itself. */
export class ElementSetter {
  constructor(
    private readonly keys: readonly string[],
    private readonly values: readonly string[],
  ) {}

  /** Puts an item in; deletes those that match where there is none. */
  apply(list: Sequence, element: BuildNode | undefined): void {
    const kept: BuildNode[] = [];
    let found = false;
    for (const item of list.items) {
      if (isMissingOrNull(item) || (item.kind === 'map' && item.fields.length === 0)) continue;
      if (item.kind !== 'map' && this.#findsMaps()) {
        kept.push(item);
      } else if (!this.#matches(item)) {
        if (this.values.length > 0) kept.push(item);
      } else {
        found = true;
        if (element !== undefined) kept.push(element);
      }
    }
    list.items = kept;
    if (element !== undefined && !isNull(element) && !found) list.items.push(element);
  }

  #findsMaps(): boolean {
    return (this.keys[0] ?? '') !== '' && (this.values[0] ?? '') !== '';
  }

  #matches(item: BuildNode): boolean {
    let value: BuildNode | undefined;
    for (const [index, key] of this.keys.entries()) {
      if (index < this.values.length) value = matchField(item, key, this.values[index] ?? '');
      if (value === undefined) return false;
    }
    return true;
  }
}

function matchField(item: BuildNode, key: string, value: string): BuildNode | undefined {
  if (key === '') {
    if (item.kind !== 'scalar')
      throw new BuildFault('a single value belongs here', item.place, 'write one value');
    return item.value === value ? item : undefined;
  }
  if (item.kind !== 'map') throw new BuildFault('a map belongs here', item.place, `write “${key}: …”`);
  const found = get(item, key);
  if (found === undefined || value === '') return found;
  return found.kind === 'scalar' && found.value === value ? found : undefined;
}

/** The first item of a list whose keys have the values; undefined where there is none. */
export function findElement(
  list: BuildNode | undefined,
  keys: readonly string[],
  values: readonly string[],
): BuildNode | undefined {
  if (list?.kind !== 'list') return undefined;
  if ((keys[0] ?? '') === '')
    return list.items.find((item) => item.kind === 'scalar' && item.value === values[0]);
  return list.items.find(
    (item) =>
      item.kind === 'map' &&
      keys.every((key, index) => {
        const found = get(item, key);
        return found !== undefined && (found.kind === 'scalar' ? found.value : '') === (values[index] ?? '');
      }),
  );
}

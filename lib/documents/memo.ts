/** Computes a value once for each subject; the subject is only held weakly. */
export function once<Subject extends object, Result>(
  compute: (subject: Subject) => Result,
): (subject: Subject) => Result {
  const known = new WeakMap<Subject, { readonly result: Result }>();
  return (subject) => {
    const held = known.get(subject);
    if (held !== undefined) return held.result;
    const result = compute(subject);
    known.set(subject, { result });
    return result;
  };
}

/** Characters of texts that are held before all is forgotten. */
const mostHeld = 1_000_000;

/**
 * Computes what a text stands for once, where few texts come often. All is forgotten when there are many, so that what runs long
 * does not grow.
 */
export function often<Result>(compute: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  let size = 0;
  return (text) => {
    const held = known.get(text);
    if (held !== undefined) return held;
    const result = compute(text);
    size += text.length;
    if (size > mostHeld) {
      known.clear();
      size = text.length;
    }
    known.set(text, result);
    return result;
  };
}

/** Groups items by a key, in their order; one without a key is left out. `Map.groupBy` came with Node.js 21. */
export function groupBy<Item, Key = string>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key | undefined,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) addTo(groups, key, item);
  }
  return groups;
}

/** Puts an item at the end of the list that is kept for a key. */
export function addTo<Key, Item>(
  lists: { get(key: Key): Item[] | undefined; set(key: Key, list: Item[]): unknown },
  key: Key,
  item: Item,
): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

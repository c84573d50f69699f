/** A place inside a document: keys and list indices from its root. */
export type Path = readonly (string | number)[];

/** Plain data as YAML or JSON holds it. Whoever reads it never changes it. */
export type Data = null | boolean | number | string | readonly Data[] | DataMap;

/** A map of plain data. */
export type DataMap = { readonly [key: string]: Data };

/** True for a map, false for null, lists, scalars and absent values. */
export function isMap(data: Data | undefined): data is DataMap {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** True for a list. */
export function isList(data: Data | undefined): data is readonly Data[] {
  return Array.isArray(data);
}

/** The value under a key that the map itself holds; undefined where there is none or `data` is no map. */
export function field(data: Data | undefined, key: string): Data | undefined {
  return isMap(data) && Object.hasOwn(data, key) ? data[key] : undefined;
}

/** The value at a path of keys and indices; undefined where the path leads nowhere. */
export function at(data: Data | undefined, path: Path): Data | undefined {
  let found: Data | undefined = data;
  for (const step of path) {
    if (typeof step === 'number') found = isList(found) ? found[step] : undefined;
    else found = field(found, step);
  }
  return found;
}

/** What a table of ours holds for a word of the author: nothing that every object of JavaScript has besides, such as `constructor`. */
export function ownValue<T>(table: { readonly [word: string]: T }, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

/** The entries of a map in their order, none where `data` is no map. */
export function entries(data: Data | undefined): [string, Data][] {
  return isMap(data) ? Object.entries(data) : [];
}

/** The items of a list, none where `data` is no list. */
export function items(data: Data | undefined): readonly Data[] {
  return isList(data) ? data : [];
}

/** True where a value is written that is not null. */
export function isSet(data: Data | undefined): data is Exclude<Data, null> {
  return data !== undefined && data !== null;
}

/** True for absent and null values, empty texts, lists and maps. */
export function isEmpty(data: Data | undefined): boolean {
  return !isSet(data) || data === '' || (typeof data === 'object' && Object.keys(data).length === 0);
}

/**
 * True where the value holds a reference that the collector resolves when it loads its configuration
 * (`${env:NAME}`, `${NAME}`, `${file:…}`): what stands there at run time is not known.
 */
export function isOpen(data: Data | undefined): boolean {
  return typeof data === 'string' && data.includes('${');
}

/** The text of a value that is known: undefined for anything but a string without references. */
export function knownText(data: Data | undefined): string | undefined {
  return typeof data === 'string' && !isOpen(data) ? data : undefined;
}

/** The number of a value that is known: undefined for anything but a finite number. */
export function knownNumber(data: Data | undefined): number | undefined {
  return typeof data === 'number' && Number.isFinite(data) ? data : undefined;
}

/** A copy with something else at a path; maps and lists on the way are made where there are none. */
export function withValue(data: Data | undefined, [step, ...below]: Path, value: Data): Data {
  if (step === undefined) return value;
  if (typeof step === 'string') {
    const map = isMap(data) ? data : {};
    return { ...map, [step]: withValue(field(map, step), below, value) };
  }
  const list = [...items(data)];
  while (list.length <= step) list.push(null);
  list[step] = withValue(list[step], below, value);
  return list;
}

/** A copy without what is at a path; the same where nothing is there. */
export function withoutValue(data: DataMap, path: Path): DataMap;
export function withoutValue(data: Data, path: Path): Data;
export function withoutValue(data: Data, [step, ...below]: Path): Data {
  const isLast = below.length === 0;
  if (isList(data)) {
    if (isLast) return data.filter((_, index) => index !== step);
    return data.map((item, index) => (index === step ? withoutValue(item, below) : item));
  }
  const key = String(step);
  if (!isMap(data) || !Object.hasOwn(data, key)) return data;
  const { [key]: found = null, ...others } = data;
  return isLast ? others : { ...data, [key]: withoutValue(found, below) };
}

/** Whether two values are the same data; the order of keys does not count. */
export function equal(a: Data | undefined, b: Data | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  }
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]))
  );
}

/** Data over data as the collector, Flux and helmfile merge: maps key by key at any depth, everything else is replaced. */
export function merged(under: DataMap, over: DataMap): DataMap;
export function merged(under: Data | undefined, over: Data): Data;
export function merged(under: Data | undefined, over: Data): Data {
  if (!isMap(under) || !isMap(over)) return over;
  const above = Object.entries(over).map(([key, value]) => [key, merged(field(under, key), value)]);
  return { ...under, ...Object.fromEntries(above) };
}

/** Every value below `data` with its path, `data` itself first; maps and lists in their order. */
export function* walk(data: Data | undefined, path: Path = []): Generator<{ value: Data; path: Path }> {
  const waiting: { value: Data; path: Path }[] = data === undefined ? [] : [{ value: data, path }];
  while (waiting.length > 0) {
    const found = waiting.pop();
    if (found === undefined) return;
    yield found;
    const children = Array.isArray(found.value)
      ? found.value.map((value, index) => ({ value, path: [...found.path, index] }))
      : entries(found.value).map(([key, value]) => ({ value, path: [...found.path, key] }));
    waiting.push(...children.reverse());
  }
}

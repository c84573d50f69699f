/** Paths of every null inside plain data, keys joined by dots, list items as `[0]`. */
export function nullPaths(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => nullPaths(item, `${path}[${index}]`));
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    nullPaths(item, path === '' ? key : `${path}.${key}`),
  );
}

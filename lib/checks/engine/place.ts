/** True where a path as text is a place or something below it. */
export function isWithin(path: string | undefined, place: string): boolean {
  if (path === undefined || !path.startsWith(place)) return false;
  return path.length === place.length || ['::', '.', '['].some((mark) => path.startsWith(mark, place.length));
}

/** Compares two texts by the numbers of their characters, as Go sorts, not as people do. */
export function compareTexts(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/** Items by a text of each; those of the same text stay as they stand. */
export function sortedBy<Item>(items: Iterable<Item>, textOf: (item: Item) => string): Item[] {
  return [...items].sort((one, other) => compareTexts(textOf(one), textOf(other)));
}

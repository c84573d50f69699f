/** A place in the picture, in pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in the picture, by its upper left corner. */
export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** To a tenth of a pixel, so that the last bits of a calculation do not show. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The same thing elsewhere. */
export function moved<At extends Point>(at: At, by: Point): At {
  return { ...at, x: rounded(at.x + by.x), y: rounded(at.y + by.y) };
}

/** The smallest rectangle around others; an empty one at the origin around nothing. */
export function around(content: readonly Rectangle[]): Rectangle {
  if (content.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const left = Math.min(...content.map(({ x }) => x));
  const top = Math.min(...content.map(({ y }) => y));
  const right = Math.max(...content.map(({ x, width }) => x + width));
  const bottom = Math.max(...content.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Height of the middle of a rectangle. */
export function middle({ y, height }: Rectangle): number {
  return y + height / 2;
}

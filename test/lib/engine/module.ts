/** Modules of WebAssembly, put together byte by byte, that stand for an engine: what they do can be seen at a glance. */

const i32 = 0x7f;
const bytesOf = (text: string): number[] => [...Buffer.from(text)];
const size = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...size(value >> 7)];
const signed = (value: number): number[] => {
  const byte = value & 127;
  const rest = value >> 7;
  return (rest === 0 && byte < 64) || (rest === -1 && byte >= 64) ? [byte] : [byte | 128, ...signed(rest)];
};
const list = (...items: number[][]): number[] => [...size(items.length), ...items.flat()];
const named = (text: string): number[] => [...size(text.length), ...bytesOf(text)];
const section = (id: number, content: number[]): number[] => [id, ...size(content.length), ...content];
const constant = (value: number): number[] => [0x41, ...signed(value)];

/** A module whose `_start` runs some instructions; function 0 is WASI's `fd_write`, and a text lies at address 1024. */
function moduleOf(instructions: readonly number[], text = ''): Buffer {
  const body = [0, ...instructions, 0x0b];
  return Buffer.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list([0x60, 4, i32, i32, i32, i32, 1, i32], [0x60, 0, 0])),
    ...section(2, list([...named('wasi_snapshot_preview1'), ...named('fd_write'), 0, 0])),
    ...section(3, list([1])),
    ...section(5, list([0, 1])),
    ...section(7, list([...named('memory'), 2, 0], [...named('_start'), 0, 1])),
    ...section(10, list([...size(body.length), ...body])),
    ...section(11, list([0, ...constant(1024), 0x0b, ...named(text)])),
  ]);
}

/** Answers every question with one text. */
export function answering(text: string): Buffer {
  const store = (address: number, value: number): number[] => [
    ...constant(address),
    ...constant(value),
    0x36,
    2,
    0,
  ];
  const write = [...constant(1), ...constant(0), ...constant(1), ...constant(8), 0x10, 0, 0x1a];
  return moduleOf([...store(0, 1024), ...store(4, Buffer.byteLength(text)), ...write], text);
}

/** Never ends. */
export const endless: Buffer = moduleOf([0x03, 0x40, 0x0c, 0, 0x0b]);

/** Breaks off at once. */
export const broken: Buffer = moduleOf([0x00]);

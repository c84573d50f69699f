/**
 * Where each line of a bundle was written. A source map is one long text that must be read from its start; this table holds
 * the same mappings with the state of the reading at each line, so that asking for one place costs one line.
 *
 * Layout: number of lines, length of the mappings (32 bits each); for each line where its mappings start, and source, line
 * and column that the first of them counts from; the mappings; the sources as JSON.
 */
const { resolve } = require('node:path');

const header = 8;
const record = 16;
const digits = new Map(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((char, i) => [
    char.charCodeAt(0),
    i,
  ]),
);
const comma = ','.charCodeAt(0);
const semicolon = ';'.charCodeAt(0);

/** Reads the segments of one line from `at`, and tells where it ends. */
function readLine(mappings, at, state, visit) {
  let index = at;
  let column = 0;
  while (index < mappings.length && mappings[index] !== semicolon) {
    const numbers = [];
    while (index < mappings.length && mappings[index] !== semicolon && mappings[index] !== comma) {
      let value = 0;
      let shift = 0;
      let digit;
      do {
        digit = digits.get(mappings[index]);
        value |= (digit & 31) << shift;
        shift += 5;
        index += 1;
      } while (digit & 32);
      numbers.push(value & 1 ? -(value >>> 1) : value >>> 1);
    }
    if (mappings[index] === comma) index += 1;
    column += numbers[0];
    if (numbers.length < 4) continue;
    state.source += numbers[1];
    state.line += numbers[2];
    state.column += numbers[3];
    visit?.(column, state);
  }
  return index;
}

/** The table of a source map whose sources are relative to a folder. */
function tableOf({ mappings: text, sources }, folder) {
  const mappings = Buffer.from(text, 'latin1');
  const state = { source: 0, line: 0, column: 0 };
  const starts = [];
  for (let at = 0; at <= mappings.length; ) {
    starts.push(at, state.source, state.line, state.column);
    at = readLine(mappings, at, state) + 1;
  }
  const lines = starts.length / 4;
  const head = Buffer.alloc(header + lines * record);
  head.writeUInt32LE(lines, 0);
  head.writeUInt32LE(mappings.length, 4);
  for (const [i, number] of starts.entries()) head.writeUInt32LE(number, header + i * 4);
  return Buffer.concat([
    head,
    mappings,
    Buffer.from(JSON.stringify(sources.map((source) => resolve(folder, source)))),
  ]);
}

/**
 * What a place of the bundle was written as, all counted from 1.
 * @param read gives the table; asked when the first place is
 */
function originsOf(read) {
  let table;
  let sources;
  return (line, column) => {
    table ??= read();
    const lines = table.readUInt32LE(0);
    if (line < 1 || line > lines) return undefined;
    const start = header + lines * record;
    const mappings = table.subarray(start, start + table.readUInt32LE(4));
    sources ??= JSON.parse(table.toString('utf8', start + mappings.length));
    const [at, source, from, fromColumn] = [0, 4, 8, 12].map((offset) =>
      table.readUInt32LE(header + (line - 1) * record + offset),
    );
    let found;
    readLine(mappings, at, { source, line: from, column: fromColumn }, (generated, state) => {
      if (generated < column)
        found = { file: sources[state.source], line: state.line + 1, column: state.column + 1 };
    });
    return found;
  };
}

module.exports = { tableOf, originsOf };

import { type Data, isList, isTable } from './data';
import { compareKeys } from './key-order';

/**
 * The text that `toYaml` of Helm's templates prints (go-yaml v2, whose emitter is libyaml's): block style, lists at the
 * indent of their key, long plain and quoted texts folded behind column 80. Without the newline at its end.
 */
export function toYaml(value: Data): string {
  const writer = new Writer();
  writer.node(value, -1, 'root');
  return writer.text;
}

/** Whether `toYaml` prints a text of one line without quotes. */
export function isPrintedPlain(text: string): boolean {
  return !readsAsOther(text) && traits(text).plain;
}

const width = 80;

type Context = 'root' | 'value' | 'item';

class Writer {
  private readonly parts: string[] = [];
  private column = 0;

  get text(): string {
    return this.parts.join('');
  }

  /** A value behind `key:`, behind `-` or at the top; `indent` is that of the collection that holds it. */
  node(value: Data, indent: number, context: Context): void {
    if (isList(value)) this.list(value, indent, context);
    else if (isTable(value)) this.map(value, indent, context);
    else this.scalar(value, indent < 0 ? 2 : indent + 2, context === 'root', true);
  }

  private list(items: readonly Data[], indent: number, context: Context): void {
    if (items.length === 0) this.put(context === 'root' ? '[]' : ' []');
    // A list behind a key stands at the indent of the key.
    const inner = indent < 0 ? 0 : context === 'value' ? indent : indent + 2;
    for (const [position, item] of items.entries()) {
      this.start(inner, position === 0 && context === 'item', position === 0 && context === 'root');
      this.put('-');
      this.node(item, inner, 'item');
    }
  }

  private map(table: { readonly [key: string]: Data }, indent: number, context: Context): void {
    const keys = Object.keys(table).sort(compareKeys);
    if (keys.length === 0) this.put(context === 'root' ? '{}' : ' {}');
    const inner = indent < 0 ? 0 : indent + 2;
    for (const [position, key] of keys.entries()) {
      this.start(inner, position === 0 && context === 'item', position === 0 && context === 'root');
      this.key(key, inner);
      this.node(table[key] ?? null, inner, 'value');
    }
  }

  /** A key that is too long, or has several lines, is written behind `?`. */
  private key(key: string, indent: number): void {
    if (Buffer.byteLength(key) <= 128 && !/[\n\r\u0085\u2028\u2029]/.test(key)) {
      this.scalar(key, indent + 2, true, false);
      this.put(':');
      return;
    }
    this.put('?');
    this.scalar(key, indent + 2, false, true);
    this.line(indent);
    this.put(':');
  }

  /** To the place of the next entry: a new line, or behind the dash that it follows. */
  private start(indent: number, behindDash: boolean, atTop: boolean): void {
    if (atTop) return;
    if (behindDash) this.put(' ');
    else this.line(indent);
  }

  private line(indent: number): void {
    this.parts.push(`\n${' '.repeat(indent)}`);
    this.column = indent;
  }

  private put(text: string): void {
    this.parts.push(text);
    this.column += text.length;
  }

  private scalar(
    value: null | boolean | number | string,
    indent: number,
    first: boolean,
    folds: boolean,
  ): void {
    if (!first) this.put(' ');
    if (typeof value === 'number') this.put(yamlNumber(value));
    else if (typeof value !== 'string') this.put(String(value));
    else this.string(value, indent, folds);
  }

  private string(value: string, indent: number, folds: boolean): void {
    const { plain, single, block } = traits(value);
    const lines = value.includes('\n');
    if (lines && block && folds) this.literal(value, indent);
    else if (lines || readsAsOther(value)) this.double(value, indent, folds);
    else if (plain) this.fold(value, indent, folds, (at) => value[at + 1] !== ' ', '');
    else if (single) this.single(value, indent, folds);
    else this.double(value, indent, folds);
  }

  private single(value: string, indent: number, folds: boolean): void {
    this.put("'");
    const inside = (at: number): boolean => at > 0 && at < value.length - 1 && value[at + 1] !== ' ';
    this.fold(value, indent, folds, inside, "'");
    this.put("'");
  }

  /** Writes text character by character; the first of several blanks behind the width becomes a new line. */
  private fold(
    value: string,
    indent: number,
    folds: boolean,
    mayBreak: (at: number) => boolean,
    doubled: string,
  ): void {
    if (!folds || this.column + value.length <= width) {
      this.put(doubled === '' ? value : value.replaceAll(doubled, doubled + doubled));
      return;
    }
    let blank = false;
    for (let at = 0; at < value.length; at++) {
      const character = value[at] ?? '';
      if (character === ' ' && !blank && this.column > width && mayBreak(at)) this.line(indent);
      else this.put(character === doubled ? doubled + doubled : character);
      blank = character === ' ';
    }
  }

  private double(value: string, indent: number, folds: boolean): void {
    this.put('"');
    let blank = false;
    const characters = [...value];
    for (const [at, character] of characters.entries()) {
      const isBlank = character === ' ';
      if (isBlank && folds && !blank && this.column > width && at > 0 && at < characters.length - 1) {
        this.line(indent);
        if (characters[at + 1] === ' ') this.put('\\');
      } else this.put(isBlank ? character : escaped(character));
      blank = isBlank;
    }
    this.put('"');
  }

  private literal(value: string, indent: number): void {
    const hint = /^[ \n]/.test(value) ? '2' : '';
    const chomp = !value.endsWith('\n') ? '-' : value === '\n' || value.endsWith('\n\n') ? '+' : '';
    this.put(`|${hint}${chomp}`);
    const lines = value.endsWith('\n') ? value.slice(0, -1).split('\n') : value.split('\n');
    for (const line of lines) {
      if (line === '') this.parts.push('\n');
      else {
        this.line(indent);
        this.put(line);
      }
    }
  }
}

/** Integers as far as 64 bits go, else Go's shortest form: with an exponent from a million on and below 0.0001. */
function yamlNumber(value: number): string {
  if (Number.isInteger(value) && value > -(2 ** 63) && value < 2 ** 64) return String(value);
  const shortest = value.toExponential();
  const power = Number(/e([+-]\d+)$/.exec(shortest)?.[1] ?? 0);
  if (power >= -4 && power < 6) return String(value);
  return shortest.replace(/e([+-])(\d)$/, 'e$10$2');
}

const escapes: { readonly [character: string]: string } = {
  '\0': '0',
  '\u0007': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\u000b': 'v',
  '\f': 'f',
  '\r': 'r',
  '\u001b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u2028': 'L',
  '\u2029': 'P',
};

/** Escapes by a number, with their digits; what is longer has eight. */
const numbered = [
  ['x', 2],
  ['u', 4],
] as const;

const breaks = /[\n\r\u0085\u2028\u2029]/;

function escaped(character: string): string {
  if (isPrintable(character) && !breaks.test(character) && character !== '"' && character !== '\\')
    return character;
  const known = escapes[character];
  if (known !== undefined) return `\\${known}`;
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  for (const [letter, digits] of numbered) {
    if (hex.length <= digits) return `\\${letter}${hex.padStart(digits, '0')}`;
  }
  return `\\U${hex.padStart(8, '0')}`;
}

/** What go-yaml prints without an escape; tabs and characters beyond 16 bits are not. */
function isPrintable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a || (code >= 0x20 && code <= 0x7e)) return true;
  return (code >= 0xa0 && code < 0xd800) || (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff);
}

/** In which styles a text may be printed. */
interface Traits {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

const simple = /^[A-Za-z0-9_./$(){}%=+@~;<^-][A-Za-z0-9_./$%=+@~;<>^*(){}&|!,'-]*$/;
const everything: Traits = { plain: true, single: true, block: true };

function traits(text: string): Traits {
  if (simple.test(text) && /^[A-Za-z0-9_/$]/.test(text)) return everything;
  const special = [...text].some((character) => !isPrintable(character));
  const spaceBreak = / [\n\r\u0085\u2028\u2029]/.test(text);
  const breakSpace = /[\n\r\u0085\u2028\u2029] /.test(text);
  const loose = special || spaceBreak;
  const outer = /^[ \n\r\u0085\u2028\u2029]|[ \n\r\u0085\u2028\u2029]$/.test(text);
  return {
    plain: !loose && !breakSpace && !outer && !breaks.test(text) && !hasIndicator(text),
    single: !loose && !breakSpace,
    block: !loose && !text.endsWith(' '),
  };
}

function hasIndicator(text: string): boolean {
  if (/^(---|\.\.\.)/.test(text)) return true;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text)) return true;
  if (/^[-?]([ \t]|$)/.test(text)) return true;
  return /:([ \t]|$)/.test(text) || /(^|[ \t\n\r\u0085\u2028\u2029])#/.test(text);
}

const words = new Set(
  'y Y yes Yes YES n N no No NO true True TRUE false False FALSE on On ON off Off OFF ~ null Null NULL .nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF'.split(
    ' ',
  ),
);
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const integer = /^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const sexagesimal = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** Whether text without quotes would be read as null, a truth value, a number or a time. */
function readsAsOther(text: string): boolean {
  if (text === '' || words.has(text)) return true;
  if (!/^[-+.0-9]/.test(text)) return false;
  if (text.startsWith('.')) return float.test(text);
  if (sexagesimal.test(text) || isTime(text)) return true;
  const digits = text.replaceAll('_', '');
  return integer.test(digits) || float.test(digits);
}

const time =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d))|(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?))?$/;

function isTime(text: string): boolean {
  const found = time.exec(text);
  if (!found) return false;
  const [, year, month, day, ...clock] = found.map((part) => Number(part ?? 0));
  const days = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
  const [h1 = 0, m1 = 0, s1 = 0, h2 = 0, m2 = 0, s2 = 0] = clock;
  const inRange = h1 < 24 && m1 < 60 && s1 < 60 && h2 < 24 && m2 < 60 && s2 < 60;
  return (month ?? 0) >= 1 && (month ?? 0) <= 12 && (day ?? 0) >= 1 && (day ?? 0) <= days && inRange;
}

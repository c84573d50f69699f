import type { Scalar, Tag } from './nodes';

/** How plain words become values: `1.2` is go-yaml v3 (kustomize), `1.1` go-yaml v2 (kustomization.yaml, after substitution). */
export type WordDialect = '1.1' | '1.2';

const words12: ReadonlyMap<string, Tag> = new Map<string, Tag>([
  ...tagged('bool', 'true True TRUE false False FALSE'),
  ...tagged('null', '~ null Null NULL'),
  ['', 'null'],
  ...tagged('float', '.nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF'),
  ['<<', 'merge'],
]);

function tagged(tag: Tag, words: string): [string, Tag][] {
  return words.split(' ').map((word) => [word, tag]);
}

const words11: ReadonlySet<string> = new Set('y Y yes Yes YES on On ON n N no No NO off Off OFF'.split(' '));
const yes: ReadonlySet<string> = new Set('y Y yes Yes YES true True TRUE on On ON'.split(' '));

const integer = /^[+-]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const float = /^[+-]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][+-]?[0-9]+)?$/;
const timestamp =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?(Z|[+-]\d{2}:\d{2}))|(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?))?$/;

/** A point in time as Go writes it; undefined for a text that is none. */
function timeOf(text: string): string | undefined {
  const match = timestamp.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', h1, m1, s1, f1, zone, h2, m2, s2, f2] = match;
  const two = (part: string | undefined) => (part ?? '0').padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  const time = `${two(h1 ?? h2)}:${two(m1 ?? m2)}:${two(s1 ?? s2)}`;
  const known = new Date(`${date}T${time}Z`);
  if (Number.isNaN(known.getTime()) || !known.toISOString().startsWith(date)) return undefined;
  const fraction = (f1 ?? f2 ?? '').replace(/\.?0*$/, '');
  return `${date}T${time}${fraction}${zone ?? 'Z'}`;
}

/** Type that a plain word has. */
export function resolveWord(text: string, dialect: WordDialect): Tag {
  const known = words12.get(text);
  if (known !== undefined) return known;
  const first = text.charCodeAt(0);
  const isDigit = first >= 48 && first <= 57;
  if (!isDigit && first !== 43 && first !== 45 && first !== 46) {
    return dialect === '1.1' && words11.has(text) ? 'bool' : 'str';
  }
  if (first === 46) return /^\.[0-9][0-9_]*(?:[eE][+-]?[0-9]+)?$/.test(text) ? 'float' : 'str';
  if (text[4] === '-' && timeOf(text) !== undefined) return 'timestamp';
  const digits = text.replaceAll('_', '');
  if (integer.test(digits)) return isWide(digits) ? (float.test(digits) ? 'float' : 'str') : 'int';
  return float.test(digits) ? 'float' : 'str';
}

/** A plain word as YAML 1.1 reads it, in words that YAML 1.2 reads the same way; points in time stay text. */
export function readIn11(text: string): { value: string; tag: Tag } {
  const tag = resolveWord(text, '1.1');
  if (tag === 'timestamp') return { value: text, tag: 'str' };
  return { value: tag === 'bool' ? String(yes.has(text)) : text, tag };
}

/** True where an integer does not fit into 64 bits. */
function isWide(digits: string): boolean {
  if (digits.length < 19) return false;
  if (digits.length > 70) return true;
  const value = bigint(digits);
  return value > 18446744073709551615n || value < -9223372036854775808n;
}

function bigint(digits: string): bigint {
  const sign = digits.startsWith('-') ? -1n : 1n;
  const plain = digits.replace(/^[+-]/, '');
  if (/^0[0-7]+$/.test(plain)) return sign * BigInt(`0o${plain.slice(1)}`);
  return sign * BigInt(plain.toLowerCase());
}

/** Type of a scalar once kustomize has written it and read it again; `other` where it cannot be read as its tag says. */
export function typeOf(node: Scalar): Tag {
  const { value, tag, quoted } = node;
  if (tag === 'str' || tag === 'binary') return 'str';
  if (quoted || value.includes('\n')) {
    if (tag === '' || resolveWord(value, '1.2') === tag) return 'str';
    return fits(value, tag) ? tag : 'other';
  }
  const word = resolveWord(value, '1.2');
  if (tag === '' || word === tag) return word;
  return fits(value, tag) ? tag : 'other';
}

function fits(value: string, tag: Tag): boolean {
  const word = resolveWord(value, '1.2');
  return word === tag || (tag === 'float' && word === 'int') || tag === 'other';
}

/** Value that a scalar of a known type stands for. */
export function scalarValue(text: string, type: Tag): string | number | boolean | null {
  switch (type) {
    case 'null':
      return null;
    case 'bool':
      return yes.has(text);
    case 'int':
      return Number(bigint(text.replaceAll('_', '')));
    case 'timestamp':
      return timeOf(text) ?? text;
    case 'float':
      return floatOf(text.replaceAll('_', ''));
    default:
      return text;
  }
}

function floatOf(text: string): number {
  if (/inf$/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/nan$/i.test(text)) return Number.NaN;
  return Number(text);
}

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** True where YAML must quote a text for it to stay text. */
export function needsQuotes(text: string, dialect: WordDialect): boolean {
  return resolveWord(text, dialect) !== 'str' || base60.test(text);
}

/** Text of a scalar that has been taken to JSON and back: numbers as Go writes them. */
export function jsonText(text: string, type: Tag): string {
  const value = scalarValue(text, type);
  return typeof value === 'number' ? goNumber(value) : String(value);
}

/** Shortest text of a number, with an exponent from a million on. */
function goNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value < 0 ? '-.inf' : '.inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

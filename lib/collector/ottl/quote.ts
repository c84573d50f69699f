/** A piece of OTTL that is put into a text as it stands, such as a number that must have a point. */
export class OttlPart {
  constructor(readonly text: string) {}
}

/**
 * What can stand in `${…}` of a checked text: texts, numbers, true and false, `null` for nil, bytes, lists and maps of them, and parts.
 * Texts are put in quotes with everything in them escaped, so that they stay texts whatever they hold.
 */
export type OttlInterpolation =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | OttlPart
  | readonly OttlInterpolation[]
  | { readonly [key: string]: OttlInterpolation };

/** A value as a literal of OTTL. @throws Error for what has none */
export function literalText(value: OttlInterpolation): string {
  if (value === null) return 'nil';
  if (value instanceof OttlPart) return value.text;
  if (value instanceof Uint8Array) return bytesText(value);
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return numberText(value);
    case 'bigint':
      return integerText(value);
    case 'boolean':
      return String(value);
    case 'object':
      return isList(value) ? `[${value.map(literalText).join(', ')}]` : mapText(value);
    default:
      throw new Error(`a ${typeof value} has no form in OTTL`);
  }
}

/** A number with a point, for arguments that take no whole ones: `2` becomes `2.0`. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} has no form in OTTL`);
  const [digits = '', exponent] = String(value).split('e');
  const withPoint = digits.includes('.') ? digits : `${digits}.0`;
  return exponent === undefined ? withPoint : `${withPoint}e${exponent}`;
}

function isList(value: object): value is readonly OttlInterpolation[] {
  return Array.isArray(value);
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  // The collector reads `$` as the beginning of a variable, and `$$` as a dollar.
  $: '$$',
};

function quoted(text: string): string {
  const inside = text.toWellFormed().replace(/["\\$\p{Cc}]/gu, (character) => {
    const known = escapes[character];
    return known ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${inside}"`;
}

function numberText(value: number): string {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : floatText(value);
}

const largest = 2n ** 63n;

function integerText(value: bigint): string {
  if (value >= largest || value <= -largest) throw new Error(`${value} is larger than an integer of 64 bits`);
  return String(value);
}

function bytesText(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new Error('no bytes have no form in OTTL');
  return `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function mapText(value: { readonly [key: string]: OttlInterpolation }): string {
  if (value.kind === 'environment' || value.kind === 'secret' || value.kind === 'plainText')
    throw new Error(
      'a variable or secret has no form in OTTL: what it holds would be read as OTTL, quotes and all',
    );
  const entries = Object.entries(value).map(([key, inner]) => `${quoted(key)}: ${literalText(inner)}`);
  return `{${entries.join(', ')}}`;
}

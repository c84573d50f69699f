import type { Data, Path } from '../data';
import { jsonText } from '../escapes';
import { KnownTexts } from './known-texts';
import { bareName, headerVerdict, nameVerdict } from './names';
import type { SecretPlace } from './places';
import {
  headerListSecrets,
  isLiteralSecret,
  isSecretBy,
  issuedStart,
  type SecretSpan,
  shapesIn,
} from './shapes';

/** What stands in an output in the place of a secret; a word of every language that we write. */
export const redacted = 'REDACTED';

/** `name: value` and `name=value` of any notation, quotes or not; `name::value` is a path of a collector's configuration. */
const pair =
  /(?<![\w.$/]|[\w.$/]-)(["']?)([A-Za-z_][\w./-]{1,80})\1(\s{0,4}(?::(?!:)|=)\s{0,4})(?:"((?:[^"\\\n]|\\.){1,1024})"|'((?:[^'\n]|''){1,1024})'|((?:(?:Bearer|Basic|Token|Api-Token|ApiKey|Api-Key|Splunk)\s+)?[^\s"'`,;&{}[\]()<>|#]{1,400})(?![\w({$[]|\.\w))/gi;

/** `name: DB_PASSWORD` with `value: …` on the next line or behind a comma, as pods list variables. */
const variable =
  /\b(?:name|key)["']?\s*:\s*["']?([A-Za-z_][\w.-]{1,80})["']?\s*,?\s*(?:-?\s*["']?action["']?\s*:\s*["']?\w{1,20}["']?\s*,?\s*)?["']?value["']?\s*:\s*(?:"((?:[^"\\\n]|\\.)+)"|'((?:[^'\n])+)'|([^\s"',{}[\]]+))/g;

/** Fields of a common name that hold a secret below a certain parent. */
const below =
  /\b(?:api["']?\s*:\s*\{?\s*(?:["']?(?:site|fail_on_invalid_key)["']?\s*:\s*[^\s,]+\s*,?\s*)*["']?key|htpasswd["']?\s*:\s*\{?\s*["']?inline)["']?\s*:\s*(?:\|-?\s*)?["']?(?:[\w.-]+:)?([^\s"'},]+)/g;

/** `--token` with its value as the next argument, in a list of any notation. */
const flag =
  /(?<![\w-])--?([A-Za-z][\w.-]{1,60})["']?(?:\s*,\s*|\s*\n\s*-\s*|[ \t]+)["']?([^\s"',\]}-][^\s"',\]}]*)/g;

/** Longer secrets are known by their beginning. */
const longest = 400;

/** Words that are worth a look: most texts have none, and are done after this. */
const worthALook =
  /pass|pwd|pw\b|secret|token|key|auth|cookie|credential|dsn|connection|headers|community|honeycomb|dynatrace|bearer|basic|@|BEGIN/i;

function isWorthALook(text: string): boolean {
  return worthALook.test(text) || issuedStart.test(text);
}

/** Keeps secrets out of what is shown: those that it has learned from inputs, and those that show by their form. */
export class Redactor {
  private readonly known = new Set<string>();
  private texts: KnownTexts | undefined;

  /** Learns the secrets of an input. */
  learn(text: string): void {
    if (!isWorthALook(text)) return;
    for (const { start, end } of secretSpans(text, true)) {
      const secret = text.slice(start, end);
      this.add(secret);
      if (secret.includes('\\')) this.add(unescaped(secret));
    }
    if (/^kind:\s*["']?Secret\b/m.test(text)) this.learnSecretObjects(text);
  }

  /** Learns secrets that were found at places of a document. */
  learnPlaces(places: Iterable<SecretPlace>): void {
    for (const { secret } of places) this.add(secret);
  }

  /**
   * A text with no secret in it.
   * @param notation true for YAML and JSON, where a word behind `password:` is a value; default: false, a text for people
   */
  redact(text: string, notation = false): string {
    if (this.known.size === 0 && !isWorthALook(text)) return text;
    return replaceSpans(this.withoutKnown(text), (part) => secretSpans(part, notation));
  }

  /** Data with no secret in any of its texts, names of fields included. */
  redactData<T>(value: T): T {
    return redactDeep(value, this) as T;
  }

  /** Data as JSON with no secret in it. Where one ends inside an escape, which would break the notation, text by text. */
  redactJson(value: unknown): string {
    const text = this.redact(jsonText(value), true);
    return isJson(text) ? text : jsonText(this.redactData(value));
  }

  private add(secret: string): void {
    const text = secret.trim();
    // Short ones, and plain words, stand everywhere; where they are values their name tells.
    if (text.length < 5 || text === redacted || /^[a-z]{1,8}$/i.test(text)) return;
    // A key of many lines is shown line by line, if at all.
    const lines =
      text.length > longest ? text.split(/\r?\n|\\n/).filter((line) => line.trim().length > 15) : [text];
    for (const line of lines.slice(0, 200)) this.known.add(line.trim().slice(0, longest));
    this.texts = undefined;
  }

  private learnSecretObjects(text: string): void {
    for (const document of text.split(/^---/m)) {
      if (!/^kind:\s*["']?Secret\b/m.test(document) || /^sops:/m.test(document)) continue;
      for (const [, block = ''] of document.matchAll(/^(?:string)?[dD]ata:((?:\n[ \t]+.*|\s*\{.*\})*)/gm)) {
        for (const [, key = '', value = ''] of block.matchAll(
          /(?<![\w.-])([\w.-]+)\s*:\s*["']?([^\s"',}|>]+)/g,
        )) {
          const isWord = /^[a-z-]+$/i.test(value) || /^[a-z-]+$/i.test(decoded(value));
          if (!isLiteralSecret(value) || (isWord && nameVerdict(key) !== 'secret')) continue;
          this.add(value);
          this.add(decoded(value));
        }
      }
    }
  }

  private withoutKnown(text: string): string {
    if (this.known.size === 0) return text;
    this.texts ??= new KnownTexts(this.known);
    return this.texts.replaceIn(text, redacted);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A text as it is behind the escapes of double quotes. */
function unescaped(secret: string): string {
  try {
    return String(JSON.parse(`"${secret}"`));
  } catch {
    return '';
  }
}

function decoded(value: string): string {
  const text = Buffer.from(value, 'base64').toString('utf8');
  return /^[\x20-\x7e\s]+$/.test(text) ? text : '';
}

/**
 * The secrets of a text: by shape, and by the name before them.
 * @param isInput false for a text of ours, in which a plain word behind a name is a word of a sentence
 */
export function secretSpans(text: string, isInput: boolean): SecretSpan[] {
  const found = shapesIn(text);
  found.push(...namedSecrets(text, isInput));
  for (const match of text.matchAll(variable)) {
    const [, name = '', double, single, plain] = match;
    const value = double ?? single ?? plain ?? '';
    const isList = /(?:^|_)headers(?:_list)?$/i.test(name);
    if (isList) found.push(...inside(headerListSecrets(value), spanOf(match, value)));
    const verdict = nameVerdict(name) === 'none' && isInput ? headerOf(name) : nameVerdict(name);
    if (verdict !== 'none' && (verdict !== 'perhaps' || isSecretBy(verdict, value)) && isLiteralSecret(value))
      found.push(spanOf(match, value));
  }
  for (const match of isInput ? text.matchAll(flag) : []) {
    const [, name = '', value = ''] = match;
    if (nameVerdict(name.split('.').at(-1) ?? name) === 'secret' && isLiteralSecret(value))
      found.push(spanOf(match, value));
  }
  if (isInput) found.push(...listedSecrets(text), ...headerSecrets(text), ...nestedSecrets(text));
  // Between words of ours these names mean nothing.
  for (const match of isInput ? text.matchAll(below) : []) {
    const [, value = ''] = match;
    if (isLiteralSecret(value)) found.push(spanOf(match, value));
  }
  return found;
}

function inside(spans: readonly SecretSpan[], { start }: SecretSpan): SecretSpan[] {
  return spans.map((span) => ({ start: start + span.start, end: start + span.end }));
}

/** `tokens: […]` and a list below the name: its first item. */
const listed =
  /(?<![\w.-])["']?([A-Za-z_][\w.-]{1,60})["']?\s{0,4}:\s{0,4}(?:\[\s{0,80}|\n[ \t]{0,80}-[ \t]{1,4})["']?([^\s"',{}[\]:]{4,400})["']?(?=\s*[,\]\n]|$)/g;

function listedSecrets(text: string): SecretSpan[] {
  return [...text.matchAll(listed)].flatMap((match) => {
    const [, name = '', value = ''] = match;
    const isSecret = name === 'tokens' || nameVerdict(name) === 'secret';
    if (!isSecret || !isLiteralSecret(value) || /^[a-z-]+$/i.test(value)) return [];
    const start = match.index + match[0].lastIndexOf(value);
    return [{ start, end: start + value.length }];
  });
}

/** Parents below which a field of a common name holds a secret, and those fields. */
const parents: readonly (readonly [parent: string, field: string])[] = [
  ['authorization', 'credentials'],
  ['cloudflare|githubactions|webhook', 'secret'],
  ['snmp', 'community'],
  ['http_headers', 'values|secrets'],
];
/** Longer maps are looked at as far as this. */
const mostOfBlock = 4000;

/** What stands in the map below a name, in any notation, with the place where it begins; none overlap. */
function* blocksOf(
  text: string,
  begin: RegExp,
): Generator<{ readonly block: string; readonly from: number }> {
  const search = new RegExp(begin, 'gi');
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const from = match.index + match[0].length;
    const rest = text.slice(from, from + mostOfBlock);
    const line =
      text
        .slice(Math.max(0, match.index - 200), match.index)
        .split('\n')
        .at(-1) ?? '';
    const block = match[1] === '{' ? upTo(rest, '}') : deeperLines(rest, line.search(/[^ \t-]|$/));
    yield { block, from };
    search.lastIndex = Math.max(from, from + block.length - 1);
  }
}

/** A name with a map behind it. */
function mapNamed(names: string): RegExp {
  return new RegExp(`(?<![\\w.-])["']?(?:${names})(?:/[\\w.-]+)?["']?[ \\t]*:[ \\t]*(\\{?)`);
}

const nested = parents.map(([parent, field]) => ({
  begin: mapNamed(parent),
  field: new RegExp(
    `(?<![\\w.-])["']?(?:${field})["']?\\s*:\\s*(?:\\[\\s*|-\\s+)?["']?([^\\s"',{}[\\]]{5,400})`,
    'g',
  ),
}));

/** The secrets that only their parents make ones; a word without digits may be the name of a Secret. */
function nestedSecrets(text: string): SecretSpan[] {
  return nested.flatMap(({ begin, field }) =>
    [...blocksOf(text, begin)].flatMap(({ block, from }) =>
      [...block.matchAll(field)].flatMap((entry) => {
        const value = entry[1] ?? '';
        if (!/\d/.test(value) || !isLiteralSecret(value)) return [];
        return inside([spanOf(entry, value)], { start: from, end: from });
      }),
    ),
  );
}

const headers = mapNamed('\\w*headers');

/** One entry of a map of texts. */
const entryOfMap =
  /(?<![\w.-])["']?([\w.-]{2,60})["']?[ \t]*:[ \t]*(?:"([^"\n]{4,400})"|'([^'\n]{4,400})'|([^\s"',{}[\]]{4,400}))/g;

/** The secrets of a map of headers: there every name is that of a header. */
function headerSecrets(text: string): SecretSpan[] {
  if (!/headers/i.test(text)) return [];
  return [...blocksOf(text, headers)].flatMap(({ block, from }) =>
    [...block.matchAll(entryOfMap)].flatMap((entry) => {
      const value = entry[2] ?? entry[3] ?? entry[4] ?? '';
      if (!isSecretBy(headerVerdict(entry[1] ?? ''), value) || !isLiteralSecret(value)) return [];
      return inside([spanOf(entry, value)], { start: from, end: from });
    }),
  );
}

function upTo(text: string, end: string): string {
  const at = text.indexOf(end);
  return at < 0 ? text : text.slice(0, at);
}

/** The lines that stand deeper than a column. */
function deeperLines(text: string, column: number): string {
  const lines = text.split('\n').slice(0, 50);
  const end = lines.findIndex(
    (line, index) => index > 0 && line.trim() !== '' && line.search(/[^ \t]/) <= column,
  );
  return lines.slice(0, end < 0 ? lines.length : end).join('\n');
}

/** A value may hold pairs itself: after one that is no secret the search goes on inside it. */
function namedSecrets(text: string, isInput: boolean): SecretSpan[] {
  const found: SecretSpan[] = [];
  const search = new RegExp(pair);
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const [, quote = '', name = '', separator = '', double, single, plain] = match;
    const value = double ?? single ?? plain ?? '';
    if (/\w/.test(value) && isSecretPair(name, value, isInput)) found.push(spanOf(match, value));
    else search.lastIndex = match.index + 2 * quote.length + name.length + separator.length;
  }
  return found;
}

/** Headers stand in lists and maps of their own; a name with a dash is one more likely than not. */
function headerOf(name: string): ReturnType<typeof headerVerdict> {
  return name.includes('-') ? headerVerdict(name) : nameVerdict(name);
}

function isSecretPair(name: string, value: string, isInput: boolean): boolean {
  const last = name.split(/[./]/).at(-1) ?? name;
  const own = nameVerdict(last);
  const verdict = own === 'none' || own === 'perhaps' ? headerOf(last) : own;
  if (verdict === 'none' || !isLiteralSecret(value)) return false;
  if (bareName(last) === 'key') return false;
  // Counts and switches bear such names as well.
  if (/^\d{1,6}$/.test(value) && !/pass|pwd/i.test(last)) return false;
  // A word of a sentence, or the name of a Secret.
  if (!isInput && /^[a-z]+$/i.test(value)) return false;
  // The name of a header alone may be that of anything else.
  return isSecretBy(
    name.includes('-') && own !== 'secret' && verdict === 'secret' ? 'ambiguous' : verdict,
    value,
  );
}

/** A value stands at the end of its match, a quote apart. */
function spanOf(match: RegExpMatchArray, value: string): SecretSpan {
  const start = (match.index ?? 0) + match[0].lastIndexOf(value);
  const scheme = /^(?:Bearer|Basic|Token|Api-Token|ApiKey|Api-Key|Splunk)\s+/i.exec(value)?.[0].length ?? 0;
  return { start: start + scheme, end: start + value.length };
}

function replaceSpans(text: string, find: (text: string) => SecretSpan[]): string {
  const spans = find(text).sort((a, b) => a.start - b.start);
  let result = '';
  let end = 0;
  for (const span of spans) {
    if (span.end <= end) continue;
    result += text.slice(end, Math.max(end, span.start));
    // Two spans that overlap are one.
    if (span.start >= end) result += redacted;
    end = span.end;
  }
  return result + text.slice(end);
}

function redactDeep(value: unknown, redactor: Redactor): unknown {
  if (typeof value === 'string') return redactor.redact(value);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, redactor));
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Map)
    return new Map([...value].map(([key, item]) => [key, redactDeep(item, redactor)]));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactDeep(item, redactor)]));
}

/** Places of a list of arguments, or of a script in it, that hold a secret: `--es.password=…`, `curl -H "Authorization: …"`. */
export function* argumentSecrets(list: Data | undefined, path: Path): Generator<Path> {
  if (!Array.isArray(list)) return;
  for (const [index, item] of list.entries()) {
    if (typeof item !== 'string' || !isWorthALook(item)) continue;
    const isFlag = /^--?[\w.-]+$/.test(String(list[index - 1] ?? ''));
    const flag = isFlag ? String(list[index - 1]).replace(/^-+/, '') : '';
    const isValue =
      flag !== '' && nameVerdict(flag.split('.').at(-1) ?? '') === 'secret' && isLiteralSecret(item);
    if (isValue || secretSpans(item, false).length > 0) yield [...path, index];
  }
}

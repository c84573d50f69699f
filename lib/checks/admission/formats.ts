import { isIP } from 'node:net';
import { type Data, dnsLabel, dnsSubdomain, isOpen, portName as portNamePattern } from '../../documents';
import type { Place } from '../../platform';
import { type Problems, refusal } from './problem';

/** What another program puts in: a variable, or the text that SOPS hides. */
export function isUnknown(value: Data | undefined): boolean {
  return isOpen(value) || (typeof value === 'string' && value.startsWith('ENC['));
}

/** The text at a place, as far as it is known. */
export function textAt({ text }: Place): string | undefined {
  return isUnknown(text) ? undefined : text;
}

/** A text whose form the API server checks. */
export interface Format {
  readonly pattern: RegExp;
  readonly longest: number;
  /** `a name of lower-case letters, digits, dashes and dots`. */
  readonly is: string;
}

const letters = 'letters, digits, dashes, underscores and dots';

export const subdomain: Format = {
  pattern: dnsSubdomain,
  longest: 253,
  is: 'a name of lower-case letters, digits, dashes and dots',
};

export const label: Format = {
  pattern: dnsLabel,
  longest: 63,
  is: 'a name of lower-case letters, digits and dashes',
};

export const labelValue: Format = {
  pattern: /^(?:[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)?$/,
  longest: 63,
  is: `a value of ${letters} that begins and ends with a letter or digit`,
};

export const qualifiedName: Format = {
  pattern: /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/,
  longest: 317,
  is: `a name of ${letters}, perhaps behind a domain and a slash`,
};

/** Of a port of a container or Service. */
export const portName: Format = {
  pattern: portNamePattern,
  longest: 15,
  is: 'the name of a port: lower-case letters, digits and single dashes',
};

/** Of an entry in a ConfigMap or Secret. */
export const contentKey: Format = {
  pattern: /^(?!\.$|\.\.)[-.\w]+$/,
  longest: 253,
  is: `a key of ${letters} that does not begin with ..`,
};

/** A known text, that of the place unless another is given, that has not the form that it must have. */
export function* validateFormat(at: Place, { longest, pattern, is }: Format, text = textAt(at)): Problems {
  if (text === undefined) return;
  if (text.length > longest)
    yield refusal(
      at,
      `has ${text.length} characters, ${longest} are allowed`,
      `Write at most ${longest} characters.`,
    );
  else if (!pattern.test(text)) yield refusal(at, `is "${text}", which is not ${is}`, `Write ${is}.`);
}

/** A text that must be one of some words. */
export function* validateWord(at: Place, words: readonly string[]): Problems {
  const text = textAt(at);
  if (text === undefined || words.includes(text)) return;
  const known = words.join(', ');
  yield refusal(at, `is "${text}", which is none of ${known}`, `Write one of ${known}.`);
}

/** A number that must lie between two others. */
export function* validateNumber(
  at: Place,
  { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY },
): Problems {
  const { data: value } = at;
  if (typeof value !== 'number') return;
  if (value < least) yield refusal(at, `is ${value}, less than ${least}`, `Write ${least} or more.`);
  if (value > most) yield refusal(at, `is ${value}, more than ${most}`, `Write ${most} or less.`);
}

/** A number of pods or a share of them in percent. */
export function* validateShare(at: Place, most = Number.POSITIVE_INFINITY): Problems {
  yield* validateNumber(at, { least: 0 });
  const text = textAt(at);
  if (text === undefined) return;
  const percent = /^(\d+)%$/.exec(text)?.[1];
  if (percent === undefined)
    yield refusal(
      at,
      `is the text "${text}", which is not a share in percent`,
      'Write a number without quotes, or a whole share such as 50%.',
    );
  else if (Number(percent) > most)
    yield refusal(at, `is ${text}, more than ${most}%`, `Write at most ${most}%.`);
}

/**
 * A map of which exactly one of some keys must be set.
 *
 * @param noun `handler`, for the message
 * @param isNeeded false where newer releases may know further keys, so that one that is none of these is not a fault
 */
export function* validateOneOf(at: Place, noun: string, keys: readonly string[], isNeeded = true): Problems {
  if (!at.isMap) return;
  const set = keys.filter((key) => at.at(key).isSet);
  const names = set.join(' and ');
  if (set.length > 1) yield refusal(at, `has more than one ${noun}: ${names}`, `Keep one of ${names}.`);
  if (set.length === 0 && isNeeded) yield refusal(at, `has no ${noun}`, `Write one of ${keys.join(', ')}.`);
}

/** An address of the network, IPv4 or IPv6. */
export function* validateAddress(at: Place): Problems {
  const text = textAt(at);
  if (text !== undefined && isIP(text) === 0)
    yield refusal(at, `is "${text}", which is not an IP address`, 'Write an address such as 10.9.8.7.');
}

import { type Data, isOpen, type Path } from '../../documents';
import type { Problems } from './problem';

/** What another program puts in: a variable, or the text that SOPS hides. */
export function isUnknown(value: Data | undefined): boolean {
  return isOpen(value) || (typeof value === 'string' && value.startsWith('ENC['));
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
  pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/,
  longest: 253,
  is: 'a name of lower-case letters, digits, dashes and dots',
};

export const label: Format = {
  pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
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
  pattern: /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/,
  longest: 15,
  is: 'the name of a port: lower-case letters, digits and single dashes',
};

/** Of an entry in a ConfigMap or Secret. */
export const contentKey: Format = {
  pattern: /^(?!\.$|\.\.)[-.\w]+$/,
  longest: 253,
  is: `a key of ${letters} that does not begin with ..`,
};

/** A known text that has not the form that it must have. */
export function* validateFormat(value: Data | undefined, path: Path, format: Format): Problems {
  if (typeof value !== 'string' || isUnknown(value)) return;
  if (value.length > format.longest) {
    yield {
      path,
      message: `has ${value.length} characters, ${format.longest} are allowed`,
      fix: `Write at most ${format.longest} characters.`,
    };
  } else if (!format.pattern.test(value)) {
    yield { path, message: `is "${value}", which is not ${format.is}`, fix: `Write ${format.is}.` };
  }
}

/** A text that must be one of some words. */
export function* validateWord(value: Data | undefined, path: Path, words: readonly string[]): Problems {
  if (typeof value !== 'string' || isUnknown(value) || words.includes(value)) return;
  const known = words.join(', ');
  yield { path, message: `is "${value}", which is none of ${known}`, fix: `Write one of ${known}.` };
}

/** A number that must lie between two others. */
export function* validateNumber(
  value: Data | undefined,
  path: Path,
  { least, most }: { readonly least?: number; readonly most?: number },
): Problems {
  if (typeof value !== 'number') return;
  if (least !== undefined && value < least)
    yield { path, message: `is ${value}, less than ${least}`, fix: `Write ${least} or more.` };
  if (most !== undefined && value > most)
    yield { path, message: `is ${value}, more than ${most}`, fix: `Write ${most} or less.` };
}

/** A number of pods or a share of them in percent. */
export function* validateShare(
  value: Data | undefined,
  path: Path,
  most = Number.POSITIVE_INFINITY,
): Problems {
  yield* validateNumber(value, path, { least: 0 });
  if (typeof value !== 'string' || isUnknown(value)) return;
  const percent = /^(\d+)%$/.exec(value)?.[1];
  if (percent === undefined)
    yield {
      path,
      message: `is the text "${value}", which is not a share in percent`,
      fix: 'Write a number without quotes, or a whole share such as 50%.',
    };
  else if (Number(percent) > most)
    yield { path, message: `is ${value}, more than ${most}%`, fix: `Write at most ${most}%.` };
}

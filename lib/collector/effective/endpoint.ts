/** Host and port as Go's net.SplitHostPort takes them apart; the port may be a name or empty. */
export interface HostPort {
  /** Without brackets; empty where only `:port` is written. */
  readonly host: string;
  readonly port: string;
}

/** What is wrong with the text of an address. */
export type AddressFault = 'missing port' | 'too many colons' | 'brackets';

/** Takes `host:port`, `[::1]:port` and `:port` apart by the rules of Go's net.SplitHostPort. */
export function splitHostPort(text: string): HostPort | AddressFault {
  const last = text.lastIndexOf(':');
  if (last < 0) return 'missing port';
  if (text.startsWith('[')) return splitBracketed(text, last);
  const host = text.slice(0, last);
  if (host.includes(':')) return 'too many colons';
  if (/[[\]]/.test(text)) return 'brackets';
  return { host, port: text.slice(last + 1) };
}

function splitBracketed(text: string, last: number): HostPort | AddressFault {
  const end = text.indexOf(']');
  if (end < 0) return 'brackets';
  if (end + 1 === text.length) return 'missing port';
  if (end + 1 !== last) return text[end + 1] === ':' ? 'too many colons' : 'missing port';
  const host = text.slice(1, end);
  if (/[[\]]/.test(host) || /[[\]]/.test(text.slice(end + 1))) return 'brackets';
  return { host, port: text.slice(last + 1) };
}

/** Number of a port's text, as Go's strconv reads it; undefined where it is no number. */
export function portNumber(port: string): number | undefined {
  return /^[+-]?\d+$/.test(port) ? Number(port) : undefined;
}

/** Splits an address whose host may hold `${…}`: the part before the last colon, and the port where it is a number. */
export function looseHostPort(text: string): { host: string; port: number | undefined } {
  const match = /^(.*):(\d+)$/s.exec(text);
  if (match === null) return { host: text, port: undefined };
  return { host: match[1] ?? '', port: Number(match[2]) };
}

/** Scheme, host and port of a URL; undefined where the text is no absolute URL or holds `${…}` in its host. */
export function urlParts(
  text: string,
): { scheme: string; host: string; port: number | undefined; path: string } | undefined {
  const match =
    /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d+))?([/?#].*)?$/s.exec(text);
  if (match === null) return undefined;
  return {
    scheme: (match[1] ?? '').toLowerCase(),
    host: match[2] ?? '',
    port: match[3] === undefined ? undefined : Number(match[3]),
    path: match[4] ?? '',
  };
}

const privateAddress =
  /^(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|169\.254\.\d+\.\d+)$/;
const dottedAddress = /^\d+\.\d+\.\d+\.\d+$/;

/** Last labels that make a name a public one; a namespace or a private zone stands there otherwise. */
const publicZones = new Set(
  'com org net edu gov mil int info biz io ai dev app cloud tech online site xyz co de uk eu us fr nl ch at it es pl se no fi dk be br au ca jp cn in kr ru'.split(
    ' ',
  ),
);

/**
 * True for a host that is certainly reached over public networks: a public address, or a name in a public zone.
 * One label, `…svc…`, `.local` and the like, and private addresses are not.
 */
export function isPublicHost(host: string): boolean {
  const name = host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (dottedAddress.test(name)) return !privateAddress.test(name);
  if (name.includes(':')) return /^2[0-9a-f]{3}:/.test(name);
  const labels = name.split('.');
  if (labels.length < 2 || labels.includes('svc') || name.includes('${')) return false;
  return publicZones.has(labels[labels.length - 1] ?? '') && labels[labels.length - 2] !== 'example';
}

import { BlockList, isIP } from 'node:net';
import { type Data, field, isMap, isSet, items, type Path } from '../../documents';
import { isUnknown, portName, validateFormat, validateNumber } from './formats';
import type { Problems } from './problem';
import { validateSelector } from './selectors';

const path: Path = ['spec'];

/** What the API server asks of a NetworkPolicy. */
export function* validateNetworkPolicy(spec: Data | undefined): Problems {
  yield* validateSelector(field(spec, 'podSelector'), [...path, 'podSelector']);
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [index, rule] of items(field(spec, direction)).entries()) {
      const here = [...path, direction, index];
      for (const [at, port] of items(field(rule, 'ports')).entries())
        yield* validatePort(port, [...here, 'ports', at]);
      for (const [at, peer] of items(field(rule, peers)).entries())
        yield* validatePeer(peer, [...here, peers, at]);
    }
  }
}

function* validatePort(entry: Data, here: Path): Problems {
  const [port, end] = [field(entry, 'port'), field(entry, 'endPort')];
  yield* validateNumber(port, [...here, 'port'], { least: 1, most: 65_535 });
  yield* validateFormat(port, [...here, 'port'], portName);
  if (!isSet(end) || isUnknown(end)) return;
  const place = [...here, 'endPort'];
  if (!isSet(port)) yield { path: place, message: 'stands without port', fix: 'Write port, too.' };
  else if (typeof port === 'string' && !isUnknown(port))
    yield { path: place, message: `stands beside the name ${port}`, fix: 'Write the number of the port.' };
  else if (typeof port === 'number' && typeof end === 'number' && end < port)
    yield {
      path: place,
      message: `is ${end}, less than port ${port}`,
      fix: 'Write the last port of the range.',
    };
}

function* validatePeer(peer: Data, here: Path): Problems {
  if (!isMap(peer)) return;
  const { ipBlock, podSelector, namespaceSelector } = peer;
  const selects = isSet(podSelector) || isSet(namespaceSelector);
  if (!isSet(ipBlock) && !selects)
    yield { path: here, message: 'names nobody', fix: 'Write podSelector, namespaceSelector or ipBlock.' };
  if (isSet(ipBlock) && selects)
    yield { path: here, message: 'has ipBlock beside a selector', fix: 'Write two entries, one for each.' };
  yield* validateSelector(podSelector, [...here, 'podSelector']);
  yield* validateSelector(namespaceSelector, [...here, 'namespaceSelector']);
  yield* validateBlock(ipBlock, [...here, 'ipBlock']);
}

function* validateBlock(block: Data | undefined, here: Path): Problems {
  const cidr = field(block, 'cidr');
  yield* validateCidr(cidr, [...here, 'cidr']);
  const outer = rangeOf(cidr);
  for (const [index, except] of items(field(block, 'except')).entries()) {
    const place = [...here, 'except', index];
    yield* validateCidr(except, place);
    const inner = rangeOf(except);
    if (outer !== undefined && inner !== undefined && !isInside(inner, outer))
      yield {
        path: place,
        message: `is ${except}, which is not a part of ${cidr}`,
        fix: 'Write a smaller range inside of cidr.',
      };
  }
}

interface Range {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

function rangeOf(value: Data | undefined): Range | undefined {
  if (typeof value !== 'string') return undefined;
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(value) ?? [];
  const version = isIP(address);
  const bits = Number(length);
  if (version === 0 || bits > (version === 4 ? 32 : 128)) return undefined;
  return { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** Ranges that were compared: policies cut the same few addresses out of the same few. */
const insides = new Map<string, boolean>();
const mostInsides = 1000;

function isInside(inner: Range, outer: Range): boolean {
  const key = `${inner.address}/${inner.bits} ${outer.address}/${outer.bits}`;
  const known = insides.get(key) ?? holds(outer, inner);
  if (insides.size >= mostInsides) insides.clear();
  insides.set(key, known);
  return known;
}

function holds(outer: Range, inner: Range): boolean {
  if (inner.family !== outer.family || inner.bits <= outer.bits) return false;
  const list = new BlockList();
  list.addSubnet(outer.address, outer.bits, outer.family);
  return list.check(inner.address, inner.family);
}

/** A range of addresses, `10.0.0.0/8`. */
export function* validateCidr(value: Data | undefined, place: Path): Problems {
  if (typeof value !== 'string' || isUnknown(value) || rangeOf(value) !== undefined) return;
  yield {
    path: place,
    message: `is "${value}", which is not a range of addresses`,
    fix: 'Write an address and the number of its leading bits, such as 10.0.0.0/8.',
  };
}

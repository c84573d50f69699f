import { BlockList, isIP } from 'node:net';
import type { Place } from '../../platform';
import { isUnknown, portName, validateFormat, validateNumber } from './formats';
import { type Problems, refusal } from './problem';
import { validateSelector } from './selectors';

/** What the API server asks of a NetworkPolicy. */
export function* validateNetworkPolicy(spec: Place): Problems {
  yield* validateSelector(spec.at('podSelector'));
  const rules = [
    ...spec.at('ingress').items.map((rule) => [rule, rule.at('from')] as const),
    ...spec.at('egress').items.map((rule) => [rule, rule.at('to')] as const),
  ];
  for (const [rule, peers] of rules) {
    for (const port of rule.at('ports').items) yield* validatePort(port);
    for (const peer of peers.items) yield* validatePeer(peer);
  }
}

function* validatePort(entry: Place): Problems {
  const [port, end] = [entry.at('port'), entry.at('endPort')];
  yield* validateNumber(port, { least: 1, most: 65_535 });
  yield* validateFormat(port, portName);
  if (!end.isSet || isUnknown(end.data)) return;
  if (!port.isSet) yield refusal(end, 'stands without port', 'Write port, too.');
  else if (port.text !== undefined && !isUnknown(port.data))
    yield refusal(end, `stands beside the name ${port.text}`, 'Write the number of the port.');
  else if (port.number !== undefined && end.number !== undefined && end.number < port.number)
    yield refusal(
      end,
      `is ${end.number}, less than port ${port.number}`,
      'Write the last port of the range.',
    );
}

function* validatePeer(peer: Place): Problems {
  if (!peer.isMap) return;
  const [block, pods, namespaces] = [
    peer.at('ipBlock'),
    peer.at('podSelector'),
    peer.at('namespaceSelector'),
  ];
  const selects = pods.isSet || namespaces.isSet;
  if (!block.isSet && !selects)
    yield refusal(peer, 'names nobody', 'Write podSelector, namespaceSelector or ipBlock.');
  if (block.isSet && selects)
    yield refusal(peer, 'has ipBlock beside a selector', 'Write two entries, one for each.');
  yield* validateSelector(pods);
  yield* validateSelector(namespaces);
  yield* validateBlock(block);
}

function* validateBlock(block: Place): Problems {
  const cidr = block.at('cidr');
  yield* validateCidr(cidr);
  const outer = rangeOf(cidr.text);
  for (const except of block.at('except').items) {
    yield* validateCidr(except);
    const inner = rangeOf(except.text);
    if (outer !== undefined && inner !== undefined && !isInside(inner, outer))
      yield refusal(
        except,
        `is ${except.text}, which is not a part of ${cidr.text}`,
        'Write a smaller range inside of cidr.',
      );
  }
}

interface Range {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

function rangeOf(text: string | undefined): Range | undefined {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text ?? '') ?? [];
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

/** What a text is, where it is not a range of addresses such as `10.0.0.0/8`. */
export function cidrFault(text: string | undefined): string | undefined {
  if (text === undefined || isUnknown(text) || rangeOf(text) !== undefined) return undefined;
  return `is "${text}", which is not a range of addresses`;
}

/** A range of addresses; the text is that of the place unless another is given. */
export function* validateCidr(at: Place, text = at.text): Problems {
  const fault = cidrFault(text);
  if (fault !== undefined)
    yield refusal(at, fault, 'Write an address and the number of its leading bits, such as 10.0.0.0/8.');
}

import type { Place } from '../../platform';
import { isUnknown, qualifiedName, subdomain, textAt, validateAddress, validateFormat } from './formats';
import { validateCidr } from './network-policies';
import { type Problems, refusal } from './problem';
import { validateLabels } from './selectors';

/** What the API server asks of a Service. */
export function* validateService(spec: Place): Problems {
  if (!spec.isMap || isUnknown(spec.at('type').data)) return;
  const type = spec.at('type').text ?? 'ClusterIP';
  yield* validateAddresses(spec, type);
  yield* validatePorts(spec, type);
  yield* validateOutside(spec, type);
  yield* validateLabels(spec.at('selector'));
}

function* validateAddresses(spec: Place, type: string): Problems {
  const [clusterIP, externalName] = [spec.at('clusterIP'), spec.at('externalName')];
  if (type === 'ExternalName') {
    if (!externalName.isSet || externalName.data === '')
      yield refusal(spec, 'has type ExternalName and no externalName', 'Write externalName.');
    else yield* validateFormat(externalName, subdomain, textAt(externalName)?.replace(/\.$/, ''));
    if (clusterIP.isSet && clusterIP.data !== '' && clusterIP.data !== 'None')
      yield refusal(clusterIP, 'stands beside type ExternalName', 'Leave it out.');
    return;
  }
  if (clusterIP.data === 'None' && isReachedByNode(type))
    yield refusal(
      clusterIP,
      `is None, but type ${type} needs an address`,
      'Leave clusterIP out, or write type: ClusterIP.',
    );
  if (clusterIP.data !== 'None' && clusterIP.data !== '') yield* validateAddress(clusterIP);
}

function isReachedByNode(type: string): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

function* validatePorts(spec: Place, type: string): Problems {
  const ports = spec.at('ports');
  const isHeadless = spec.at('clusterIP').data === 'None';
  // Without a selector it may be a patch of a Service that is there.
  const isOwn = spec.at('selector').isSet || spec.at('type').isSet;
  if (isOwn && ports.items.length === 0 && type !== 'ExternalName' && !isHeadless && !isUnknown(ports.data))
    yield refusal(
      spec,
      'has no ports',
      'Write the ports, or clusterIP: None for a Service without an address.',
    );
  const taken = new Set<string>();
  for (const port of ports.items) {
    yield* validateFormat(port.at('appProtocol'), qualifiedName);
    const node = port.at('nodePort');
    if (!node.number) continue;
    if (!isReachedByNode(type))
      yield refusal(node, `stands beside type ${type}`, 'Leave it out, or write type: NodePort.');
    const key = `${node.number}/${port.at('protocol').data ?? 'TCP'}`;
    if (taken.has(key))
      yield refusal(node, `is ${node.number}, which another port has`, 'Write another port.');
    taken.add(key);
  }
}

/** Fields of a Service that is reached from outside. */
function* validateOutside(spec: Place, type: string): Problems {
  const policy = spec.at('externalTrafficPolicy');
  const addresses = spec.at('externalIPs').items;
  if (policy.isSet && !isReachedByNode(type) && addresses.length === 0)
    yield refusal(policy, `stands beside type ${type}, which nobody reaches from outside`, 'Leave it out.');
  for (const key of ['loadBalancerClass', 'loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts']) {
    const at = spec.at(key);
    const isGiven = at.isSet && !(at.isList && at.items.length === 0);
    if (isGiven && type !== 'LoadBalancer')
      yield refusal(at, `stands beside type ${type}`, 'Leave it out, or write type: LoadBalancer.');
  }
  yield* validateFormat(spec.at('loadBalancerClass'), qualifiedName);
  for (const range of type === 'LoadBalancer' ? spec.at('loadBalancerSourceRanges').items : [])
    yield* validateCidr(range, range.text?.trim());
  const check = spec.at('healthCheckNodePort');
  if (check.number && !(type === 'LoadBalancer' && policy.data === 'Local'))
    yield refusal(check, 'stands without type LoadBalancer and externalTrafficPolicy Local', 'Leave it out.');
  for (const address of addresses) {
    yield* validateAddress(address);
    if (/^(?:127\.|::1$|0\.0\.0\.0$|::$)/.test(address.text ?? ''))
      yield refusal(address, `is ${address.text}, which leads to nobody else`, 'Write an address of a node.');
  }
}

import { type Data, type DataMap, field, isMap, isSet, items, type Path } from '../../documents';
import { isUnknown, qualifiedName, subdomain, validateFormat } from './formats';
import { validateCidr } from './network-policies';
import { validateAddress } from './pods';
import type { Problems } from './problem';
import { validateLabels } from './selectors';

const path: Path = ['spec'];

/** What the API server asks of a Service. */
export function* validateService(spec: Data | undefined): Problems {
  if (!isMap(spec) || isUnknown(spec.type)) return;
  const type = typeof spec.type === 'string' ? spec.type : 'ClusterIP';
  yield* validateAddresses(spec, type);
  yield* validatePorts(spec, type);
  yield* validateOutside(spec, type);
  yield* validateLabels(spec.selector, [...path, 'selector']);
}

function* validateAddresses(spec: DataMap, type: string): Problems {
  const { clusterIP, externalName } = spec;
  if (type === 'ExternalName') {
    if (!isSet(externalName) || externalName === '')
      yield { path, message: 'has type ExternalName and no externalName', fix: 'Write externalName.' };
    else yield* validateFormat(withoutDot(externalName), [...path, 'externalName'], subdomain);
    if (isSet(clusterIP) && clusterIP !== '' && clusterIP !== 'None')
      yield {
        path: [...path, 'clusterIP'],
        message: 'stands beside type ExternalName',
        fix: 'Leave it out.',
      };
    return;
  }
  if (clusterIP === 'None' && (type === 'NodePort' || type === 'LoadBalancer'))
    yield {
      path: [...path, 'clusterIP'],
      message: `is None, but type ${type} needs an address`,
      fix: 'Leave clusterIP out, or write type: ClusterIP.',
    };
  if (clusterIP !== 'None' && clusterIP !== '') yield* validateAddress(clusterIP, [...path, 'clusterIP']);
}

function withoutDot(name: Data): Data {
  return typeof name === 'string' ? name.replace(/\.$/, '') : name;
}

function* validatePorts(spec: DataMap, type: string): Problems {
  const ports = items(spec.ports);
  const isHeadless = spec.clusterIP === 'None';
  // Without a selector it may be a patch of a Service that is there.
  const isOwn = isSet(spec.selector) || isSet(spec.type);
  if (isOwn && ports.length === 0 && type !== 'ExternalName' && !isHeadless && !isUnknown(spec.ports))
    yield {
      path,
      message: 'has no ports',
      fix: 'Write the ports, or clusterIP: None for a Service without an address.',
    };
  const taken = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const here = [...path, 'ports', index];
    yield* validateFormat(field(port, 'appProtocol'), [...here, 'appProtocol'], qualifiedName);
    const node = field(port, 'nodePort');
    if (typeof node !== 'number' || node === 0) continue;
    if (type !== 'NodePort' && type !== 'LoadBalancer')
      yield {
        path: [...here, 'nodePort'],
        message: `stands beside type ${type}`,
        fix: 'Leave it out, or write type: NodePort.',
      };
    const key = `${node}/${field(port, 'protocol') ?? 'TCP'}`;
    if (taken.has(key))
      yield {
        path: [...here, 'nodePort'],
        message: `is ${node}, which another port has`,
        fix: 'Write another port.',
      };
    taken.add(key);
  }
}

/** Fields of a Service that is reached from outside. */
function* validateOutside(spec: DataMap, type: string): Problems {
  const isOutside = type === 'NodePort' || type === 'LoadBalancer' || items(spec.externalIPs).length > 0;
  if (isSet(spec.externalTrafficPolicy) && !isOutside)
    yield {
      path: [...path, 'externalTrafficPolicy'],
      message: `stands beside type ${type}, which nobody reaches from outside`,
      fix: 'Leave it out.',
    };
  const ofBalancers = ['loadBalancerClass', 'loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts'];
  for (const key of ofBalancers) {
    const isGiven = isSet(spec[key]) && !(Array.isArray(spec[key]) && items(spec[key]).length === 0);
    if (isGiven && type !== 'LoadBalancer')
      yield {
        path: [...path, key],
        message: `stands beside type ${type}`,
        fix: 'Leave it out, or write type: LoadBalancer.',
      };
  }
  yield* validateFormat(spec.loadBalancerClass, [...path, 'loadBalancerClass'], qualifiedName);
  if (type === 'LoadBalancer')
    for (const [index, range] of items(spec.loadBalancerSourceRanges).entries())
      yield* validateCidr(typeof range === 'string' ? range.trim() : range, [
        ...path,
        'loadBalancerSourceRanges',
        index,
      ]);
  const check = spec.healthCheckNodePort;
  if (
    typeof check === 'number' &&
    check !== 0 &&
    !(type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local')
  )
    yield {
      path: [...path, 'healthCheckNodePort'],
      message: 'stands without type LoadBalancer and externalTrafficPolicy Local',
      fix: 'Leave it out.',
    };
  for (const [index, address] of items(spec.externalIPs).entries()) {
    const here = [...path, 'externalIPs', index];
    yield* validateAddress(address, here);
    if (typeof address === 'string' && /^(?:127\.|::1$|0\.0\.0\.0$|::$)/.test(address))
      yield {
        path: here,
        message: `is ${address}, which leads to nobody else`,
        fix: 'Write an address of a node.',
      };
  }
}

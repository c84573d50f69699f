import { type Destination, missingService, serviceTitle, type TreeSubject } from '../platform';
import type { Problem } from './rule';

/**
 * What to tell of an address that leads to no Service, or to none of its ports; undefined where there is nothing to tell.
 *
 * @param what does what with the address: `exporters::otlp_grpc sends to "backend:4317"`
 */
export function deadEnd(
  tree: TreeSubject,
  what: string,
  destination: Destination,
): Pick<Problem, 'message' | 'fix' | 'severity'> | undefined {
  if (destination.kind === 'missing') {
    const { certain, name } = destination;
    // A name without namespace may be made by anything.
    const severity = certain && !name.bare ? undefined : 'warning';
    return { message: `${what}, but ${missingService(tree, name)}`, severity };
  }
  if (destination.kind !== 'noPort') return undefined;
  const ports = destination.service.ports.map(({ port }) => port).join(', ');
  return {
    message: `${what}, but ${serviceTitle(destination.service)} has no port ${destination.port}.`,
    fix: ports === '' ? undefined : `Write one of its ports: ${ports}.`,
  };
}

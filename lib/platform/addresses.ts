import { distance, ownValue } from '../documents';
import { namespaces } from './namespaces';
import type { TreeSubject } from './subject';

/** Where a client connects to. */
export interface Address {
  /** Lower case; absent where none is written. */
  readonly scheme?: string;
  readonly host: string;
  /** As written, or the default of the scheme; absent where neither is known. */
  readonly port?: number;
  /** True where the port is written. */
  readonly portWritten: boolean;
  /** With its slash; empty where none is written. */
  readonly path: string;
}

const schemePorts: { readonly [scheme: string]: number } = { http: 80, https: 443 };

const shape =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/\/?)?(?:[^/?#@\s]*@)?([A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_.])?|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?([/?#].*)?$/;

/**
 * Takes `scheme://host:port/path`, `host:port` or `host` apart; an IPv6 address keeps its brackets. Undefined where the
 * host cannot be known: it, or the port, holds a reference or a template.
 */
export function parseAddress(text: string): Address | undefined {
  if (/[${}\s,]/.test(text)) return undefined;
  const [, scheme, host, port, path = ''] = shape.exec(text) ?? [];
  if (host === undefined) return undefined;
  const lower = scheme?.toLowerCase();
  // Three slashes leave the host out, unless the scheme is one of gRPC's resolvers: a device, a file.
  if (text.includes(':///') && lower !== 'dns' && lower !== 'passthrough') return undefined;
  const known = port === undefined ? ownValue(schemePorts, lower ?? '') : Number(port);
  return {
    ...(lower === undefined ? {} : { scheme: lower }),
    host: host.replace(/\.$/, '').toLowerCase(),
    ...(known === undefined ? {} : { port: known }),
    portWritten: port !== undefined,
    path,
  };
}

const clusterDomain = 'cluster.local';

/** A Service as a host name means it. */
export interface ServiceName {
  readonly service: string;
  readonly namespace: string;
  /** True where only the Service's name is written. */
  readonly bare: boolean;
  /** The domain after `.svc` where it is nearly, but not quite, that of the cluster. */
  readonly wrongDomain?: string;
}

/**
 * Service that a host name means inside the cluster: `service`, `service.namespace`, with `.svc` or
 * `.svc.cluster.local`, or a pod's name before them. Undefined for addresses, `localhost` and names that may be public.
 *
 * @param from namespace of the client
 */
export function serviceNameOf(tree: TreeSubject, host: string, from: string): ServiceName | undefined {
  if (host === 'localhost' || /^(?:[0-9.]+$|\[)/.test(host)) return undefined;
  const labels = host.split('.');
  const svc = labels.indexOf('svc');
  if (svc >= 2) {
    const rest = labels.slice(svc + 1).join('.');
    const [service, namespace] = labels.slice(svc - 2, svc);
    if (service === undefined || namespace === undefined) return undefined;
    if (rest === '' || rest === clusterDomain) return { service, namespace, bare: false };
    // A cluster may have a domain of its own; one that is nearly the usual one is mistyped.
    return distance(rest, clusterDomain) <= 2
      ? { service, namespace, bare: false, wrongDomain: rest }
      : undefined;
  }
  const [service, namespace] = labels;
  if (service === undefined) return undefined;
  if (labels.length === 1) return { service, namespace: from, bare: true };
  if (labels.length !== 2 || namespace === undefined || !namespaces(tree).known.has(namespace)) {
    return undefined;
  }
  return { service, namespace, bare: false };
}

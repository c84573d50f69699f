import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { addManifest, type Manifest } from './manifest';
import type { TelemetryEndpoint } from './telemetry';

/** A port that is let through: a TCP port, or one with its protocol, or a range. */
export type PeerPort =
  | number
  | {
      readonly port: number;
      /** Default TCP. */
      readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
      /** Last port of a range that begins with `port`. */
      readonly endPort?: number;
    };

/** Pods of a namespace. */
export interface PodPeer {
  /** Namespace of the pods; `*` for all. */
  readonly namespace: string;
  /** Labels that select them; default: every pod of the namespace. */
  readonly labels?: { readonly [name: string]: string };
  /** Default: every port. */
  readonly ports?: readonly PeerPort[];
}

/** Addresses. */
export interface AddressPeer {
  /** `10.0.0.0/8`, `2001:db8::/32`. */
  readonly cidr: string;
  /** Blocks inside that are left out. */
  readonly except?: readonly string[];
  /** Default: every port. */
  readonly ports?: readonly PeerPort[];
}

/**
 * A host by its name. A NetworkPolicy knows no names, so that its ports are opened to every address but those of the
 * node itself, where clouds serve credentials, and those of the Kubernetes API where the environment tells them (`apiServer`); the
 * name is kept in an annotation for whoever reviews.
 */
export interface HostPeer {
  /** `api.example.com` */
  readonly host: string;
  /** Default 443. */
  readonly ports?: readonly PeerPort[];
}

/** Someone whom pods talk to, or who talks to them. */
export type Peer = PodPeer | AddressPeer | HostPeer;

/** Every address but link-local ones, under which clouds serve a node's credentials. */
export const anywhere: readonly AddressPeer[] = [
  { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] },
  { cidr: '::/0', except: ['fe80::/10'] },
];

/** Where pods ask for names unless an environment says otherwise: the cluster's DNS service. */
export const clusterDns: readonly Peer[] = [{ namespace: 'kube-system' }];

/** Ports under which names are asked for. */
const dnsPorts: readonly PeerPort[] = [{ port: 53, protocol: 'UDP' }, 53];

/** A rule of a NetworkPolicy, for either direction. */
export interface NetworkRule {
  readonly peers: readonly object[];
  readonly ports?: readonly object[];
}

/** The rule that lets pods ask for names. */
export function dnsRules(servers: readonly Peer[]): NetworkRule[] {
  return servers.map((server) => ruleOf({ ports: dnsPorts, ...server }));
}

/**
 * What a NetworkPolicy says for someone.
 *
 * @param apiServer addresses of the Kubernetes API, which a host does not have
 */
export function ruleOf(peer: Peer, apiServer: readonly string[] = []): NetworkRule {
  const ports = peer.ports ?? ('host' in peer ? [443] : undefined);
  return {
    peers: peersOf(peer, apiServer),
    ...(ports === undefined ? {} : { ports: ports.map(portOf) }),
  };
}

/** Rules for whom pods may reach, as a NetworkPolicy writes them. */
export function egressOf(rules: readonly NetworkRule[]): object[] {
  return rules.map(({ peers, ports }) => ({ to: peers, ports }));
}

/** The pods behind an endpoint, or its host where it is not known what is behind. */
export function peerBehind({ pods, host, port }: TelemetryEndpoint): Peer {
  return pods === undefined ? { host, ports: [port] } : { ...pods, ports: [pods.port] };
}

/** What a NetworkPolicy calls someone. */
export function peersOf(peer: Peer, apiServer: readonly string[] = []): object[] {
  if ('host' in peer) return anywhere.map((block) => blockOf(without(block, apiServer)));
  return ['cidr' in peer ? blockOf(peer) : podsOf(peer)];
}

/** Blocks of the same family are left out, too. */
function without({ cidr, except = [] }: AddressPeer, blocks: readonly string[]): AddressPeer {
  const isOfSix = cidr.includes(':');
  return { cidr, except: [...except, ...blocks.filter((block) => block.includes(':') === isOfSix)] };
}

/** Ports of the Kubernetes API: those of its Service and of the servers behind it. */
const apiPorts: readonly PeerPort[] = [443, 6443];

/** The rule that lets pods ask the Kubernetes API: under its addresses, or under any where nobody tells them. */
export function apiServerRule(addresses: readonly string[] | undefined): NetworkRule {
  const blocks = addresses?.map((cidr) => ({ cidr })) ?? anywhere;
  return { peers: blocks.map(blockOf), ports: apiPorts.map(portOf) };
}

function blockOf({ cidr, except }: AddressPeer): object {
  return { ipBlock: { cidr, ...(except === undefined ? {} : { except: [...except] }) } };
}

function podsOf({ namespace, labels }: PodPeer): object {
  return {
    namespaceSelector: namespace === '*' ? {} : { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    ...(labels === undefined ? {} : { podSelector: { matchLabels: { ...labels } } }),
  };
}

/** A port as a NetworkPolicy writes it. */
export function portOf(port: PeerPort): object {
  if (typeof port === 'number') return { protocol: 'TCP', port };
  return {
    protocol: port.protocol ?? 'TCP',
    port: port.port,
    ...(port.endPort === undefined ? {} : { endPort: port.endPort }),
  };
}

type Rules = (() => readonly object[]) | undefined;

/** Adds a policy around pods. Rules are made when all charts are; a direction without any is not looked at. */
export function addNetworkPolicy(
  scope: Construct,
  id: string,
  { labels, ...metadata }: Manifest['metadata'],
  { ingress, egress }: { readonly ingress?: Rules; readonly egress?: Rules },
): void {
  addManifest(scope, id, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: { matchLabels: { ...labels } },
      policyTypes: [...(ingress ? ['Ingress'] : []), ...(egress ? ['Egress'] : [])],
      ingress: ingress && Lazy.any({ produce: () => unlessEmpty(ingress()) }),
      egress: egress && Lazy.any({ produce: () => unlessEmpty(egress()) }),
    },
  });
}

/** The API server drops an empty list, so that every apply would bring it back. */
function unlessEmpty(rules: readonly object[]): readonly object[] | undefined {
  return rules.length === 0 ? undefined : rules;
}

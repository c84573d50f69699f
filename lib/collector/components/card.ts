import type { Data, DataMap } from '../../documents';
import type { ListenerKind } from './listens';
import type { Need } from './rights';

/** What a connection speaks, where an authenticator stands at one of its ends. */
export type Transport = 'http' | 'grpc';

/** As messages write it. */
export const transportTitles: { readonly [transport in Transport]: string } = { http: 'HTTP', grpc: 'gRPC' };

/** At which ends of a connection an extension authenticates, and what the connection may speak there. */
export interface Authentication {
  /** It judges what comes in. */
  readonly server: readonly Transport[];
  /** It adds credentials to what goes out. */
  readonly client: readonly Transport[];
}

/** What an extension is to the components that name it. */
export interface ExtensionRole {
  /** Ends at which it authenticates, as its body decides; absent: it is no authenticator. */
  readonly authenticates?: (body: Data) => Authentication;
  /** It keeps queues, offsets and checkpoints. */
  readonly stores?: true;
  /** It turns bytes into telemetry or back. */
  readonly encodes?: true;
}

/** A key whose text, or the texts of its list, name extensions. */
export interface ExtensionUse {
  readonly at: readonly string[];
  /** What the component needs them for: `authenticator`, `storage`, … */
  readonly purpose: string;
}

/** A folder that a component reads or writes. */
export interface FolderNeed {
  /** Where it looks inside of the container. */
  readonly path: string;
  /** Folder of the node that it means; absent: one of its own, which should outlive the container. */
  readonly host?: string;
  /** It writes there. */
  readonly write?: true;
  /** Not every node has it, so that a pod without it may lack nothing. */
  readonly optional?: true;
}

/** What the pod of a component must bring along. */
export interface PodNeeds {
  readonly folders?: readonly FolderNeed[];
  /** Variables that it reads by their name, each with the field of the pod that holds the value. */
  readonly variables?: { readonly [name: string]: string };
  /** Those of them that it starts without. */
  readonly optionalVariables?: readonly string[];
  /** Why it must run as root; absent: it need not. */
  readonly root?: string;
  /** Capabilities of Linux beyond none. */
  readonly capabilities?: readonly string[];
  /** It looks at the processes of the node. */
  readonly hostPid?: true;
}

/** What a component does to the data that passes it, as far as the order and the number of components depend on it. */
export type Deed =
  /** It lets a part of the data through. */
  | 'drops'
  /** It decides by chance or by rules which traces are kept. */
  | 'samples'
  /** It waits until a trace is whole. */
  | 'waitsForTraces'
  /** It gathers the data of several requests. */
  | 'batches'
  /** It makes fewer or other records out of those that come. */
  | 'condenses'
  /** It writes attributes that its configuration names. */
  | 'writesAttributes'
  /** It decides by attributes. */
  | 'decidesByAttributes'
  /** It adds where the data comes from. */
  | 'enriches'
  /** It keeps a state for each trace or stream, so that all of it must come to the same process. */
  | 'keepsState'
  /** It goes on with the data later, without the request that brought it. */
  | 'detaches'
  /** It hands the data on within the request. */
  | 'staysInRequest'
  /** It hands the request itself on, with the address of its sender. */
  | 'keepsSender'
  /** It reads by itself what it hands on: no request brings it. */
  | 'bringsNoRequest'
  /** What it is given ends in the collector: in its output, or nowhere. */
  | 'ends'
  /** It sends nothing to an address: it writes, or waits to be asked. */
  | 'staysInPod';

/** What an exporter sends, and how its address is written. */
export interface Sending {
  readonly otlp?: true;
  readonly over?: Transport;
  /** `host` takes `host:port`, `base` a URL that the signal's path is added to, `url` a whole URL. Absent: as the catalog says. */
  readonly address?: 'host' | 'base' | 'url';
  /** It takes the handle of an endpoint, which brings `tls` and `headers` with it. */
  readonly takesHandles?: true;
  /** It has the queue that exporters share, although the catalog does not know its fields. */
  readonly queues?: true;
}

/** What a component is beyond its fields: what it listens on, sends, needs and does. Everything that is absent is not needed, or not so. */
export interface ComponentCard {
  /** Where it listens. */
  readonly listens?: readonly ListenerKind[];
  /** Exporters only. */
  readonly sends?: Sending;
  readonly does?: readonly Deed[];
  /** Where it may run: in one pod, or in one on each node; undefined: anywhere. */
  readonly runs?: (body: Data) => 'once' | 'everyNode' | undefined;
  /** It needs the API of Kubernetes or its nodes. */
  readonly ofKubernetes?: true;
  /** Its own `storage` names a storage extension. */
  readonly takesStorage?: true;
  /** Extensions that it names beside those of blocks that many components share. */
  readonly uses?: readonly ExtensionUse[];
  /** Extensions only: what components may name it for. Absent: not known. */
  readonly role?: ExtensionRole;
  /**
   * Rights at the Kubernetes API that it cannot work without when it acts as the pod's ServiceAccount.
   *
   * @param release of the collector that runs it; absent: the newest
   */
  readonly rights?: (body: Data, release: string | undefined) => readonly Need[];
  /** The OpenTelemetry operator, where it may, makes a role with these rights and binds it to the account. */
  readonly boundByOperator?: true;
  /** How it authenticates at the Kubernetes API where its `auth_type` says nothing; default `serviceAccount`. */
  readonly authenticatesAs?: string;
  /** What its pod must bring along. */
  readonly pod?: (body: Data) => PodNeeds;
  /** Fields that it cannot do without inside of a pod, where the author left them out. */
  readonly inPod?: (body: Data) => DataMap;
  /** Without a `storage` it forgets how far it has read when the pod ends. */
  readonly checkpoints?: (body: Data) => boolean;
}

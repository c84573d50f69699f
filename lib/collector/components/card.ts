import type { Data, DataMap } from '../../documents';
import type { Need } from './rights';

/** What a connection speaks, where an authenticator stands at one of its ends. */
export type Transport = 'http' | 'grpc';

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

/** A folder that a component reads or writes. */
export interface FolderNeed {
  /** Where it looks inside of the container. */
  readonly path: string;
  /** Folder of the node that it means; absent: one of its own, which should outlive the container. */
  readonly host?: string;
  /** It writes there. */
  readonly write?: true;
}

/** What the pod of a component must bring along. */
export interface PodNeeds {
  readonly folders?: readonly FolderNeed[];
  /** Variables that it reads by their name, each with the field of the pod that holds the value. */
  readonly variables?: { readonly [name: string]: string };
  /** Why it must run as root; absent: it need not. */
  readonly root?: string;
  /** Capabilities of Linux beyond none. */
  readonly capabilities?: readonly string[];
  /** It looks at the processes of the node. */
  readonly hostPid?: true;
}

/** What a component needs beyond its fields. Everything that is absent is not needed. */
export interface ComponentCard {
  /** Extensions only: what components may name it for. Absent: not known. */
  readonly role?: ExtensionRole;
  /**
   * Rights at the Kubernetes API that it cannot work without when it acts as the pod's ServiceAccount.
   *
   * @param release of the collector that runs it; absent: the newest
   */
  readonly rights?: (body: Data, release: string | undefined) => readonly Need[];
  /** How it authenticates at the Kubernetes API where its `auth_type` says nothing; default `serviceAccount`. */
  readonly authenticatesAs?: string;
  /** What its pod must bring along. */
  readonly pod?: (body: Data) => PodNeeds;
  /** Fields that it cannot do without inside of a pod, where the author left them out. */
  readonly inPod?: (body: Data) => DataMap;
  /** Without a `storage` it forgets how far it has read when the pod ends. */
  readonly checkpoints?: (body: Data) => boolean;
}

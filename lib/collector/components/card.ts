import type { Data } from '../../documents';
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
}

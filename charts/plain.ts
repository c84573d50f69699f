type IsAny<T> = 0 extends 1 & T ? true : false;

/**
 * A generated type as one writes it in YAML: quantities and ports as plain text or numbers (`'128Mi'`, `8080`) instead
 * of wrapper objects, members of enums as their text (`'SOPS'`).
 */
export type Plain<T> =
  IsAny<T> extends true
    ? T
    : T extends string
      ? `${T}`
      : T extends { readonly value: infer V extends string | number }
        ? keyof T extends 'value'
          ? PlainScalar<V>
          : PlainMembers<T>
        : T extends readonly (infer Item)[]
          ? readonly Plain<Item>[]
          : T extends object
            ? PlainMembers<T>
            : T;

type PlainScalar<V> = IsAny<V> extends true ? string | number : V;

type PlainMembers<T> = { readonly [Key in keyof T as YamlName<Key>]: Plain<T[Key]> };

/** Keys that the generated classes spell in another way than Kubernetes. */
interface YamlNames {
  readonly clusterIp: 'clusterIP';
  readonly disableOpenApiValidation: 'disableOpenAPIValidation';
  readonly diskUri: 'diskURI';
  readonly downwardApi: 'downwardAPI';
  readonly hostIp: 'hostIP';
  readonly hostIpc: 'hostIPC';
  readonly hostPid: 'hostPID';
  readonly loadBalancerIp: 'loadBalancerIP';
  readonly nonResourceUrLs: 'nonResourceURLs';
  readonly matchOidcIdentity: 'matchOIDCIdentity';
  readonly pdId: 'pdID';
  readonly prometheusCr: 'prometheusCR';
  readonly readTtl: 'readTTL';
  readonly scaleIo: 'scaleIO';
  readonly setHostnameAsFqdn: 'setHostnameAsFQDN';
  readonly skipCrDs: 'skipCRDs';
  readonly storagePolicyId: 'storagePolicyID';
  readonly targetCpuUtilization: 'targetCPUUtilization';
  readonly targetWwNs: 'targetWWNs';
  readonly volumeId: 'volumeID';
}

type YamlName<Key> = Key extends keyof YamlNames ? YamlNames[Key] : Key;

/** What a container asks for and may use at most: Kubernetes quantities such as `100m` and `128Mi`. */
export interface Resources {
  /** What the scheduler keeps free for it. */
  readonly requests: {
    readonly cpu: string;
    readonly memory: string;
    readonly 'ephemeral-storage'?: string;
  };
  /** A CPU limit throttles and is left out on purpose where nothing else asks for one. */
  readonly limits: { readonly cpu?: string; readonly memory: string; readonly 'ephemeral-storage'?: string };
}

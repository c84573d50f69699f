/**
 * Which parts of a custom resource get no type of their own in `imports/`. They stay writable as untyped data, and
 * the checks validate them against the whole definition. cdk8s writes one interface and one function for each place
 * of a schema, so the pod fields that Jaeger repeats at ten places cost two megabytes when typed.
 */
export interface Cut {
  /** Kind of the definition. */
  readonly kind: string;
  /** Property names that become untyped wherever they occur below `spec`. */
  readonly untyped: readonly string[];
  /** Paths below `spec` that become untyped; the components of Jaeger that the project does not use. */
  readonly untypedPaths?: readonly string[];
}

const podFields = [
  'affinity',
  'volumes',
  'volumeMounts',
  'securityContext',
  'containerSecurityContext',
  'livenessProbe',
  'imagePullSecrets',
];

/** The definitions that are too large to be typed whole. */
export const cuts: readonly Cut[] = [
  {
    kind: 'Jaeger',
    untyped: podFields,
    untypedPaths: [
      'agent',
      'ingester',
      'storage.cassandraCreateSchema',
      'storage.elasticsearch',
      'ingress.openshift',
    ],
  },
  {
    kind: 'OpenTelemetryCollector',
    untyped: [
      'affinity',
      'volumes',
      'additionalContainers',
      'initContainers',
      'lifecycle',
      'podDnsConfig',
      'podSecurityContext',
      'securityContext',
      'topologySpreadConstraints',
      'volumeClaimTemplates',
    ],
    untypedPaths: ['targetAllocator.prometheusCR', 'targetAllocator.mtls'],
  },
];

/** Kinds that get constructs in `imports/`, in the order in which they are written. */
export const importedKinds: readonly string[] = [
  'HelmRelease',
  'Kustomization',
  'GitRepository',
  'HelmRepository',
  'OCIRepository',
  'ImagePolicy',
  'ImageRepository',
  'ImageUpdateAutomation',
  'Jaeger',
  'OpenTelemetryCollector',
];

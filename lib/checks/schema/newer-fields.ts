import type { Step } from './problem';

/**
 * Fields that Kubernetes got after 1.28, whose schema is at hand, under the fields that hold them: nothing is known of
 * what stands in them, and they are no mistakes.
 */
const newerFields: { readonly [field: string]: readonly string[] } = {
  // 1.29
  sleep: ['postStart', 'preStop'],
  matchLabelKeys: ['podAffinityTerm', 'requiredDuringSchedulingIgnoredDuringExecution'],
  mismatchLabelKeys: ['podAffinityTerm', 'requiredDuringSchedulingIgnoredDuringExecution'],
  volumeAttributesClassName: ['spec'],
  clusterTrustBundle: ['sources'],
  // 1.30
  appArmorProfile: ['securityContext'],
  trafficDistribution: ['spec'],
  recursiveReadOnly: ['volumeMounts'],
  successPolicy: ['spec'],
  managedBy: ['spec'],
  // 1.31
  supplementalGroupsPolicy: ['securityContext'],
  image: ['volumes'],
  request: ['claims'],
  // 1.32
  seLinuxChangePolicy: ['securityContext'],
  resources: ['spec'],
  // 1.33
  stopSignal: ['lifecycle'],
  tolerance: ['scaleUp', 'scaleDown'],
  // 1.34
  fileKeyRef: ['valueFrom'],
  hostnameOverride: ['spec'],
  podCertificate: ['sources'],
  restartPolicyRules: ['containers', 'initContainers'],
  // 1.35
  workloadRef: ['spec'],
};

/** Whether a field that the schema does not know is one of a newer Kubernetes; `holder` is where it stands. */
export function isNewerField(key: string, holder: Step | undefined): boolean {
  const holders = Object.hasOwn(newerFields, key) ? newerFields[key] : undefined;
  if (holders === undefined) return false;
  const name = typeof holder?.key === 'number' ? holder.up?.key : holder?.key;
  return typeof name === 'string' && holders.includes(name);
}

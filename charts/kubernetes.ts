/**
 * The Kubernetes 1.28 objects that the charts use. Taken from the file itself: the package's front door loads every
 * construct of cdk8s-plus, which would double the time that a synth needs to start.
 */
export {
  IntOrString,
  KubeDeployment,
  KubeHorizontalPodAutoscalerV2,
  KubeIngress,
  KubeNamespace,
  KubeNetworkPolicy,
  KubePodDisruptionBudget,
  KubeService,
  KubeServiceAccount,
  type NetworkPolicyEgressRule,
  type NetworkPolicyIngressRule,
  Quantity,
  type ResourceRequirements,
} from 'cdk8s-plus-28/lib/imports/k8s';

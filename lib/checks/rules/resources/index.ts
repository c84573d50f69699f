import type { Rule } from '../../rule';
import { accountsAndNamespacesExist } from './accounts-and-namespaces-exist';
import { apiVersionsAreServed } from './api-versions-are-served';
import { autoscaledWorkloadsFixNoReplicas } from './autoscaled-workloads-fix-no-replicas';
import { autoscalersCanMeasure } from './autoscalers-can-measure';
import { autoscalersHaveTheirBounds } from './autoscalers-have-their-bounds';
import { budgetsAllowEvictions } from './budgets-allow-evictions';
import { certificatesCoverTheHosts } from './certificates-cover-the-hosts';
import { clusterReceiversRunOnce } from './cluster-receivers-run-once';
import { collectorsHaveAMemoryLimit } from './collectors-have-a-memory-limit';
import { collectorsSendInNoCircle } from './collectors-send-in-no-circle';
import { configurationsAreRead } from './configurations-are-read';
import { configuredFilesAreMounted } from './configured-files-are-mounted';
import { containersShareNoPort } from './containers-share-no-port';
import { environmentAddressesExist } from './environment-addresses-exist';
import { environmentVariablesAreDefined } from './environment-variables-are-defined';
import { exporterTargetsExist } from './exporter-targets-exist';
import { farCollectorsTakeTheSignal } from './far-collectors-take-the-signal';
import { grpcIsBalanced } from './grpc-is-balanced';
import { imagesHaveATag } from './images-have-a-tag';
import { ingressBackendsExist } from './ingress-backends-exist';
import { ingressRoutesAreUnique } from './ingress-routes-are-unique';
import { ingressesAreAccepted } from './ingresses-are-accepted';
import { injectionsFindTheirSource } from './injections-find-their-source';
import { issuersExist } from './issuers-exist';
import { jaegerIsKeptForDevelopment } from './jaeger-is-kept-for-development';
import { keyedListsHaveNoDuplicates } from './keyed-lists-have-no-duplicates';
import { kubernetesComponentsHaveTheirRights } from './kubernetes-components-have-their-rights';
import { livenessOutlivesTheBackend } from './liveness-outlives-the-backend';
import { loadBalancingTargetsExist } from './load-balancing-targets-exist';
import { loopbackHasAListener } from './loopback-has-a-listener';
import { modeHasItsFields } from './mode-has-its-fields';
import { monitorsNamePorts } from './monitors-name-ports';
import { mountsHaveTheirVolume } from './mounts-have-their-volume';
import { namesAndLabelsAreLegal } from './names-and-labels-are-legal';
import { namespacesComeFirst } from './namespaces-come-first';
import { nodeLookupsAreFiltered } from './node-lookups-are-filtered';
import { nodeReceiversRunOnEveryNode } from './node-receivers-run-on-every-node';
import { objectsAreAdmitted } from './objects-are-admitted';
import { objectsCarryTheirNamespace } from './objects-carry-their-namespace';
import { operatorAcceptsTheResource } from './operator-accepts-the-resource';
import { podsAreConfined } from './pods-are-confined';
import { podsHoldNoSecret } from './pods-hold-no-secret';
import { policiesOpenNeededConnections } from './policies-open-needed-connections';
import { policiesSelectPods } from './policies-select-pods';
import { portNamesAreLegal } from './port-names-are-legal';
import { probesHitDeclaredPorts } from './probes-hit-declared-ports';
import { readersMayRead } from './readers-may-read';
import { referencedSecretsExist } from './referenced-secrets-exist';
import { requestsStayBelowLimits } from './requests-stay-below-limits';
import { restartPolicyFitsTheKind } from './restart-policy-fits-the-kind';
import { roleBindingsLeadSomewhere } from './role-bindings-lead-somewhere';
import { rollingUpdatesCanMove } from './rolling-updates-can-move';
import { scalingTargetsExist } from './scaling-targets-exist';
import { schedulesCanBeRead } from './schedules-can-be-read';
import { scrapingIsSharded } from './scraping-is-sharded';
import { secretsAreEncrypted } from './secrets-are-encrypted';
import { securityContextsAgree } from './security-contexts-agree';
import { selectorsMatchTheirTemplate } from './selectors-match-their-template';
import { serviceSelectorsMatchPods } from './service-selectors-match-pods';
import { serviceTelemetryReachesAReceiver } from './service-telemetry-reaches-a-receiver';
import { sizesStayWithinLimits } from './sizes-stay-within-limits';
import { statefulProcessingSeesWholeTraces } from './stateful-processing-sees-whole-traces';
import { targetAllocatorFitsTheMode } from './target-allocator-fits-the-mode';
import { targetAllocatorSelectsMonitors } from './target-allocator-selects-monitors';
import { targetPortsAreDeclared } from './target-ports-are-declared';

/** The rules of this folder. Made by `npm run rules`. */
export const rules: readonly Rule[] = [
  accountsAndNamespacesExist,
  apiVersionsAreServed,
  autoscaledWorkloadsFixNoReplicas,
  autoscalersCanMeasure,
  autoscalersHaveTheirBounds,
  budgetsAllowEvictions,
  certificatesCoverTheHosts,
  clusterReceiversRunOnce,
  collectorsHaveAMemoryLimit,
  collectorsSendInNoCircle,
  configurationsAreRead,
  configuredFilesAreMounted,
  containersShareNoPort,
  environmentAddressesExist,
  environmentVariablesAreDefined,
  exporterTargetsExist,
  farCollectorsTakeTheSignal,
  grpcIsBalanced,
  imagesHaveATag,
  ingressBackendsExist,
  ingressRoutesAreUnique,
  ingressesAreAccepted,
  injectionsFindTheirSource,
  issuersExist,
  jaegerIsKeptForDevelopment,
  keyedListsHaveNoDuplicates,
  kubernetesComponentsHaveTheirRights,
  livenessOutlivesTheBackend,
  loadBalancingTargetsExist,
  loopbackHasAListener,
  modeHasItsFields,
  monitorsNamePorts,
  mountsHaveTheirVolume,
  namesAndLabelsAreLegal,
  namespacesComeFirst,
  nodeLookupsAreFiltered,
  nodeReceiversRunOnEveryNode,
  objectsAreAdmitted,
  objectsCarryTheirNamespace,
  operatorAcceptsTheResource,
  podsAreConfined,
  podsHoldNoSecret,
  policiesOpenNeededConnections,
  policiesSelectPods,
  portNamesAreLegal,
  probesHitDeclaredPorts,
  readersMayRead,
  referencedSecretsExist,
  requestsStayBelowLimits,
  restartPolicyFitsTheKind,
  roleBindingsLeadSomewhere,
  rollingUpdatesCanMove,
  scalingTargetsExist,
  schedulesCanBeRead,
  scrapingIsSharded,
  secretsAreEncrypted,
  securityContextsAgree,
  selectorsMatchTheirTemplate,
  serviceSelectorsMatchPods,
  serviceTelemetryReachesAReceiver,
  sizesStayWithinLimits,
  statefulProcessingSeesWholeTraces,
  targetAllocatorFitsTheMode,
  targetAllocatorSelectsMonitors,
  targetPortsAreDeclared,
];

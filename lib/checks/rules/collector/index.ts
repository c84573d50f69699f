import type { Rule } from '../../rule';
import { backendsTakeWhatIsSent } from './backends-take-what-is-sent';
import { baseEndpointsHaveNoSignalPath } from './base-endpoints-have-no-signal-path';
import { batchComesAfterSelection } from './batch-comes-after-selection';
import { batchSettingsAreSane } from './batch-settings-are-sane';
import { batchSizesFit } from './batch-sizes-fit';
import { batchingHappensOnce } from './batching-happens-once';
import { commandFitsTheImage } from './command-fits-the-image';
import { componentBodiesAreNotNull } from './component-bodies-are-not-null';
import { componentIdsAreLegal } from './component-ids-are-legal';
import { componentsAreStable } from './components-are-stable';
import { componentsAreUsed } from './components-are-used';
import { componentsObeyTheirOwnRules } from './components-obey-their-own-rules';
import { configurationHasReceiversAndExporters } from './configuration-has-receivers-and-exporters';
import { connectorIdsAreUnambiguous } from './connector-ids-are-unambiguous';
import { connectorsAreUsed } from './connectors-are-used';
import { connectorsCarryTheSignals } from './connectors-carry-the-signals';
import { connectorsJoinPipelines } from './connectors-join-pipelines';
import { corsIsNarrow } from './cors-is-narrow';
import { dataReachesAnExporterOnce } from './data-reaches-an-exporter-once';
import { detectionKeepsWhatIsKnown } from './detection-keeps-what-is-known';
import { diagnosticsAreClosed } from './diagnostics-are-closed';
import { durationsParse } from './durations-parse';
import { enabledExtensionsAreDefined } from './enabled-extensions-are-defined';
import { enrichmentComesBeforeItsReaders } from './enrichment-comes-before-its-readers';
import { exporterEndpointsAreComplete } from './exporter-endpoints-are-complete';
import { exposedReceiversAreGuarded } from './exposed-receivers-are-guarded';
import { extensionsAreEnabled } from './extensions-are-enabled';
import { extensionsDoWhatTheyAreNamedFor } from './extensions-do-what-they-are-named-for';
import { fieldsAreNotRemoved } from './fields-are-not-removed';
import { gatedFeaturesHaveTheirGate } from './gated-features-have-their-gate';
import { hostFoldersAgree } from './host-folders-agree';
import { httpEndpointsHaveAScheme } from './http-endpoints-have-a-scheme';
import { httpSchemeComesWithInsecure } from './http-scheme-comes-with-insecure';
import { imageTagFitsTheChart } from './image-tag-fits-the-chart';
import { keysAreKnown } from './keys-are-known';
import { kubernetesComponentsHaveTheirImage } from './kubernetes-components-have-their-image';
import { listenersAreServed } from './listeners-are-served';
import { listenersBindAnOwnAddress } from './listeners-bind-an-own-address';
import { listenersDoNotClash } from './listeners-do-not-clash';
import { listenersNameTheirInterface } from './listeners-name-their-interface';
import { logExpressionsNameWhatThereIs } from './log-expressions-name-what-there-is';
import { logFilesAreReadOnce } from './log-files-are-read-once';
import { logOperatorsAreFed } from './log-operators-are-fed';
import { memoryLimiterCanAct } from './memory-limiter-can-act';
import { memoryLimiterComesFirst } from './memory-limiter-comes-first';
import { memoryLimiterInEachPipeline } from './memory-limiter-in-each-pipeline';
import { memoryLimiterLimitsAreSane } from './memory-limiter-limits-are-sane';
import { messagesAreBounded } from './messages-are-bounded';
import { namedPipelinesExist } from './named-pipelines-exist';
import { neededExtensionsAreEnabled } from './needed-extensions-are-enabled';
import { nodePortsAreTakenOnce } from './node-ports-are-taken-once';
import { ottlCanBeParsed } from './ottl-can-be-parsed';
import { outputIsNotVerbose } from './output-is-not-verbose';
import { ownListenersAreCalledAsTheyListen } from './own-listeners-are-called-as-they-listen';
import { pipelineIdsAreLegal } from './pipeline-ids-are-legal';
import { pipelinesEndAtABackend } from './pipelines-end-at-a-backend';
import { pipelinesFormNoLoop } from './pipelines-form-no-loop';
import { pipelinesHaveBothEnds } from './pipelines-have-both-ends';
import { plainServicesAreCalledWithoutTls } from './plain-services-are-called-without-tls';
import { podAssociationHasItsConnection } from './pod-association-has-its-connection';
import { portsAreLegal } from './ports-are-legal';
import { portsFitTheProtocol } from './ports-fit-the-protocol';
import { processorsAppearOnce } from './processors-appear-once';
import { programsAreInTheImage } from './programs-are-in-the-image';
import { publicHostsAreCalledOverTls } from './public-hosts-are-called-over-tls';
import { queuesCanHoldData } from './queues-can-hold-data';
import { queuesHaveASaneSize } from './queues-have-a-sane-size';
import { receivedSignalsHaveAPipeline } from './received-signals-have-a-pipeline';
import { receiversHaveAProtocol } from './receivers-have-a-protocol';
import { redactionComesAfterEnrichment } from './redaction-comes-after-enrichment';
import { referencesAreDefined } from './references-are-defined';
import { replacementsEscapeTheirDollar } from './replacements-escape-their-dollar';
import { requestMetadataArrives } from './request-metadata-arrives';
import { retriesAreBounded } from './retries-are-bounded';
import { routingHasDefaultPipelines } from './routing-has-default-pipelines';
import { samplingHappensOnce } from './sampling-happens-once';
import { scrapesAreNotTooFrequent } from './scrapes-are-not-too-frequent';
import { secretsAreNotPlain } from './secrets-are-not-plain';
import { sectionsHaveTheirShape } from './sections-have-their-shape';
import { servedPortsAreReachable } from './served-ports-are-reachable';
import { serviceHasAPipeline } from './service-has-a-pipeline';
import { servicePortsHaveAListener } from './service-ports-have-a-listener';
import { storageCanBeWritten } from './storage-can-be-written';
import { storageOutlivesThePod } from './storage-outlives-the-pod';
import { telemetrySettingsAreAccepted } from './telemetry-settings-are-accepted';
import { theCollectorCanBeWatched } from './the-collector-can-be-watched';
import { tlsIsStrong } from './tls-is-strong';
import { tlsSettingsAreWhole } from './tls-settings-are-whole';
import { typesAreCurrent } from './types-are-current';
import { typesAreNotRemoved } from './types-are-not-removed';
import { typesCarryTheSignal } from './types-carry-the-signal';
import { typesExist } from './types-exist';
import { variablesAreInBraces } from './variables-are-in-braces';

/** The rules of this folder. Made by `npm run rules`. */
export const rules: readonly Rule[] = [
  backendsTakeWhatIsSent,
  baseEndpointsHaveNoSignalPath,
  batchComesAfterSelection,
  batchSettingsAreSane,
  batchSizesFit,
  batchingHappensOnce,
  commandFitsTheImage,
  componentBodiesAreNotNull,
  componentIdsAreLegal,
  componentsAreStable,
  componentsAreUsed,
  componentsObeyTheirOwnRules,
  configurationHasReceiversAndExporters,
  connectorIdsAreUnambiguous,
  connectorsAreUsed,
  connectorsCarryTheSignals,
  connectorsJoinPipelines,
  corsIsNarrow,
  dataReachesAnExporterOnce,
  detectionKeepsWhatIsKnown,
  diagnosticsAreClosed,
  durationsParse,
  enabledExtensionsAreDefined,
  enrichmentComesBeforeItsReaders,
  exporterEndpointsAreComplete,
  exposedReceiversAreGuarded,
  extensionsAreEnabled,
  extensionsDoWhatTheyAreNamedFor,
  fieldsAreNotRemoved,
  gatedFeaturesHaveTheirGate,
  hostFoldersAgree,
  httpEndpointsHaveAScheme,
  httpSchemeComesWithInsecure,
  imageTagFitsTheChart,
  keysAreKnown,
  kubernetesComponentsHaveTheirImage,
  listenersAreServed,
  listenersBindAnOwnAddress,
  listenersDoNotClash,
  listenersNameTheirInterface,
  logExpressionsNameWhatThereIs,
  logFilesAreReadOnce,
  logOperatorsAreFed,
  memoryLimiterCanAct,
  memoryLimiterComesFirst,
  memoryLimiterInEachPipeline,
  memoryLimiterLimitsAreSane,
  messagesAreBounded,
  namedPipelinesExist,
  neededExtensionsAreEnabled,
  nodePortsAreTakenOnce,
  ottlCanBeParsed,
  outputIsNotVerbose,
  ownListenersAreCalledAsTheyListen,
  pipelineIdsAreLegal,
  pipelinesEndAtABackend,
  pipelinesFormNoLoop,
  pipelinesHaveBothEnds,
  plainServicesAreCalledWithoutTls,
  podAssociationHasItsConnection,
  portsAreLegal,
  portsFitTheProtocol,
  processorsAppearOnce,
  programsAreInTheImage,
  publicHostsAreCalledOverTls,
  queuesCanHoldData,
  queuesHaveASaneSize,
  receivedSignalsHaveAPipeline,
  receiversHaveAProtocol,
  redactionComesAfterEnrichment,
  referencesAreDefined,
  replacementsEscapeTheirDollar,
  requestMetadataArrives,
  retriesAreBounded,
  routingHasDefaultPipelines,
  samplingHappensOnce,
  scrapesAreNotTooFrequent,
  secretsAreNotPlain,
  sectionsHaveTheirShape,
  servedPortsAreReachable,
  serviceHasAPipeline,
  servicePortsHaveAListener,
  storageCanBeWritten,
  storageOutlivesThePod,
  telemetrySettingsAreAccepted,
  theCollectorCanBeWatched,
  tlsIsStrong,
  tlsSettingsAreWhole,
  typesAreCurrent,
  typesAreNotRemoved,
  typesCarryTheSignal,
  typesExist,
  variablesAreInBraces,
];

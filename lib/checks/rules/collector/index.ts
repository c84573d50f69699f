import type { Rule } from '../../rule';
import { batchComesAfterSelection } from './batch-comes-after-selection';
import { batchSizesFit } from './batch-sizes-fit';
import { batchingHappensOnce } from './batching-happens-once';
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
import { dataReachesAnExporterOnce } from './data-reaches-an-exporter-once';
import { durationsParse } from './durations-parse';
import { enabledExtensionsAreDefined } from './enabled-extensions-are-defined';
import { enrichmentComesBeforeItsReaders } from './enrichment-comes-before-its-readers';
import { extensionsAreEnabled } from './extensions-are-enabled';
import { fieldsAreNotRemoved } from './fields-are-not-removed';
import { keysAreKnown } from './keys-are-known';
import { kubernetesComponentsHaveTheirImage } from './kubernetes-components-have-their-image';
import { memoryLimiterCanAct } from './memory-limiter-can-act';
import { memoryLimiterComesFirst } from './memory-limiter-comes-first';
import { memoryLimiterInEachPipeline } from './memory-limiter-in-each-pipeline';
import { namedPipelinesExist } from './named-pipelines-exist';
import { neededExtensionsAreEnabled } from './needed-extensions-are-enabled';
import { pipelineIdsAreLegal } from './pipeline-ids-are-legal';
import { pipelinesEndAtABackend } from './pipelines-end-at-a-backend';
import { pipelinesFormNoLoop } from './pipelines-form-no-loop';
import { pipelinesHaveBothEnds } from './pipelines-have-both-ends';
import { podAssociationHasItsConnection } from './pod-association-has-its-connection';
import { processorsAppearOnce } from './processors-appear-once';
import { profilesPipelinesHaveTheirGate } from './profiles-pipelines-have-their-gate';
import { queuesCanHoldData } from './queues-can-hold-data';
import { receivedSignalsHaveAPipeline } from './received-signals-have-a-pipeline';
import { receiversHaveAProtocol } from './receivers-have-a-protocol';
import { redactionComesAfterEnrichment } from './redaction-comes-after-enrichment';
import { referencesAreDefined } from './references-are-defined';
import { routingHasDefaultPipelines } from './routing-has-default-pipelines';
import { samplingHappensOnce } from './sampling-happens-once';
import { sectionsHaveTheirShape } from './sections-have-their-shape';
import { serviceHasAPipeline } from './service-has-a-pipeline';
import { typesAreCurrent } from './types-are-current';
import { typesAreNotRemoved } from './types-are-not-removed';
import { typesCarryTheSignal } from './types-carry-the-signal';
import { typesExist } from './types-exist';

/** The rules over an effective collector configuration, in the order of the list of checks. */
export const rules: readonly Rule[] = [
  configurationHasReceiversAndExporters,
  serviceHasAPipeline,
  pipelinesHaveBothEnds,
  sectionsHaveTheirShape,
  keysAreKnown,
  componentIdsAreLegal,
  pipelineIdsAreLegal,
  profilesPipelinesHaveTheirGate,
  connectorIdsAreUnambiguous,
  componentBodiesAreNotNull,
  referencesAreDefined,
  enabledExtensionsAreDefined,
  extensionsAreEnabled,
  neededExtensionsAreEnabled,
  namedPipelinesExist,
  routingHasDefaultPipelines,
  componentsAreUsed,
  connectorsAreUsed,
  typesExist,
  typesCarryTheSignal,
  typesAreCurrent,
  typesAreNotRemoved,
  fieldsAreNotRemoved,
  componentsAreStable,
  kubernetesComponentsHaveTheirImage,
  connectorsJoinPipelines,
  connectorsCarryTheSignals,
  pipelinesFormNoLoop,
  processorsAppearOnce,
  receivedSignalsHaveAPipeline,
  dataReachesAnExporterOnce,
  pipelinesEndAtABackend,
  memoryLimiterInEachPipeline,
  memoryLimiterComesFirst,
  batchingHappensOnce,
  batchComesAfterSelection,
  podAssociationHasItsConnection,
  enrichmentComesBeforeItsReaders,
  redactionComesAfterEnrichment,
  samplingHappensOnce,
  memoryLimiterCanAct,
  batchSizesFit,
  durationsParse,
  queuesCanHoldData,
  receiversHaveAProtocol,
  componentsObeyTheirOwnRules,
];

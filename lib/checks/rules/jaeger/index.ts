import type { Rule } from '../../rule';
import { autoscaledComponentsHaveRequests } from './autoscaled-components-have-requests';
import { cassandraHasServersAndKeyspace } from './cassandra-has-servers-and-keyspace';
import { componentSettingsAreRead } from './component-settings-are-read';
import { elasticsearchHasAnAddress } from './elasticsearch-has-an-address';
import { ingressAsksWhoIsThere } from './ingress-asks-who-is-there';
import { ingressHasAHost } from './ingress-has-a-host';
import { ingressHasOneClass } from './ingress-has-one-class';
import { ingressPathIsAbsolute } from './ingress-path-is-absolute';
import { ingressServesTls } from './ingress-serves-tls';
import { jaegerReceivesOtlpOnItsOtlpPorts } from './jaeger-receives-otlp-on-its-otlp-ports';
import { jaegerV2FieldsAreKnown } from './jaeger-v2-fields-are-known';
import { jaegerV2IsConfiguredWhole } from './jaeger-v2-is-configured-whole';
import { memoryIsBounded } from './memory-is-bounded';
import { nothingRemovedIsUsed } from './nothing-removed-is-used';
import { operatorSeesItsResources } from './operator-sees-its-resources';
import { optionFilesAreMounted } from './option-files-are-mounted';
import { optionsHoldNoSecret } from './options-hold-no-secret';
import { otlpIsSwitchedInTheRightBlock } from './otlp-is-switched-in-the-right-block';
import { productionHasAStorage } from './production-has-a-storage';
import { replicasAreDecidedOnce } from './replicas-are-decided-once';
import { samplingIsAShare } from './sampling-is-a-share';
import { storageOptionsArePassed } from './storage-options-are-passed';
import { storageTypeIsKnown } from './storage-type-is-known';
import { streamingHasItsBrokers } from './streaming-has-its-brokers';

/** The rules of this folder. Made by `npm run rules`. */
export const rules: readonly Rule[] = [
  autoscaledComponentsHaveRequests,
  cassandraHasServersAndKeyspace,
  componentSettingsAreRead,
  elasticsearchHasAnAddress,
  ingressAsksWhoIsThere,
  ingressHasAHost,
  ingressHasOneClass,
  ingressPathIsAbsolute,
  ingressServesTls,
  jaegerReceivesOtlpOnItsOtlpPorts,
  jaegerV2FieldsAreKnown,
  jaegerV2IsConfiguredWhole,
  memoryIsBounded,
  nothingRemovedIsUsed,
  operatorSeesItsResources,
  optionFilesAreMounted,
  optionsHoldNoSecret,
  otlpIsSwitchedInTheRightBlock,
  productionHasAStorage,
  replicasAreDecidedOnce,
  samplingIsAShare,
  storageOptionsArePassed,
  storageTypeIsKnown,
  streamingHasItsBrokers,
];

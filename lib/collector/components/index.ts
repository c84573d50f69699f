import { type Data, field } from '../../documents';
import type { ComponentClass } from '../handles';
import type { ComponentCard } from './card';
import { loadBalancing } from './exporters/load-balancing';
import * as authenticators from './extensions/authenticators';
import { fileStorage } from './extensions/file-storage';
import { k8sLeaderElector } from './extensions/k8s-leader-elector';
import { k8sObserver } from './extensions/k8s-observer';
import { encoding, storage, unnamed } from './extensions/plain';
import { k8sAttributes } from './processors/k8s-attributes';
import { resourceDetection } from './processors/resource-detection';
import { dockerStats } from './receivers/docker-stats';
import { fileLog } from './receivers/file-log';
import { hostMetrics } from './receivers/host-metrics';
import { journald } from './receivers/journald';
import { k8sCluster } from './receivers/k8s-cluster';
import { k8sEvents } from './receivers/k8s-events';
import { k8sObjects } from './receivers/k8s-objects';
import { kubeletStats } from './receivers/kubelet-stats';
import { prometheus } from './receivers/prometheus';
import type { Need } from './rights';

export type {
  Authentication,
  ComponentCard,
  ExtensionRole,
  FolderNeed,
  PodNeeds,
  Transport,
} from './card';
export type { Need } from './rights';

/** Cards by class and canonical type. */
const cards: { readonly [classAndType: string]: ComponentCard } = {
  'receiver/docker_stats': dockerStats,
  'receiver/file_log': fileLog,
  'receiver/host_metrics': hostMetrics,
  'receiver/journald': journald,
  'receiver/k8s_cluster': k8sCluster,
  'receiver/k8s_events': k8sEvents,
  'receiver/k8s_objects': k8sObjects,
  'receiver/kubelet_stats': kubeletStats,
  'receiver/prometheus': prometheus,
  'processor/k8s_attributes': k8sAttributes,
  'processor/resource_detection': resourceDetection,
  'exporter/load_balancing': loadBalancing,
  'extension/asapclient': authenticators.asapClient,
  'extension/basicauth': authenticators.basicAuth,
  'extension/bearertokenauth': authenticators.bearerTokenAuth,
  'extension/googleclientauth': authenticators.googleClientAuth,
  'extension/headers_setter': authenticators.headersSetter,
  'extension/oauth2client': authenticators.oauth2Client,
  'extension/oidc': authenticators.oidc,
  'extension/sigv4auth': authenticators.sigv4Auth,
  'extension/file_storage': fileStorage,
  'extension/db_storage': storage,
  'extension/redis_storage': storage,
  'extension/avro_log_encoding': encoding,
  'extension/aws_logs_encoding': encoding,
  'extension/awscloudwatchmetricstreams_encoding': encoding,
  'extension/azure_encoding': encoding,
  'extension/google_cloud_logentry_encoding': encoding,
  'extension/jaeger_encoding': encoding,
  'extension/json_log_encoding': encoding,
  'extension/otlp_encoding': encoding,
  'extension/skywalking_encoding': encoding,
  'extension/text_encoding': encoding,
  'extension/zipkin_encoding': encoding,
  'extension/cgroup_runtime': unnamed,
  'extension/docker_observer': unnamed,
  'extension/health_check': unnamed,
  'extension/healthcheckv2': unnamed,
  'extension/host_observer': unnamed,
  'extension/http_forwarder': unnamed,
  'extension/jaegerremotesampling': unnamed,
  'extension/k8s_leader_elector': k8sLeaderElector,
  'extension/k8s_observer': k8sObserver,
  'extension/opamp': unnamed,
  'extension/pprof': unnamed,
  'extension/zpages': unnamed,
};

/** What a component needs beyond its fields; undefined where nothing is known of it. */
export function cardOf(componentClass: ComponentClass, type: string): ComponentCard | undefined {
  const key = `${componentClass}/${type}`;
  return Object.hasOwn(cards, key) ? cards[key] : undefined;
}

/**
 * Rights at the Kubernetes API that a component needs; empty where it does not act as the pod's ServiceAccount, and where
 * a variable decides whether it does.
 *
 * @param release of the collector that runs it; absent: the newest
 */
export function rightsOf(
  { class: componentClass, type, body }: { class: ComponentClass; type: string; body: Data },
  release?: string,
): readonly Need[] {
  const card = cardOf(componentClass, type);
  if (card?.rights === undefined) return [];
  const written = field(body, 'auth_type') ?? card.authenticatesAs ?? 'serviceAccount';
  return written === 'serviceAccount' ? card.rights(body, release) : [];
}

import { listeners } from '../../collector/effective';
import { at, type Data, embeddedConfiguration, field, isMap, type Path, readEmbedded } from '../../documents';
import { operatorPodLabels, operatorServices } from '../operator-names';
import type { CollectorDeployment, CollectorSubject, ObjectSubject, ServicePort } from '../subject';
import { collectorSubject } from './collector';
import { embeddedWords, type FoundCollectors } from './config-map';
import { collectorImage } from './image';
import { objectTitle } from './object';
import type { ObjectIndex } from './object-index';
import { withOperatorDefaults } from './operator-defaults';
import {
  clusterRulesOf,
  hasClusterBinding,
  isExposedByName,
  podFacts,
  portsOfService,
  text,
  texts,
} from './pod';

/** Variables that the operator gives to every collector (opentelemetry-operator 0.158). */
const operatorVariables = ['POD_NAME', 'GOMAXPROCS', 'GOMEMLIMIT', 'SHARD'];
const modes = ['deployment', 'daemonset', 'statefulset', 'sidecar'] as const;

/** The collector of an OpenTelemetryCollector: `v1beta1` with its configuration as data, `v1alpha1` with it as text. */
export function collectorsOfOperator(subject: ObjectSubject, index: ObjectIndex): FoundCollectors {
  const config = at(subject.object, ['spec', 'config']);
  if (isMap(config)) {
    const locate = (path: Path) => subject.locate(['spec', 'config', ...path]);
    return { collectors: [operatedCollector(config, locate, subject, index)], problems: [] };
  }
  if (typeof config !== 'string') return { collectors: [], problems: [] };
  const read = readEmbedded(config, subject, ['spec', 'config']);
  const faults = read.problems.map((problem) => ({ ...problem, path: ['spec', 'config'], subject }));
  const [document] = read.documents;
  if (document === undefined) return { collectors: [], problems: faults };
  const embedded = embeddedConfiguration(document, read.lines);
  const collector = operatedCollector(embedded.config, embedded.locate, subject, index);
  return {
    collectors: [collector],
    problems: [...faults, ...embeddedWords(document, read.lines, collector)],
  };
}

function describe(subject: ObjectSubject) {
  const image = text(at(subject.object, ['spec', 'image']));
  return {
    title: objectTitle(subject),
    origin: 'openTelemetryCollector',
    object: subject,
    ...(image === undefined ? {} : collectorImage(image)),
  } as const;
}

/** The collector of a configuration as the operator completes it. */
function operatedCollector(
  config: Data,
  locate: CollectorSubject['locate'],
  subject: ObjectSubject,
  index: ObjectIndex,
): CollectorSubject {
  const written = collectorSubject(config, { ...describe(subject), locate });
  const completed = collectorSubject(withOperatorDefaults(written, allocatorOf(subject)), {
    ...describe(subject),
    locate,
    isWritten: (path) => at(config, path) !== undefined,
  });
  return { ...completed, deployment: operatorDeployment(completed, subject, index) };
}

/** Name of the target allocator of a resource: its own, or the one that a label names. */
export function allocatorOf(subject: ObjectSubject): string | undefined {
  if (at(subject.object, ['spec', 'targetAllocator', 'enabled']) === true) return subject.name;
  return text(at(subject.object, ['metadata', 'labels', 'opentelemetry.io/target-allocator']));
}

/** The operator tells the node's name to every collector that asks a kubelet. */
function hasKubeletStats({ components }: CollectorSubject): boolean {
  return components.some(({ class: kind, type }) => kind === 'receiver' && type === 'kubelet_stats');
}

function operatorDeployment(
  collector: CollectorSubject,
  subject: ObjectSubject,
  index: ObjectIndex,
): CollectorDeployment {
  const spec = field(subject.object, 'spec');
  const namespace = subject.namespace ?? 'default';
  const mode = modes.find((known) => known === field(spec, 'mode')) ?? 'deployment';
  const servicePorts = mode === 'sidecar' ? [] : [...receiverPorts(collector), ...portsOfService(spec)];
  const serviceName = operatorServices(subject.name).main;
  const serviceAccountName = text(field(spec, 'serviceAccount')) ?? serviceName;
  const written = isMap(spec) ? spec : {};
  // Without an image of its own it runs the one that the operator is set to, the project's by default.
  const container = { ...written, image: text(written.image) ?? 'otel/opentelemetry-collector-k8s' };
  const podSpec = { ...written, securityContext: written.podSecurityContext ?? null };
  const pod = podFacts(podSpec, container, written.volumeClaimTemplates);
  // The operator makes bindings of its own where it is allowed to, so a missing one is not known to be missing.
  const rules = clusterRulesOf(index, namespace, serviceAccountName, false);
  return {
    namespace,
    mode,
    ...replicasOf(spec, mode),
    ...(servicePorts.length > 0
      ? { serviceName, serviceType: 'ClusterIP' }
      : mode === 'sidecar'
        ? { unmadeServiceName: serviceName }
        : {}),
    servicePorts,
    ...pod,
    environment: [
      ...operatorVariables,
      ...(hasKubeletStats(collector) ? ['K8S_NODE_NAME'] : []),
      ...pod.environment,
    ],
    mounts: ['/conf', ...pod.mounts],
    serviceAccountName,
    ...(rules === undefined ? {} : { clusterRoleRules: rules }),
    accountIsOwn:
      rules === undefined &&
      index.find('', 'ServiceAccount', namespace, serviceAccountName) !== undefined &&
      !hasClusterBinding(index, namespace, serviceAccountName),
    exposed:
      isMap(field(spec, 'ingress')) && at(spec, ['ingress', 'type']) !== undefined
        ? true
        : isExposedByName(namespace, serviceName, index),
    podLabels: {
      ...operatorPodLabels(namespace, subject.name),
      'app.kubernetes.io/name': serviceName,
      ...texts(at(subject.object, ['metadata', 'labels'])),
    },
  };
}

/** The operator opens a Service port for each receiver whose address it can read. */
function receiverPorts(collector: CollectorSubject): ServicePort[] {
  return listeners(collector).flatMap(({ component, port, network }) =>
    component?.class === 'receiver' && port !== undefined
      ? [
          {
            name: `port-${port}`,
            port,
            targetPort: port,
            protocol: network === 'udp' ? 'UDP' : 'TCP',
          },
        ]
      : [],
  );
}

function replicasOf(spec: Data | undefined, mode: CollectorDeployment['mode']) {
  if (mode === 'daemonset' || mode === 'sidecar') return {};
  const scaler = field(spec, 'autoscaler');
  const maximum = field(scaler, 'maxReplicas');
  const minimum = field(scaler, 'minReplicas') ?? field(spec, 'replicas') ?? 1;
  return {
    ...(typeof minimum === 'number' ? { replicas: minimum } : {}),
    ...(typeof maximum === 'number' ? { maxReplicas: maximum } : {}),
  };
}

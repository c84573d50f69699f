import { type Data, type Table, withKey } from '../data';
import { inEffect } from '../model';
import { changes } from '../model/changes';
import { hasPreset, isEnabled, isMode } from '../names';
import { rewritesNames } from '../rewrite-names';
import {
  elements,
  equalsText,
  field,
  has,
  index,
  over,
  prepended,
  softField,
  table,
  truthy,
} from '../template';
import type { ConfigStep, Release } from '../version';
import { pipeline, pipelineList, skeleton, withPipelineList } from './pipelines';

const old = 'k8sattributes';
const current = 'k8s_attributes';

const allMetadata =
  'k8s.namespace.name k8s.pod.name k8s.pod.uid k8s.node.name k8s.pod.start_time k8s.deployment.name k8s.replicaset.name k8s.replicaset.uid k8s.daemonset.name k8s.daemonset.uid k8s.job.name k8s.job.uid k8s.container.name k8s.cronjob.name k8s.statefulset.name k8s.statefulset.uid container.image.tag container.image.name k8s.cluster.uid service.namespace service.name service.version service.instance.id'.split(
    ' ',
  );
const firstMetadata =
  'k8s.namespace.name k8s.deployment.name k8s.statefulset.name k8s.daemonset.name k8s.cronjob.name k8s.job.name k8s.node.name k8s.pod.name k8s.pod.uid k8s.pod.start_time'.split(
    ' ',
  );

/** Adds what Kubernetes knows of the sending pod to its telemetry. */
export const kubernetesAttributes: ConfigStep = {
  label: 'preset kubernetesAttributes',
  applies: (release) => hasPreset(release, 'kubernetesAttributes'),
  apply(config, release) {
    const name = rewritesNames(release) ? current : old;
    const listed = inEffect(release, changes.rewrite) ? [old, current] : [old];
    let result = over({ processors: { [name]: block(release) } }, config);
    for (const signal of signalsOf(release)) {
      if (!truthy(pipeline(result, signal))) continue;
      result = withProcessorFirst(result, release, signal, name, listed);
      if (signal === 'profiles') result = withContainerAssociation(result, name);
    }
    return result;
  },
};

/** Pipelines that get the processor where they exist. */
function signalsOf(release: Release): readonly string[] {
  const first = ['logs', 'metrics', 'traces'];
  return inEffect(release, changes.profiling) ? [...first, 'profiles'] : first;
}

/** Puts a processor at the head of a pipeline, unless one of these names is in it. */
export function withProcessorFirst(
  config: Table,
  release: Release,
  signal: string,
  processor: string,
  unless: readonly string[],
): Table {
  const listed = over(skeleton(release, signal, 'processors'), config);
  const processors = pipelineList(listed, signal, 'processors');
  const at = `config.service.pipelines.${signal}.processors`;
  if (unless.some((name) => has(processors, name, at))) return listed;
  return withPipelineList(listed, signal, 'processors', prepended(processors, processor, at));
}

function block(release: Release): Table {
  const all: Data = [{ tag_name: '$$1', key_regex: '(.*)', from: 'pod' }];
  const full = inEffect(release, changes.podMetadata);
  const extract: Table = { metadata: full ? [...allMetadata] : [...firstMetadata] };
  if (full) extract.otel_annotations = true;
  if (isEnabled(release, 'presets', 'kubernetesAttributes', 'extractAllPodLabels')) extract.labels = all;
  if (isEnabled(release, 'presets', 'kubernetesAttributes', 'extractAllPodAnnotations'))
    extract.annotations = all;
  const association = [
    { sources: [{ from: 'resource_attribute', name: 'k8s.pod.ip' }] },
    { sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] },
    { sources: [{ from: 'connection' }] },
  ];
  return {
    ...(isMode(release, 'daemonset') ? { filter: { node_from_env_var: 'K8S_NODE_NAME' } } : {}),
    passthrough: false,
    pod_association: association,
    extract,
  };
}

/** Profiles name their container, so the preset looks pods up by it first. */
function withContainerAssociation(config: Table, name: string): Table {
  const at = `config.processors.${name}`;
  const processors = field(config, ['processors'], 'config');
  const processor = index(processors, name, 'config.processors');
  const association = softField(processor, 'pod_association', at);
  if (associatesContainer(association, at)) return config;
  const container = { sources: [{ from: 'resource_attribute', name: 'container.id' }] };
  const list = withoutUnique(association, container, at);
  return withKey(
    config,
    'processors',
    withKey(
      table(processors, 'config.processors'),
      name,
      withKey(table(processor, at), 'pod_association', list),
    ),
  );
}

function withoutUnique(association: Data, first: Data, at: string): Data[] {
  // Unlike elsewhere the chart does not de-duplicate here; `prepended` only checks that it is a list.
  prepended(association, first, `${at}.pod_association`);
  return [first, ...(Array.isArray(association) ? association : [])];
}

function associatesContainer(association: Data, at: string): boolean {
  let found = false;
  for (const [, entry] of elements(association, `${at}.pod_association`)) {
    for (const [, source] of elements(
      field(entry, ['sources'], `${at}.pod_association`),
      `${at}.pod_association.sources`,
    )) {
      const where = `${at}.pod_association.sources`;
      const fromResource = equalsText(field(source, ['from'], where), 'resource_attribute', where);
      if (fromResource && equalsText(field(source, ['name'], where), 'container.id', where)) found = true;
    }
  }
  return found;
}

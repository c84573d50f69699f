import { type Data, type Table, withKey } from '../data';
import { isEnabled, isMode, valueAt } from '../names';
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
import type { Release, Step } from '../version';
import { pipeline, pipelineList, withPipelineList } from './pipelines';

/** What the preset differs in between chart versions. */
export interface KubernetesAttributes {
  /** Fields of a pod that become resource attributes, in the chart's order. */
  readonly metadata: readonly string[];
  /** Whether pod annotations `resource.opentelemetry.io/…` are read (0.139.1 and later). */
  readonly otelAnnotations: boolean;
  /** Pipelines that get the processor where they exist. */
  readonly signals: readonly string[];
  /** Whether the processor bears its new name `k8s_attributes` unless `rewriteDeprecatedComponentNames` is off. */
  readonly renamed: boolean;
}

/** Adds what Kubernetes knows of the sending pod to its telemetry. */
export function kubernetesAttributes(differences: KubernetesAttributes): Step {
  return {
    label: 'preset kubernetesAttributes',
    applies: (release) => isEnabled(release, 'presets', 'kubernetesAttributes', 'enabled'),
    apply: (config, release) => apply(config, release, differences),
  };
}

function apply(config: Table, release: Release, differences: KubernetesAttributes): Table {
  const old = 'k8sattributes';
  const current = 'k8s_attributes';
  const name =
    differences.renamed && truthy(valueAt(release, 'rewriteDeprecatedComponentNames')) ? current : old;
  let result = over({ processors: { [name]: block(release, differences) } }, config);
  for (const signal of differences.signals) {
    if (!truthy(pipeline(result, signal))) continue;
    result = withProcessorFirst(result, signal, name, differences.renamed ? [old, current] : [old]);
    if (signal === 'profiles') result = withContainerAssociation(result, name);
  }
  return result;
}

/** Puts a processor at the head of a pipeline, unless one of these names is in it. */
export function withProcessorFirst(
  config: Table,
  signal: string,
  processor: string,
  unless: readonly string[],
): Table {
  const listed = over({ service: { pipelines: { [signal]: { processors: [] } } } }, config);
  const processors = pipelineList(listed, signal, 'processors');
  const at = `config.service.pipelines.${signal}.processors`;
  if (unless.some((name) => has(processors, name, at))) return listed;
  return withPipelineList(listed, signal, 'processors', prepended(processors, processor, at));
}

function block(release: Release, differences: KubernetesAttributes): Table {
  const all: Data = [{ tag_name: '$$1', key_regex: '(.*)', from: 'pod' }];
  const extract: Table = { metadata: [...differences.metadata] };
  if (differences.otelAnnotations) extract.otel_annotations = true;
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

import {
  type Component,
  catalogueVersions,
  hasReadableBody,
  isNewer,
  isOlder,
  notation,
  type Reading,
  read,
  runningComponents,
  typedPlaces,
} from '../../../collector/effective';
import { at, type Data, field, isOpen, items, type Path } from '../../../documents';
import type { CollectorDeployment } from '../../../platform';
import type { Fault } from '../../collector/constraint';
import { constraintsOf } from '../../collector/constraints';
import { blockFaults } from '../../collector/constraints/blocks';
import type { Severity } from '../../finding';
import type { CollectorRule, Problem } from '../../rule';

export const componentsObeyTheirOwnRules: CollectorRule = {
  id: 'CV-32',
  title: 'A component’s configuration passes the component’s own validation',
  severity: 'error',
  why: 'The component refuses its configuration, and the collector does not start.',
  fix: 'Correct the value as the message says.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
-   k8s_attributes: {extract: {metadata: [k8s.pod.nam]}}
+   k8s_attributes: {extract: {metadata: [k8s.pod.name]}}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [k8s_attributes], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    const running = new Set(runningComponents(reading));
    for (const component of reading.components) {
      if (!hasReadableBody(component)) continue;
      const reported = new Set<string>();
      const signals = running.has(component) ? signalsOf(reading, component) : undefined;
      for (const fault of [...faults(component, signals), ...unsetVariables(component, subject.deployment)]) {
        // A rule of its own knows these places.
        if (isJudgedElsewhere(component, fault)) continue;
        const key = JSON.stringify(fault.path);
        if (!reported.has(key)) yield problem(fault, severityOf(fault, subject.version));
        reported.add(key);
      }
    }
  },
};

/** Signals of the pipelines that name a component. */
function signalsOf(reading: Reading, { class: componentClass, id }: Component): readonly string[] {
  if (componentClass !== 'processor' && componentClass !== 'exporter') return [];
  return [...new Set(reading.users(`${componentClass}s`, id).map(({ signal }) => signal))];
}

/** `signals` is undefined for a component that does not run. */
function* faults(component: Component, signals: readonly string[] | undefined): Generator<Fault> {
  const constraints = constraintsOf(component);
  yield* constraints.configuration?.(component.body, component.path) ?? [];
  if (signals !== undefined) {
    yield* constraints.start?.(component.body, component.path) ?? [];
    for (const signal of signals)
      yield* constraints.inPipeline?.(signal)(component.body, component.path) ?? [];
  }
  for (const place of typedPlaces(component)) yield* blockFaults(place);
}

/** k8s_attributes and detectors of the node refuse a variable that the container does not have. */
function* unsetVariables(component: Component, pod: CollectorDeployment | undefined): Generator<Fault> {
  if (pod === undefined || pod.environmentIsOpen) return;
  for (const { name, path } of nodeVariables(component)) {
    if (typeof name !== 'string' || name === '' || isOpen(name) || pod.environment.includes(name)) continue;
    yield { path, message: `names the variable ${name}, which the container does not have` };
  }
}

function nodeVariables({ type, body, path }: Component): { name: Data | undefined; path: Path }[] {
  if (type === 'k8s_attributes') {
    const place = ['filter', 'node_from_env_var'];
    return [{ name: at(body, place), path: [...path, ...place] }];
  }
  if (type !== 'resource_detection') return [];
  return items(field(body, 'detectors')).flatMap((detector, index) => {
    if (detector !== 'k8snode' && detector !== 'k8s_api') return [];
    const written = at(body, [detector, 'node_from_env_var']);
    return written === undefined
      ? [{ name: 'K8S_NODE_NAME', path: [...path, 'detectors', index] }]
      : [{ name: written, path: [...path, detector, 'node_from_env_var'] }];
  });
}

/** Sizers of queues are CV-6's. */
function isJudgedElsewhere(component: Component, { path }: Fault): boolean {
  return component.class === 'exporter' && path[path.length - 1] === 'sizer';
}

/**
 * The constraints are those of recent releases: much older ones may have been more lenient, and newer ones may know more values.
 */
function severityOf({ severity, isOutsideSet }: Fault, release: string | undefined): Severity {
  if (severity !== undefined) return severity;
  const isLenient =
    isOlder(release, '0.140.0') || (isOutsideSet === true && isNewer(release, catalogueVersions.newest));
  return isLenient ? 'warning' : 'error';
}

function problem({ path, message, fix }: Fault, severity: Severity): Problem {
  return {
    message: `${notation(path)} ${message}.`,
    path,
    severity,
    ...(fix === undefined ? {} : { fix }),
  };
}

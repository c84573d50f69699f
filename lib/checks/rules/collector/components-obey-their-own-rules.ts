import { catalogVersions, isNewer, isOlder, notation, typedPlaces } from '../../../collector/effective';
import { type CollectorDeployment, type ComponentView, components } from '../../../platform';
import type { Fault } from '../../collector/constraint';
import { constraintsOf } from '../../collector/constraints';
import { blockFaults } from '../../collector/constraints/blocks';
import { neededVariables } from '../../collector/needed-variables';
import type { Severity } from '../../finding';
import { withProcessor } from '../../frames';
import { ruleOfCollector } from '../../rule';

export const componentsObeyTheirOwnRules = ruleOfCollector({
  each: components,
  id: 'CV-32',
  title: 'A component’s configuration passes the component’s own validation',
  severity: 'error',
  why: 'The component refuses its configuration, and the collector does not start.',
  fix: 'Correct the value as the message says.',
  example: withProcessor(`
-   k8s_attributes: {extract: {metadata: [k8s.pod.nam]}}
+   k8s_attributes: {extract: {metadata: [k8s.pod.name]}}
`),
  *check(view, { deployment, version }) {
    const { class: own, place } = view;
    if (place.isSet && !place.isMap) return;
    const reported = new Set<string>();
    for (const fault of [...faults(view), ...unsetVariables(view, deployment)]) {
      const { path, message, fix } = fault;
      // Sizers of queues are CV-6's.
      const isJudgedElsewhere = own === 'exporter' && path.at(-1) === 'sizer';
      const where = notation(path);
      if (!isJudgedElsewhere && !reported.has(where))
        yield { message: `${where} ${message}.`, path, fix, severity: severityOf(fault, version) };
      if (!isJudgedElsewhere) reported.add(where);
    }
  },
});

/** Those of its start and of its pipelines only where it runs. */
function* faults({ component, isRunning, signals }: ComponentView): Generator<Fault> {
  const { body, path } = component;
  const constraints = constraintsOf(component);
  yield* constraints.configuration?.(body, path) ?? [];
  if (isRunning) {
    yield* constraints.start?.(body, path) ?? [];
    for (const signal of signals) yield* constraints.inPipeline?.(signal)(body, path) ?? [];
  }
  for (const place of typedPlaces(component)) yield* blockFaults(place);
}

/** A component refuses a variable that it cannot start without and that the container does not have. */
function* unsetVariables(view: ComponentView, pod: CollectorDeployment | undefined): Generator<Fault> {
  if (pod === undefined || pod.environmentIsOpen) return;
  for (const { name, path } of neededVariables(view)) {
    if (pod.environment.includes(name)) continue;
    yield { path, message: `names the variable ${name}, which the container does not have` };
  }
}

/**
 * The constraints are those of recent releases: much older ones may have been more lenient, and newer ones may know more values.
 */
function severityOf({ severity, isOutsideSet }: Fault, release: string | undefined): Severity {
  if (severity !== undefined) return severity;
  const isLenient =
    isOlder(release, '0.140.0') || (isOutsideSet === true && isNewer(release, catalogVersions.newest));
  return isLenient ? 'warning' : 'error';
}

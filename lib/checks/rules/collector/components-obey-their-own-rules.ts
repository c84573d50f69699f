import type { Fault } from '../../collector/constraint';
import { constraintsOf } from '../../collector/constraints';
import { blockFaults } from '../../collector/constraints/blocks';
import { hasReadableBody, read, runningComponents } from '../../collector/reading';
import { typedPlaces } from '../../collector/typed-places';
import { notation } from '../../collector/wording';
import type { CollectorRule, Problem } from '../../rule';
import type { Component } from '../../subject';

export const componentsObeyTheirOwnRules: CollectorRule = {
  id: 'CV-32',
  title: 'A component’s configuration passes the component’s own validation',
  severity: 'error',
  why: 'The component refuses its configuration, and the collector does not start.',
  fix: 'Correct the value as the message says.',
  appliesTo: 'collector',
  bad: `receivers:
  otlp: {protocols: {grpc: {}}}
processors:
  k8s_attributes: {extract: {metadata: [k8s.pod.nam]}}
exporters:
  debug: {}
service:
  pipelines:
    traces: {receivers: [otlp], processors: [k8s_attributes], exporters: [debug]}
`,
  good: `receivers:
  otlp: {protocols: {grpc: {}}}
processors:
  k8s_attributes: {extract: {metadata: [k8s.pod.name]}}
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
      for (const fault of faults(component, running.has(component))) {
        // A rule of its own knows these places.
        if (isJudgedElsewhere(component, fault)) continue;
        const key = JSON.stringify(fault.path);
        if (!reported.has(key)) yield problem(fault);
        reported.add(key);
      }
    }
  },
};

function* faults(component: Component, isRunning: boolean): Generator<Fault> {
  const constraints = constraintsOf(component);
  yield* constraints?.configuration?.(component.body, component.path) ?? [];
  if (isRunning) yield* constraints?.start?.(component.body, component.path) ?? [];
  for (const place of typedPlaces(component)) yield* blockFaults(place);
}

/** Sizers of queues are CV-6's. */
function isJudgedElsewhere(component: Component, { path }: Fault): boolean {
  return component.class === 'exporter' && path[path.length - 1] === 'sizer';
}

function problem({ path, message, fix }: Fault): Problem {
  return { message: `${notation(path)} ${message}.`, path, ...(fix === undefined ? {} : { fix }) };
}

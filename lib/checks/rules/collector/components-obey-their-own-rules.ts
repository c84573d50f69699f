import type { Fault } from '../../collector/constraint';
import { constraintsOf } from '../../collector/constraints';
import { hasReadableBody, read, runningComponents } from '../../collector/reading';
import { notation } from '../../collector/wording';
import type { CollectorRule, Problem } from '../../rule';

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
      const constraints = constraintsOf(component);
      if (constraints === undefined || !hasReadableBody(component)) continue;
      for (const fault of constraints.configuration?.(component.body, component.path) ?? [])
        yield problem(fault);
      if (!running.has(component)) continue;
      for (const fault of constraints.start?.(component.body, component.path) ?? []) yield problem(fault);
    }
  },
};

function problem({ path, message, fix }: Fault): Problem {
  return { message: `${notation(path)} ${message}.`, path, ...(fix === undefined ? {} : { fix }) };
}

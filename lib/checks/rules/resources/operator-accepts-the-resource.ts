import { type OperatedCollector, operatedCollectors } from '../../../platform';
import { operatedCollector } from '../../frames';
import { type Problem, ruleOfEach } from '../../rule';

export const operatorAcceptsTheResource = ruleOfEach({
  each: operatedCollectors,
  id: 'XR-64',
  title: 'An OpenTelemetryCollector scales, listens and is exposed as the operator’s webhook accepts it',
  severity: 'error',
  why: 'The webhook of the operator refuses the resource, and nothing of its Kustomization is applied.',
  fix: 'Correct the field as the message says.',
  example: `${operatedCollector('gateway')}
-   replicas: 4
+   replicas: 2
    autoscaler: {minReplicas: 2, maxReplicas: 3, targetCPUUtilization: 80}
    resources: {requests: {cpu: 100m}}
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
  *check({ name, spec }) {
    const title = `OpenTelemetryCollector ${name}`;
    yield* scalingFaults(spec, title);
    yield* ingressFaults(spec, title);
    yield* portFaults(spec, title);
  },
});

type Spec = OperatedCollector['spec'];

function* scalingFaults({ autoscaler, replicas }: Spec, title: string): Generator<Problem> {
  const maximum = autoscaler.maxReplicas.value;
  // Without a maximum there is no autoscaler, and nothing of it is looked at.
  if (maximum === undefined) return;
  if (replicas.value !== undefined && replicas.value > maximum) {
    yield {
      message: `${title} asks for ${replicas.value} replicas, more than maxReplicas ${maximum} of its autoscaler.`,
      at: replicas,
    };
  }
  const { scaleDown, scaleUp } = autoscaler.behavior;
  for (const { place, stabilizationWindowSeconds: at } of [scaleDown, scaleUp]) {
    if (at.value === undefined || (at.value >= 0 && at.value <= 3600)) continue;
    yield {
      message: `${place.key}.${at.key} of ${title} is ${at.value}, and must be 0 to 3600.`,
      at,
    };
  }
  for (const metric of autoscaler.metrics) yield* metricFaults(metric, title);
}

/** Own metrics of an autoscaler are those of pods, by a value or an average of at least 1. */
function* metricFaults(
  { type, pods: { target } }: Spec['autoscaler']['metrics'][number],
  title: string,
): Generator<Problem> {
  if (type.value !== undefined && type.value !== 'Pods') {
    yield {
      message: `${title} scales by a metric of type ${type.value}; only Pods is allowed.`,
      at: type,
    };
    return;
  }
  const kind = target.type.value;
  if (kind === undefined) return;
  if (kind !== 'AverageValue' && kind !== 'Value') {
    yield {
      message: `${title} scales by ${kind}; a metric of pods has Value or AverageValue.`,
      at: target.type,
    };
    return;
  }
  const at = kind === 'AverageValue' ? target.averageValue : target.value;
  const number = at.number ?? (/^\d+$/.test(at.text ?? '') ? Number(at.text) : undefined);
  if (number !== undefined && number < 1)
    yield { message: `${at.key} of ${title} is ${number}, and must be at least 1.`, at };
}

function* ingressFaults({ ingress: { ruleType, hostname } }: Spec, title: string): Generator<Problem> {
  if (ruleType.value !== 'subdomain') return;
  if (hostname.isSet && hostname.data !== '' && hostname.data !== '*') return;
  yield {
    message: `${title} divides its Ingress by subdomains, but names no hostname that they could be of.`,
    at: hostname.isWritten ? hostname : ruleType,
  };
}

/** Names and numbers of further ports, as Kubernetes checks them. */
function* portFaults({ ports }: Spec, title: string): Generator<Problem> {
  for (const { place, name, port } of ports) {
    if (name.value === undefined || !isPortName(name.value)) {
      yield {
        message: `${title} has a port ${name.value === undefined ? 'without a name' : `named "${name.value}"`}: a name has at most 15 lower-case letters, digits and single dashes, one letter at least.`,
        at: name.isWritten ? name : place,
      };
    }
    if (port.value !== undefined && (port.value < 1 || port.value > 65535))
      yield { message: `${title} has a port ${port.value}; ports are 1 to 65535.`, at: port };
  }
}

function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
}

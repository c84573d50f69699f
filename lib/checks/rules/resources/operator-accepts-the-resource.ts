import { at, type Data, field, isMap, items, knownNumber, type Path } from '../../../documents';
import type { ObjectRule, Problem } from '../../rule';

export const operatorAcceptsTheResource: ObjectRule = {
  id: 'XR-64',
  title: 'An OpenTelemetryCollector scales, listens and is exposed as the operator’s webhook accepts it',
  severity: 'error',
  why: 'The webhook of the operator refuses the resource, and nothing of its Kustomization is applied.',
  fix: 'Correct the field as the message says.',
  appliesTo: 'object',
  kinds: ['opentelemetry.io/OpenTelemetryCollector'],
  example: `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: gateway, namespace: observability}
  spec:
-   replicas: 4
+   replicas: 2
    autoscaler: {minReplicas: 2, maxReplicas: 3, targetCPUUtilization: 80}
    resources: {requests: {cpu: 100m}}
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
  *check({ object, name }) {
    const spec: Data | undefined = object.spec;
    const title = `OpenTelemetryCollector ${name}`;
    yield* scalingFaults(spec, title);
    yield* ingressFaults(spec, title);
    yield* portFaults(spec, title);
  },
};

function* scalingFaults(spec: Data | undefined, title: string): Generator<Problem> {
  const scaler = field(spec, 'autoscaler');
  const maximum = knownNumber(field(scaler, 'maxReplicas'));
  const replicas = knownNumber(field(spec, 'replicas'));
  // Without a maximum there is no autoscaler, and nothing of it is looked at.
  if (!isMap(scaler) || maximum === undefined) return;
  if (replicas !== undefined && replicas > maximum) {
    yield {
      message: `${title} asks for ${replicas} replicas, more than maxReplicas ${maximum} of its autoscaler.`,
      path: ['spec', 'replicas'],
    };
  }
  for (const direction of ['scaleDown', 'scaleUp']) {
    const path = ['spec', 'autoscaler', 'behavior', direction, 'stabilizationWindowSeconds'];
    const window = knownNumber(at(spec, path.slice(1)));
    if (window === undefined || (window >= 0 && window <= 3600)) continue;
    yield {
      message: `${direction}.stabilizationWindowSeconds of ${title} is ${window}, and must be 0 to 3600.`,
      path,
    };
  }
  for (const [index, metric] of items(scaler.metrics).entries())
    yield* metricFaults(metric, ['spec', 'autoscaler', 'metrics', index], title);
}

/** Own metrics of an autoscaler are those of pods, by a value or an average of at least 1. */
function* metricFaults(metric: Data, path: Path, title: string): Generator<Problem> {
  const type = field(metric, 'type');
  if (typeof type === 'string' && type !== 'Pods') {
    yield {
      message: `${title} scales by a metric of type ${type}; only Pods is allowed.`,
      path: [...path, 'type'],
    };
    return;
  }
  const target = at(metric, ['pods', 'target']);
  const kind = field(target, 'type');
  if (!isMap(target) || typeof kind !== 'string') return;
  const place = [...path, 'pods', 'target'];
  const key = kind === 'AverageValue' ? 'averageValue' : kind === 'Value' ? 'value' : undefined;
  if (key === undefined) {
    yield {
      message: `${title} scales by ${kind}; a metric of pods has Value or AverageValue.`,
      path: [...place, 'type'],
    };
    return;
  }
  const value = target[key];
  const number = typeof value === 'number' ? value : /^\d+$/.test(String(value)) ? Number(value) : undefined;
  if (number !== undefined && number < 1)
    yield { message: `${key} of ${title} is ${number}, and must be at least 1.`, path: [...place, key] };
}

function* ingressFaults(spec: Data | undefined, title: string): Generator<Problem> {
  if (at(spec, ['ingress', 'ruleType']) !== 'subdomain') return;
  const host = at(spec, ['ingress', 'hostname']);
  if (host !== undefined && host !== '' && host !== '*' && host !== null) return;
  yield {
    message: `${title} divides its Ingress by subdomains, but names no hostname that they could be of.`,
    path: ['spec', 'ingress', host === undefined ? 'ruleType' : 'hostname'],
  };
}

/** Names and numbers of further ports, as Kubernetes checks them. */
function* portFaults(spec: Data | undefined, title: string): Generator<Problem> {
  for (const [index, entry] of items(field(spec, 'ports')).entries()) {
    const name = field(entry, 'name');
    const port = knownNumber(field(entry, 'port'));
    if (typeof name !== 'string' || !isPortName(name)) {
      yield {
        message: `${title} has a port ${typeof name === 'string' ? `named "${name}"` : 'without a name'}: a name has at most 15 lower-case letters, digits and single dashes, one letter at least.`,
        path: ['spec', 'ports', index, ...(name === undefined ? [] : ['name'])],
      };
    }
    if (port !== undefined && (port < 1 || port > 65535))
      yield {
        message: `${title} has a port ${port}; ports are 1 to 65535.`,
        path: ['spec', 'ports', index, 'port'],
      };
  }
}

function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
}

import { at, type Data, field, isMap, items } from '../../../documents';
import type { ObjectRule } from '../../rule';

/** Fields that the operator's webhook refuses in modes outside the list (opentelemetry-operator 0.158). */
const fieldsOfModes: { readonly [field: string]: readonly string[] } = {
  volumeClaimTemplates: ['statefulset'],
  persistentVolumeClaimRetentionPolicy: ['statefulset'],
  deploymentUpdateStrategy: ['deployment'],
  daemonSetUpdateStrategy: ['daemonset'],
  autoscaler: ['deployment', 'statefulset'],
  tolerations: ['deployment', 'daemonset', 'statefulset'],
  priorityClassName: ['deployment', 'daemonset', 'statefulset'],
  affinity: ['deployment', 'daemonset', 'statefulset'],
  additionalContainers: ['deployment', 'daemonset', 'statefulset'],
};

/** Fields that do no harm in a wrong mode: the operator passes over them, over strategies where they name no type. */
function isIgnored(key: string, value: Data | undefined): boolean {
  return key === 'autoscaler' || (key.endsWith('UpdateStrategy') && !isFilled(field(value, 'type')));
}

export const modeHasItsFields: ObjectRule = {
  id: 'XR-14',
  title: 'An OpenTelemetryCollector sets only what its mode has',
  severity: 'error',
  why: 'The webhook of the operator refuses the resource, and nothing of its Kustomization is applied.',
  fix: 'Remove the field, or choose the mode that has it.',
  appliesTo: 'object',
  kinds: ['opentelemetry.io/OpenTelemetryCollector'],
  example: `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: gateway, namespace: observability}
  spec:
-   mode: deployment
+   mode: statefulset
    volumeClaimTemplates: [{metadata: {name: queue}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}] # ←
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
  *check({ object, name }) {
    const spec = object.spec;
    const mode = field(spec, 'mode') ?? 'deployment';
    if (typeof mode !== 'string' || mode.includes('$')) return;
    for (const [key, modes] of Object.entries(fieldsOfModes)) {
      if (modes.includes(mode) || !isFilled(field(spec, key))) continue;
      yield {
        message: `OpenTelemetryCollector ${name} sets ${key}, which mode ${mode} does not have.`,
        path: ['spec', key],
        ...(isIgnored(key, field(spec, key)) ? { severity: 'warning' } : {}),
      };
    }
    if (mode === 'sidecar' && at(spec, ['ingress', 'type']) === 'ingress') {
      yield {
        message: `OpenTelemetryCollector ${name} asks for an Ingress, which mode sidecar does not have.`,
        path: ['spec', 'ingress', 'type'],
      };
    }
  },
};

function isFilled(value: Data | undefined): boolean {
  return typeof value === 'string'
    ? value !== ''
    : isMap(value)
      ? Object.keys(value).length > 0
      : items(value).length > 0;
}

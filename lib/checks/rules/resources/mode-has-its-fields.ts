import { operatedCollectors, type Place } from '../../../platform';
import { operatedCollector } from '../../frames';
import { ruleOfEach } from '../../rule';

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

export const modeHasItsFields = ruleOfEach({
  each: operatedCollectors,
  id: 'XR-14',
  title: 'An OpenTelemetryCollector sets only what its mode has',
  severity: 'error',
  why: 'The webhook of the operator refuses the resource, and nothing of its Kustomization is applied.',
  fix: 'Remove the field, or choose the mode that has it.',
  example: `${operatedCollector('gateway')}
-   mode: deployment
+   mode: statefulset
    volumeClaimTemplates: [{metadata: {name: queue}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}] # ←
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
  *check({ name, spec }) {
    const mode = spec.mode.isSet ? spec.mode.known : 'deployment';
    if (mode === undefined) return;
    for (const [key, modes] of Object.entries(fieldsOfModes)) {
      const at = spec.place.at(key);
      if (modes.includes(mode) || !isFilled(at)) continue;
      yield {
        message: `OpenTelemetryCollector ${name} sets ${key}, which mode ${mode} does not have.`,
        at,
        severity: isIgnored(at) ? 'warning' : undefined,
      };
    }
    if (mode === 'sidecar' && spec.ingress.type.value === 'ingress') {
      yield {
        message: `OpenTelemetryCollector ${name} asks for an Ingress, which mode sidecar does not have.`,
        at: spec.ingress.type,
      };
    }
  },
});

/** Fields that do no harm in a wrong mode: the operator passes over them, over strategies where they name no type. */
function isIgnored(at: Place): boolean {
  const key = String(at.key);
  return key === 'autoscaler' || (key.endsWith('UpdateStrategy') && !isFilled(at.at('type')));
}

function isFilled({ text = '', keys, items }: Place): boolean {
  return text !== '' || keys.length + items.length > 0;
}

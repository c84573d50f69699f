import { rules } from '../../../../../lib/checks/rules/jaeger';
import { examplePlaces } from '../problems';

/** The exact place of the fault in the example of each rule. */
const expected: readonly (readonly [id: string, places: readonly string[]])[] = [
  ['JG-1', ['Jaeger flux-system/traces: spec.strategy']],
  ['JG-2', ['Jaeger flux-system/traces: spec.collector.maxReplicas']],
  ['JG-3', ['Jaeger flux-system/traces: spec.storage.type']],
  ['JG-4', ['Jaeger flux-system/traces: spec.storage.options.es']],
  ['JG-6', ['Jaeger flux-system/traces: spec.storage']],
  ['JG-7', ['Jaeger flux-system/traces: spec.storage.options.es.password']],
  ['JG-8', ['Jaeger flux-system/traces: spec.ingress.annotations["kubernetes.io/ingress.class"]']],
  ['JG-9', ['Jaeger flux-system/traces: spec.ingress']],
  ['JG-10', ['Jaeger flux-system/traces: spec.ingress.tls[0].hosts[0]']],
  ['JG-11', ['Jaeger flux-system/traces: spec.ingress.annotations']],
  ['JG-12', ['Jaeger flux-system/traces: spec.ingress.pathType']],
  ['JG-13', ['Jaeger flux-system/traces: spec.collector.replicas']],
  ['JG-14', ['Jaeger flux-system/traces: spec.collector.resources']],
  ['JG-15', ['OpenTelemetryCollector flux-system/gateway: exporters::otlp_grpc::endpoint']],
  ['JG-16', ['Jaeger flux-system/traces: spec.allInOne.options.collector.otlp.enabled']],
  ['JG-17', ['Jaeger flux-system/traces: spec.sampling.options.default_strategy.param']],
  ['JG-18', ['Jaeger flux-system/traces: spec.ingester.options.kafka.consumer.topic']],
  ['JG-19', ['Jaeger flux-system/traces: spec.allInOne.image']],
  ['JG-20', [': exporters::jaeger_storage_exporter::trace_storage']],
  ['XR-51', ['HelmRelease flux-system/jaeger-operator: spec.values.rbac.clusterRole']],
];

describe('the rules of Jaeger', () => {
  test.each(expected)('%s points at the fault, and at nothing in the near miss', (id, places) => {
    const { bad, good } = examplePlaces(id);
    expect(bad).toEqual(places);
    expect(good).toEqual([]);
  });

  test('are all put to the test', () => {
    expect(expected.map(([id]) => id).sort()).toEqual(rules.map(({ id }) => id).sort());
  });
});

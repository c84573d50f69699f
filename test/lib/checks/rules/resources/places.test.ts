import { rules } from '../../../../../lib/checks/rules/resources';
import { examplePlaces } from '../problems';

/** The exact place of the fault in the example of each rule. */
const expected: readonly (readonly [id: string, places: readonly string[]])[] = [
  ['XR-1', ['OpenTelemetryCollector observability/gateway: exporters::otlp_http::endpoint']],
  ['XR-2', ['Deployment develop/bank: spec.template.spec.containers[0].env[0].value']],
  ['XR-3', ['OpenTelemetryCollector observability/gateway: exporters::otlp_http::headers::authorization']],
  [
    'XR-4',
    ['Deployment develop/bank: spec.template.spec.containers[0].env[0].valueFrom.configMapKeyRef.name'],
  ],
  ['XR-5', ['OpenTelemetryCollector observability/gateway: exporters::otlp_http::tls::ca_file']],
  ['XR-6', ['HelmRelease observability/otel-collector: spec.values.clusterRole.rules']],
  ['XR-7', ['OpenTelemetryCollector observability/cluster: receivers::k8s_cluster']],
  ['XR-8', ['OpenTelemetryCollector observability/nodes: receivers::host_metrics']],
  ['XR-9', ['OpenTelemetryCollector observability/sampler: processors::tail_sampling']],
  ['XR-10', ['OpenTelemetryCollector observability/scraper: receivers::prometheus']],
  ['XR-11', ['OpenTelemetryCollector observability/agent: exporters::otlp_grpc::endpoint']],
  [
    'XR-12',
    ['OpenTelemetryCollector observability/router: exporters::load_balancing::resolver::dns::hostname'],
  ],
  ['XR-13', ['OpenTelemetryCollector observability/agent: processors::k8s_attributes']],
  ['XR-14', ['OpenTelemetryCollector observability/gateway: spec.volumeClaimTemplates']],
  ['XR-16', ['HorizontalPodAutoscaler develop/bank: spec.maxReplicas']],
  ['XR-17', ['OpenTelemetryCollector observability/scraper: spec.mode']],
  ['XR-18', ['OpenTelemetryCollector observability/gateway: processors::memory_limiter::limit_mib']],
  ['XR-19', ['Deployment develop/bank: spec.template.spec.containers[0].securityContext.privileged']],
  ['XR-20', ['Deployment develop/bank: spec.template.spec.serviceAccountName']],
  ['XR-21', ['OpenTelemetryCollector observability/back: exporters::otlp_http::endpoint']],
  ['XR-22', ['Jaeger observability/traces: apiVersion', 'Jaeger observability/traces: spec.storage.type']],
  ['XR-23', ['Deployment develop/expenses: spec.template.spec.containers[0].env[0].value']],
  ['XR-24', ['Service develop/bank: spec.selector.app']],
  ['XR-25', ['Service develop/bank: spec.ports[0].targetPort']],
  ['XR-26', ['HorizontalPodAutoscaler develop/bank: spec.scaleTargetRef.name']],
  ['XR-27', ['Ingress develop/api: spec.rules[0].http.paths[0].backend.service.port.number']],
  ['XR-28', ['NetworkPolicy develop/bank: spec.egress[1].ports[0].port']],
  ['XR-29', ['Deployment develop/bank: spec.template.spec.containers[0].ports[0].name']],
  ['XR-30', ['Deployment develop/bank: spec.template.spec.containers[0].env[1].name']],
  ['XR-31', ['Kustomization flux-system/services: spec.dependsOn']],
  ['XR-32', ['PodDisruptionBudget develop/bank: apiVersion']],
  ['XR-33', ['Deployment develop/bank: spec.selector.matchLabels.tier']],
  ['XR-34', ['Deployment develop/bank: spec.template.spec.containers[0].livenessProbe.httpGet.port']],
  ['XR-35', ['Deployment develop/frontend: spec.template.spec.containers[0].volumeMounts[0].name']],
  ['XR-36', ['RoleBinding develop/bank: subjects[0].name']],
  ['XR-37', ['Ingress flux-system/api: spec.rules[0].http.paths[1].path']],
  ['XR-38', ['Ingress flux-system/ui: metadata.annotations["cert-manager.io/cluster-issuer"]']],
  ['XR-39', ['Deployment develop/bank: spec.replicas']],
  ['XR-40', ['ServiceAccount bank: metadata.namespace']],
  ['XR-41', ['ServiceAccount flux-system/sa_bank_service: metadata.name']],
  ['XR-42', ['Deployment develop/bank: spec.template.spec.containers[0].resources.requests.memory']],
  ['XR-43', ['Deployment develop/bank: spec.strategy.rollingUpdate']],
  ['XR-44', ['NetworkPolicy develop/bank: spec.podSelector.matchLabels.app']],
  ['XR-45', ['Deployment develop/bank: spec.template.spec.containers[0].image']],
  ['XR-46', ['Deployment develop/bank: spec.template.spec.securityContext.runAsUser']],
  ['XR-52', ['Ingress flux-system/api: spec.tls[0].hosts[0]']],
];

describe('the rules across resources', () => {
  test.each(expected)('%s points at the fault, and at nothing in the near miss', (id, places) => {
    const { bad, good } = examplePlaces(id);
    expect(bad).toEqual(places);
    expect(good).toEqual([]);
  });

  test('are all put to the test', () => {
    expect(expected.map(([id]) => id).sort()).toEqual(rules.map(({ id }) => id).sort());
  });
});

import { judgeSources } from '../../../../lib/checks';

/** Errors of a text: rule, line, message. */
function errors(text: string, name = 'in.yaml'): [rule: string, line: number | undefined, message: string][] {
  return judgeSources([{ name, text }])
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ rule, line, message }) => [rule, line, message]);
}

function application(spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: gateway, namespace: argocd}
spec:
  destination: {server: https://kubernetes.default.svc, namespace: observability}
${spec}`;
}

const source = `  source:
    repoURL: https://open-telemetry.github.io/opentelemetry-helm-charts
    chart: opentelemetry-collector
    targetRevision: 0.130.0
    helm:
`;

describe('an Argo CD Application of the collector’s chart', () => {
  test('with values as text: places lie in the text', () => {
    const text = application(`${source}      values: |
        mode: deployment
        image: {repository: otel/opentelemetry-collector-k8s}
        replicas: 2
        config:
          service:
            pipelines:
              traces:
                exporters: [otlp/none]
`);
    expect(errors(text)).toEqual([
      ['HF-8', 14, 'replicas is not a value of this chart version: write `replicaCount`.'],
      ['RF-1', 19, 'service::pipelines::traces references exporter "otlp/none" which is not configured.'],
    ]);
  });

  test('with values as an object: the objects that Helm makes are judged as well', () => {
    const text = application(`${source}      valuesObject:
        mode: daemonset
        image: {repository: otel/opentelemetry-collector-k8s}
        tolerations: [{key: a, operater: Exists}]
`);
    expect(errors(text)).toEqual([
      ['KS-1', 14, expect.stringContaining('tolerations[0].operater of DaemonSet observability/gateway-')],
    ]);
  });

  test('with parameters, which win over values', () => {
    const text = application(`${source}      parameters:
        - {name: image.repository, value: otel/opentelemetry-collector-k8s}
        - {name: replicaCount, value: "2", forceString: true}
      values: |
        mode: deployment
        replicaCount: 1
`);
    expect(errors(text)).toEqual([['HF-8', 13, 'replicaCount is "2" where the chart takes a whole number.']]);
  });

  test('with the chart as one of several sources', () => {
    const text = application(`  sources:
    - {repoURL: https://example.com/repository, path: base}
    - repoURL: ghcr.io/open-telemetry/opentelemetry-helm-charts
      chart: opentelemetry-collector
      targetRevision: 0.130.0
      helm:
        releaseName: agent
        valuesObject: {mode: sidecar}
`);
    expect(errors(text)).toEqual([['HF-8', 13, expect.stringMatching(/^mode is "sidecar"/)]]);
  });

  test('with values in files, or of another chart, is not known and not wrong', () => {
    const files = application(
      `${source}      valueFiles: [$values/otel.yaml]\n      values: |\n        mode: sidecar\n`,
    );
    const tempo = files.replace('chart: opentelemetry-collector', 'chart: tempo');
    expect(errors(files)).toEqual([]);
    expect(errors(tempo)).toEqual([]);
    const notJudged = (text: string) =>
      judgeSources([{ name: 'argo.yaml', text }]).notJudged.map(({ why }) => why);
    expect(notJudged(files)).toContain('its values stand in files or templates that are not known here');
    expect(notJudged(tempo)).not.toContain('its values stand in files or templates that are not known here');
  });
});

describe('a helmfile', () => {
  const release = `releases:
  - name: agent
    namespace: observability
    chart: open-telemetry/opentelemetry-collector
    version: 0.130.0
`;

  test('has its releases of the chart judged, each value where it is written', () => {
    const text = `${release}    values:
      - mode: daemonset
        image: {repository: otel/opentelemetry-collector-k8s}
      - config: {service: {pipelines: {traces: {exporters: [otlp/none]}}}}
        replicas: 3
    set:
      - {name: hostNetwork, value: maybe}
`;
    expect(errors(text)).toEqual([
      ['RF-1', 9, 'service::pipelines::traces references exporter "otlp/none" which is not configured.'],
      ['HF-8', 10, 'replicas is not a value of this chart version: write `replicaCount`.'],
      ['HF-8', 12, 'hostNetwork is "maybe" where the chart takes true or false.'],
    ]);
  });

  test('with values in a file, or templates, is not known and not wrong', () => {
    expect(errors(`${release}    values: [otel.yaml, {mode: sidecar}]\n`)).toEqual([]);
    expect(errors(`${release}    values: [{mode: "{{ .Values.mode }}"}]\n`)).toEqual([]);
  });
});

describe('a helm_release of Terraform', () => {
  const release = (values: string) => `# the collector
resource "helm_release" "otel" {
  name       = "agent"
  namespace  = kubernetes_namespace.observability.metadata[0].name
  repository = "https://open-telemetry.github.io/opentelemetry-helm-charts"
  chart      = "opentelemetry-collector"
  version    = "0.130.0"
${values}}

resource "helm_release" "other" {
  chart  = "tempo"
  values = [file("tempo.yaml")]
}
`;

  test('with values as text: places lie in the text', () => {
    const text = release(`  values = [<<-EOT
    mode: deployment
    replicas: 2
    image: {repository: otel/opentelemetry-collector-k8s}
    config:
      service: {pipelines: {traces: {exporters: [otlp/none]}}}
      receivers: {jaeger: {protocols: {grpc: {endpoint: "$\${env:MY_POD_IP}:14250"}}}}
  EOT
  ]
`);
    expect(errors(text, 'main.tf')).toEqual([
      ['HF-8', 10, 'replicas is not a value of this chart version: write `replicaCount`.'],
      ['RF-1', 13, 'service::pipelines::traces references exporter "otlp/none" which is not configured.'],
    ]);
  });

  test('with values as a map, and set', () => {
    const text = release(`  values = [yamlencode({
    mode  = "daemonset"
    image = { repository = "otel/opentelemetry-collector-k8s" }
    "replicas" : 2,
    tolerations = [{ key = "a", operater = "Exists" }]
  })]
  set {
    name  = "hostNetwork"
    value = "maybe"
  }
`);
    expect(errors(text, 'main.tf')).toEqual([
      ['HF-8', 11, 'replicas is not a value of this chart version: write `replicaCount`.'],
      ['HF-8', 16, 'hostNetwork is "maybe" where the chart takes true or false.'],
    ]);
  });

  test('with values in a file, or made of others, is not known and not wrong', () => {
    expect(errors(release('  values = [file("otel.yaml")]\n'), 'main.tf')).toEqual([]);
    expect(
      errors(release('  values = [<<EOT\nmode: ${var.mode}\nreplicas: 2\nEOT\n  ]\n'), 'main.tf'),
    ).toEqual([]);
    expect(
      errors(release('  values = [yamlencode({ mode = var.mode, replicas = 2 })]\n'), 'main.tf'),
    ).toEqual([]);
  });

  test('an argocd_application says the same in blocks', () => {
    const text = `resource "argocd_application" "otel" {
  metadata {
    name = "agent"
  }
  spec {
    project = argocd_project.tools.metadata[0].name
    source {
      repo_url        = "https://open-telemetry.github.io/opentelemetry-helm-charts"
      chart           = "opentelemetry-collector"
      target_revision = "0.130.0"
      helm {
        parameter {
          name  = "image.repository"
          value = "otel/opentelemetry-collector-k8s"
        }
        values = <<EOT
mode: daemonset
replicas: 2
EOT
      }
    }
    destination {
      namespace = var.namespace
    }
  }
}
`;
    expect(errors(text, 'main.tf')).toEqual([
      ['HF-8', 18, 'replicas is not a value of this chart version: write `replicaCount`.'],
    ]);
  });
});

/** The values that Smart-cash released, to which the knowledge about surprises goes back. */
export const original = {
  mode: 'deployment',
  namespaceOverride: 'observability',
  presets: {
    kubernetesAttributes: { enabled: true, extractAllPodLabels: true, extractAllPodAnnotations: true },
  },
  image: { repository: 'otel/opentelemetry-collector-k8s', pullPolicy: 'IfNotPresent' },
  command: { name: 'otelcol-k8s' },
  config: {
    exporters: {
      debug: { verbosity: 'detailed' },
      otlphttp: {
        endpoint: 'http://jaeger-traces-collector.observability.svc.cluster.local:4318',
        tls: { insecure: true },
      },
    },
    extensions: { health_check: { endpoint: '${env:MY_POD_IP}:13133' } },
    processors: {
      batch: {},
      memory_limiter: { check_interval: '5s', limit_percentage: 80, spike_limit_percentage: 25 },
    },
    receivers: { otlp: { protocols: { http: { endpoint: '${env:MY_POD_IP}:4318' } } } },
    service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['otlphttp'] } } },
  },
};

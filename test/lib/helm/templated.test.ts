import { effectiveConfig } from '../../../lib/helm';

function endpointOf(text: string, values: object = {}): unknown {
  const result = effectiveConfig({
    chartVersion: '0.170.0',
    release: 'gateway',
    namespace: 'observability',
    values: {
      mode: 'deployment',
      image: { repository: 'otel/opentelemetry-collector-k8s' },
      config: { exporters: { otlp: { endpoint: text } } },
      ...values,
    },
  });
  if (!result.ok) return result.reason;
  return JSON.parse(JSON.stringify(result.config)).exporters.otlp.endpoint;
}

// Each as Helm 4.1 renders it.
test.each([
  ['{{ .Release.Name }}-tempo:4317', 'gateway-tempo:4317'],
  ['http://tempo.{{ .Release.Namespace }}.svc:4318', 'http://tempo.observability.svc:4318'],
  ['0.0.0.0:{{ .Values.ports.otlp.containerPort }}', '0.0.0.0:4317'],
  ['{{ .Values.replicaCount }}', '1'],
  ['1{{ .Values.replicaCount }}', 11],
  ['tr{{ "ue" }}', true],
  ['{{ .Values.nothing | default "none" }}', 'none'],
  ['x{{ .Values.nothing }}y', 'xy'],
  ['{{ include "opentelemetry-collector.fullname" . }}-x', 'gateway-opentelemetry-collector-x'],
  ['{{ printf "%s-%s" .Release.Name .Values.mode | upper | trunc 9 }}', 'GATEWAY-D'],
  ['a {{- " b" -}} c', 'a bc'],
  ['{{`{{ reason }}`}}', '{{ reason }}'],
  ['{{ .Chart.AppVersion }}', '0.158.0'],
])('%s becomes what Helm prints', (text, expected) => {
  expect(endpointOf(text)).toEqual(expected);
});

test('an action that is not evaluated here stays, with a warning', () => {
  expect(endpointOf('{{ lookup "v1" "Secret" "a" "b" }}')).toBe('{{ lookup "v1" "Secret" "a" "b" }}');
});

test.each([
  [
    '{{ reason }}',
    'Helm cannot read {{ reason }} in config.exporters.otlp.endpoint: there is no function "reason".',
  ],
  [
    '{{ $labels.pod }}',
    'Helm cannot read {{ $labels.pod }} in config.exporters.otlp.endpoint: it has no variable $labels.',
  ],
])('%s stops the release', (text, reason) => {
  expect(endpointOf(text)).toBe(reason);
});

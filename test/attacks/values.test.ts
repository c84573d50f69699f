import { checkSources } from '../../lib/checks';

const sound = `mode: deployment
image: {repository: otel/opentelemetry-collector-k8s}
alternateConfig:
  receivers: {otlp: {protocols: {http: {endpoint: "\${env:MY_POD_IP}:4318"}}}}
  exporters: {debug: {}}
  service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`;

/** Values with which the chart makes a configuration, but stops at the pod, a Service or a role. */
test.each([
  ['an image of null', 'image: null', 'image is null, but the chart reads `repository` of it'],
  ['a port that is a number', 'ports: {runAsUser: 1}', 'ports.runAsUser is 1 where the chart takes a map'],
  ['ports of null', 'ports: {otlp: null, a: []}', 'ports.a is a list where the chart takes a map'],
  ['an account of null', 'serviceAccount: null', 'serviceAccount is null'],
  ['a role that is text', 'clusterRole: x', 'clusterRole is "x" where the chart takes a map'],
  ['a Service of null', 'service: null', 'service is null'],
])('%s is told as what the chart refuses', (_what, line, message) => {
  const [key = ''] = line.split(':');
  const rest = sound.split('\n').filter((each) => !each.startsWith(`${key}:`));
  const findings = checkSources([{ name: 'values.yaml', text: [...rest, line, ''].join('\n') }]);
  const errors = findings.filter(({ severity }) => severity === 'error').map((finding) => finding.message);
  expect(errors).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
});

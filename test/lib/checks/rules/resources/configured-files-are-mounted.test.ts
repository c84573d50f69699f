import { findings } from '../problems';

const agent = (receivers: string, pod = '') => `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: agent, namespace: observability}
spec:
  mode: daemonset
${pod}  config:
    receivers: {${receivers}}
    exporters: {otlp_http: {endpoint: "https://logs.example.com"}}
    service: {pipelines: {logs: {receivers: [${receivers.split(':')[0]}], exporters: [otlp_http]}}}
`;
const messages = (text: string): string[] => findings(text, 'XR-5').map(({ message }) => message);

describe('XR-5: Files and folders that the configuration names are mounted', () => {
  it('misses the folder of the node that a receiver reads', () => {
    expect(messages(agent('file_log: {include: [/var/log/pods/*/*/*.log]}'))).toEqual([
      'receivers::file_log::include reads /var/log/pods of the node, but nothing is mounted there.',
    ]);
    expect(messages(agent('journald: {directory: /var/log/journal}'))).toEqual([
      'receivers::journald reads /var/log/journal of the node, but nothing is mounted there.',
    ]);
  });

  it('takes a mount of the folder, or of one above it', () => {
    for (const folder of ['/var/log/pods', '/var/log']) {
      const pod = `  volumes: [{name: logs, hostPath: {path: ${folder}}}]
  volumeMounts: [{name: logs, mountPath: ${folder}}]
`;
      expect(messages(agent('file_log: {include: [/var/log/pods/*/*/*.log]}', pod))).toEqual([]);
    }
  });

  it('asks for nothing that a node may lack, and for nothing where the receiver looks at its own container', () => {
    expect(messages(agent('journald: {}'))).toEqual([]);
    expect(messages(agent('host_metrics: {scrapers: {cpu: {}}}'))).toEqual([]);
    expect(messages(agent('file_log: {include: [/data/*.log]}'))).toEqual([]);
  });

  it('tells of a folder once, where it is named', () => {
    expect(messages(agent('host_metrics: {root_path: /hostfs, scrapers: {cpu: {}}}'))).toEqual([
      'receivers::host_metrics::root_path names /hostfs, but nothing is mounted there.',
    ]);
  });
});

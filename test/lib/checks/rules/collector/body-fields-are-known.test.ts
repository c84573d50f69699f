import { findings } from '../problems';

const kafka = (release: string, fields: string) => `# collector: ${release}
receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {kafka: {brokers: ["kafka:9092"], ${fields}}}
service: {pipelines: {traces: {receivers: [otlp], exporters: [kafka]}}}
`;
const told = (text: string) =>
  findings(text, 'TV-6').map(({ severity, message }) => `${severity}: ${message}`);

describe('TV-6: Components have only fields that they know', () => {
  it('judges by the release that runs', () => {
    expect(told(kafka('0.124.1', 'topic: spans'))).toEqual([]);
    // The rule of fields that were moved knows where, and is the one that speaks.
    expect(told(kafka('0.165.1', 'topic: spans'))).toEqual([]);
    expect(findings(kafka('0.165.1', 'topic: spans'), 'TV-5')).toHaveLength(1);
    const http = (release: string) => `# collector: ${release}
receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {otlp_http: {endpoint: "http://gateway:4318", idle_conn_timeout: 30s}}
service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
`;
    expect(told(http('0.158.0'))).toEqual([]);
    expect(told(http('0.165.1'))).toEqual([
      'error: exporters::otlp_http has no field idle_conn_timeout: release 0.165.0 no longer has it',
    ]);
    expect(told(kafka('0.124.1', 'record_headers: {a: b}'))).toEqual([
      'error: exporters::kafka has no field record_headers: release 0.149.0 does not have it yet, 0.158.0 does',
    ]);
  });

  it('is an error for every release between the oldest and the newest that were looked at', () => {
    expect(told(kafka('0.140.0', 'colour: red'))).toEqual(['error: exporters::kafka has no field colour']);
    expect(told(kafka('0.165.1', 'colour: red'))).toEqual(['error: exporters::kafka has no field colour']);
  });

  it('is a warning for a release that is newer than what was looked at', () => {
    expect(told(kafka('0.199.0', 'colour: red'))).toEqual(['warning: exporters::kafka has no field colour']);
  });

  it('says nothing of an unknown field where the fields are carried from an older release', () => {
    const redis = (release: string, fields: string) => `# collector: ${release}
receivers: {redis: {endpoint: "redis:6379", ${fields}}}
exporters: {debug: {}}
service: {pipelines: {metrics: {receivers: [redis], exporters: [debug]}}}
`;
    expect(told(redis('0.158.0', 'cluster_mode: true'))).toEqual([]);
    expect(told(redis('0.158.0', 'passwort: x'))).toEqual([
      'warning: receivers::redis has no field passwort',
    ]);
    expect(told(redis('0.124.1', 'cluster_mode: true'))).toEqual([
      'error: receivers::redis has no field cluster_mode',
    ]);
  });
});

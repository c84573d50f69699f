import { checkSources } from '../../../../../lib/checks';

function advice(text: string) {
  return checkSources([{ name: 'a.yaml', text }], { rules: ['TV-3'], collectorVersion: '0.158.0' });
}

test('where a queue is stored under the old name, the advice is to let it run empty first', () => {
  const found = advice(`receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {otlphttp/b: {endpoint: "http://b:4318", sending_queue: {storage: file_storage}}}
extensions: {file_storage: {directory: /var/lib/otelcol}}
service: {extensions: [file_storage], pipelines: {logs: {receivers: [otlp], exporters: [otlphttp/b]}}}
`);
  expect(found).toEqual([
    expect.objectContaining({
      message:
        'exporters::otlphttp/b: "otlphttp" has been "otlp_http" since release 0.144.0. Renaming loses data: what waits in the sending queue of otlphttp/b is stored in file_storage under exporter_otlphttp_b; as otlp_http/b the exporter does not find it, and it is never sent.',
      fix: 'Keep the name as long as the release takes it, or let the storage run empty first; then write "otlp_http/b", here and wherever the id is named.',
    }),
  ]);
});

test('checkpoints of file_log are found under both names', () => {
  const found = advice(`receivers: {filelog: {include: [/a.log], storage: file_storage}}
exporters: {debug: {}}
extensions: {file_storage: {directory: /var/lib/otelcol}}
service: {extensions: [file_storage], pipelines: {logs: {receivers: [filelog], exporters: [debug]}}}
`);
  expect(found).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(/since release 0\.149\.0\.$/),
      fix: 'Write "file_log", here and wherever the id is named.',
    }),
  ]);
});

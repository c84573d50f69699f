import { compareTrees, treeFile } from '../../../../lib/delivery/diff';

function tree(exporter: string, queue: string) {
  const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: agent, namespace: a}
data:
  relay: |
    receivers: {otlp: {protocols: {grpc: {}}}}
    exporters: {${exporter}: {endpoint: "http://b:4318", sending_queue: ${queue}}}
    extensions: {file_storage: {directory: /var/lib/otelcol}}
    service: {extensions: [file_storage], pipelines: {traces: {receivers: [otlp], exporters: [${exporter}]}}}
`;
  return new Map([['a', new Map([['configmap.agent.yaml', treeFile(Buffer.from(text))]])]]);
}

test('a new name of an exporter whose queue is stored leaves the queue behind: that is a warning', () => {
  const [environment] = compareTrees(
    tree('otlphttp/b', '{storage: file_storage}'),
    tree('otlp_http/b', '{storage: file_storage}'),
  ).environments;
  expect(environment?.warnings).toEqual([
    'ConfigMap a/agent: what waits in the sending queue of otlphttp/b is stored in file_storage under exporter_otlphttp_b; as otlp_http/b the exporter does not find it, and it is never sent',
  ]);
});

test('a queue in memory is lost at any restart: nothing is said', () => {
  const [environment] = compareTrees(tree('otlphttp/b', '{}'), tree('otlp_http/b', '{}')).environments;
  expect(environment?.warnings).toEqual([]);
});

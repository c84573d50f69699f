import { collectorPath, objectPath } from '../../../lib/documents';

test.each([
  [[], '', ''],
  [['spec', 'containers', 0, 'env'], 'spec.containers[0].env', 'spec::containers[0]::env'],
  [['metadata', 'labels', 'a.b/c'], 'metadata.labels["a.b/c"]', 'metadata::labels::a.b/c'],
  [[0, 'a-b$'], '[0].a-b$', '[0]::a-b$'],
  [['receivers', 'otlp/a'], 'receivers["otlp/a"]', 'receivers::otlp/a'],
])('%j is written %s and %s', (path, object, collector) => {
  expect([objectPath(path), collectorPath(path)]).toEqual([object, collector]);
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesise } from 'otelflux/charts';
import { environments } from '../environments';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'platform-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the platform synthesises without an error or a warning', () => {
  const { findings } = synthesise(environments, { output: join(folder, 'dist') });
  expect(findings.filter(({ severity }) => severity !== 'advice')).toEqual([]);
});

test('the service sends its traces to the collector', () => {
  synthesise(environments, { output: join(folder, 'dist') });
  const deployment = readFileSync(join(folder, 'dist/develop/services/hello/deployment.hello.yaml'), 'utf8');
  expect(deployment).toContain(
    'http://otel-collector-opentelemetry-collector.observability.svc.cluster.local:4318',
  );
});

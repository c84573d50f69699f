import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { HelmRelease } from '../../imports/helm.toolkit.fluxcd.io';
import { Jaeger } from '../../imports/jaegertracing.io';
import { OpenTelemetryCollector } from '../../imports/opentelemetry.io';
import { readDefinitions } from '../../tools/schemas/crds';
import { cuts, importedKinds } from '../../tools/schemas/cuts';
import { importCustomResources } from '../../tools/schemas/import-crds';

const imports = join(__dirname, '..', '..', 'imports');
const generatedFiles = () => readdirSync(imports).filter((name) => name.endsWith('.ts'));

describe('the constructs of custom resources', () => {
  test('are what `npm run import` generates', () => {
    const folder = mkdtempSync(join(tmpdir(), 'otelflux-test-'));
    try {
      const names = importCustomResources(folder);
      expect(names).toEqual(generatedFiles().sort());
      for (const name of names) {
        expect(readFileSync(join(folder, name), 'utf8')).toBe(readFileSync(join(imports, name), 'utf8'));
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('stay below 400 kB', () => {
    const bytes = generatedFiles().reduce((sum, name) => sum + statSync(join(imports, name)).size, 0);
    expect(bytes).toBeLessThan(400_000);
  });

  test('exist for every kind that is asked for', () => {
    const text = generatedFiles()
      .map((name) => readFileSync(join(imports, name), 'utf8'))
      .join('\n');
    const defined = readDefinitions().map(({ spec }) => spec.names.kind);
    for (const kind of importedKinds) {
      expect(defined).toContain(kind);
      expect(text).toMatch(new RegExp(`^export class ${kind} extends ApiObject`, 'im'));
    }
    for (const { kind } of cuts) expect(importedKinds).toContain(kind);
  });

  test('keep what they do not type', () => {
    const chart = new Chart(Testing.app(), 'chart');
    const volume = { name: 'data', csi: { driver: 'x', readOnly: true } };
    new Jaeger(chart, 'jaeger', {
      spec: { volumes: [volume], agent: { strategy: 'sidecar' }, collector: { options: { 'a.b': 1 } } },
    });
    const config = { receivers: { otlp: { protocols: { http: {} } } }, anything: { snake_case: true } };
    new OpenTelemetryCollector(chart, 'collector', {
      spec: { config, affinity: { nodeAffinity: { x: 1 } } },
    });
    new HelmRelease(chart, 'release', {
      spec: { interval: '5m', values: { 'odd-Key': { snake_case: [1] } } },
    });
    const [jaeger, collector, release] = Testing.synth(chart);
    expect(jaeger.spec).toEqual({
      volumes: [volume],
      agent: { strategy: 'sidecar' },
      collector: { options: { 'a.b': 1 } },
    });
    expect(collector.spec).toEqual({ config, affinity: { nodeAffinity: { x: 1 } } });
    expect(release.spec.values).toEqual({ 'odd-Key': { snake_case: [1] } });
  });
});

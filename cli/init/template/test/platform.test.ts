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

test.each(Object.keys(environments))('the root of %s brings in all of it through Flux', (name) => {
  synthesise(environments, { output: join(folder, 'dist') });
  const root = readFileSync(join(folder, 'dist', name, 'kustomization.yaml'), 'utf8');
  expect(root).toContain('resources:\n  - flux\n');
});

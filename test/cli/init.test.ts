import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleNames } from '../../cli/init/examples';

const root = join(__dirname, '..', '..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otelflux-init-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function init(...args: readonly string[]) {
  return spawnSync(process.execPath, ['package/run.js', 'cli/index.ts', 'init', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
}

function sourcesOf(base: string): string[] {
  return readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(ts|ya?ml|md|json)$/.test(path),
  );
}

describe('otelflux init', () => {
  it('knows the examples by their folders', () => {
    expect(exampleNames()).toEqual(['fleet', 'minimal', 'saas', 'smart-cash']);
  });

  it.each(exampleNames())('makes a repository from %s that imports the package and nothing else', (name) => {
    const platform = join(folder, 'platform');
    const { status, stderr } = init(platform, '--example', name);
    expect(stderr).toContain('written; next: cd');
    expect(status).toBe(0);
    const sources = sourcesOf(platform);
    expect(sources).toEqual(
      expect.arrayContaining([
        'README.md',
        'cdk8s.yaml',
        'main.ts',
        'package.json',
        'environments/index.ts',
        'test/platform.test.ts',
      ]),
    );
    for (const path of sources) {
      const text = readFileSync(join(platform, path), 'utf8');
      expect(text).not.toMatch(/from '(\.\.\/)+(charts|lib)/);
      expect(text).not.toContain('{{');
      if (name !== 'smart-cash') expect(text).not.toMatch(/smart-?cash|expenses/i);
    }
    expect(readFileSync(join(platform, 'main.ts'), 'utf8')).toContain("from 'otelflux/charts'");
    expect(readdirSync(platform)).toContain('.gitignore');
  });

  it('names the example that was meant', () => {
    const { status, stderr } = init(join(folder, 'x'), '--example', 'flet');
    expect(status).toBe(2);
    expect(stderr).toBe(
      'otelflux init: --example flet: there is no such example; did you mean "fleet"? Write one of fleet, minimal, saas, smart-cash\n',
    );
  });

  it('gives no repository the name of a package that it depends on', () => {
    init(join(folder, 'otelflux'));
    expect(JSON.parse(readFileSync(join(folder, 'otelflux/package.json'), 'utf8')).name).toBe(
      'otelflux-platform',
    );
  });

  it('leaves a folder alone that holds something', () => {
    init(join(folder, 'x'));
    const { status, stderr } = init(join(folder, 'x'));
    expect(status).toBe(2);
    expect(stderr).toContain('is not empty');
  });
});

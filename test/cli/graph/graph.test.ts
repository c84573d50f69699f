import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataLines } from '../../../cli/graph/lines';
import type { PageData } from '../../../cli/graph/page-data';
import type { Data } from '../../../lib/checks';
import { writeYaml } from '../../../lib/delivery';
import { fleet } from '../../lib/platform/subjects/fleet';
import { jaeger, plainConfig, receiver, release, workload } from '../../lib/topology/platform';
import { processorSeconds } from '../../support/processor';
import { commandLine } from '../../support/programs';

const folder = mkdtempSync(join(tmpdir(), 'otelflux-graph-'));
const documents = [
  workload('bank', receiver),
  workload('</script>', receiver),
  release(plainConfig),
  jaeger(),
];

beforeAll(() => {
  writeFileSync(join(folder, 'all.yaml'), documents.map(({ object }) => writeYaml(object)).join('---\n'));
  for (const environment of ['develop', 'production']) {
    mkdirSync(join(folder, 'dist', environment, 'review'), { recursive: true });
    writeFileSync(join(folder, 'dist', environment, 'jaeger.yaml'), writeYaml(jaeger().object));
    writeFileSync(
      join(folder, 'dist', environment, 'review', 'environment.yaml'),
      writeYaml({ environment, external: [], suppressions: [] }),
    );
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function otelflux(...args: string[]) {
  const line = [...commandLine, 'graph', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, line, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

it('prints Mermaid', () => {
  const { status, stdout } = otelflux('all.yaml');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^flowchart LR\n/);
  expect(stdout).toContain('==>|"OTLP/HTTP 4318"|');
});

describe('the page', () => {
  let page = '';
  let data: PageData = { title: '', parts: [], findings: [] };

  beforeAll(() => {
    page = otelflux('--html', '-', 'all.yaml').stdout;
    data = JSON.parse(
      /<script id="data" type="application\/json">(.*?)<\/script>/.exec(page)?.[1] ?? '',
    ) as PageData;
  });

  const part = (title: string) => data.parts.find((each) => each.title === title);

  it('holds everything and names no other file', () => {
    expect(page).toContain("default-src 'none'");
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /(?:src|href)\s*=|@import|url\((?!#)/,
    );
  });

  it('says of each line who wrote it and where', () => {
    const lines = part('memory_limiter')?.sources[0]?.lines ?? [];
    expect(lines[0]).toMatchObject({ text: 'check_interval: 1s', author: 'written' });
    expect(lines[0]?.place).toMatch(/^all\.yaml:\d+$/);
    const line = Number(lines[0]?.place?.split(':')[1]);
    expect(readFileSync(join(folder, 'all.yaml'), 'utf8').split('\n')[line - 1]).toContain(
      'check_interval: 1s',
    );
  });

  it('puts findings on the component that they are about', () => {
    expect(data.findings.length).toBeGreaterThan(0);
    const shown = new Set(data.parts.flatMap(({ findings }) => findings));
    const about = data.findings.filter(
      ({ construct }) => construct?.includes('otel-collector') || construct?.includes('bank'),
    );
    expect(about.length).toBeGreaterThan(0);
    expect(about.filter((finding) => !shown.has(data.findings.indexOf(finding)))).toEqual([]);
  });

  it('cannot be broken out of by a name', () => {
    expect(part('</script>')?.kind).toBe('service');
    expect(page.split('</script>')).toHaveLength(3);
  });
});

it.each([
  [['nowhere'], 'nowhere: cannot be opened'],
  [['dist'], 'there are several environments: develop, production; choose one with --environment'],
  [['--environment', 'staging', 'dist'], 'there is no environment staging: develop, production'],
])('answers 2 to wrong use: %j', (args, message) => {
  const { status, stdout, stderr } = otelflux(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});

it('chooses an environment of a tree', () => {
  const { status, stdout } = otelflux('--environment', 'develop', '--json', 'dist');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    environment: 'develop',
    nodes: [{ title: 'Memory' }, { title: 'all-in-one' }],
  });
});

it('draws what Flux applies, of the cluster that is chosen', () => {
  const tree = join(folder, 'fleet');
  const files = {
    ...fleet(),
    'other/staging.yaml': (fleet()['cluster/staging.yaml'] ?? '').replace('name: staging', 'name: other'),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(tree, path, '..'), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  expect(otelflux('fleet')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('there are several environments: cluster, other; choose one'),
  });
  // Where one of them alone has something to draw, there is nothing to choose.
  const nothing = (fleet()['cluster/staging.yaml'] ?? '').replace('./apps/staging', './crds');
  writeFileSync(join(tree, 'other/staging.yaml'), nothing);
  mkdirSync(join(tree, 'crds'));
  writeFileSync(join(tree, 'crds/a.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n');
  const alone = otelflux('fleet', '--json');
  expect(alone.status).toBe(0);
  expect(alone.stdout).toBe(otelflux('fleet', '--json', '--environment', 'cluster').stdout);
  const { groups } = JSON.parse(alone.stdout);
  const titles = groups.map(({ detail }: { detail: string }) => detail).filter(Boolean);
  expect(titles).toEqual([
    'HelmRelease in production · collector 0.131.0 · k8s · deployment ×3',
    'HelmRelease in staging · collector 0.158.0 · k8s · deployment ×1',
  ]);
});

it('shows data line by line with its paths', () => {
  const data: Data = { a: [{ b: 1, c: 'x y' }, []], 'd e': 'one\ntwo', f: {}, g: ': no', h: 'true' };
  expect(dataLines(data, ['top'])).toEqual([
    { text: 'a:', path: ['top', 'a'] },
    { text: '  - b: 1', path: ['top', 'a', 0, 'b'] },
    { text: '    c: x y', path: ['top', 'a', 0, 'c'] },
    { text: '  - []', path: ['top', 'a', 1] },
    { text: 'd e: |', path: ['top', 'd e'] },
    { text: '  one', path: ['top', 'd e'] },
    { text: '  two', path: ['top', 'd e'] },
    { text: 'f: {}', path: ['top', 'f'] },
    { text: 'g: ": no"', path: ['top', 'g'] },
    { text: 'h: "true"', path: ['top', 'h'] },
  ]);
});

test('a class path of many colons is written at once', () => {
  const path = `a${':b'.repeat(40)}${':'.repeat(5000)} #`;
  const seconds = processorSeconds(() => expect(dataLines(path, [])[0]?.text).toBe(JSON.stringify(path)));
  expect(seconds).toBeLessThan(1);
});

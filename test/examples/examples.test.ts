import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EnvironmentBuilder, type SynthesisResult, synthesise } from '../../charts';
import { environments as fleet } from '../../examples/fleet/environments';
import { clusters } from '../../examples/fleet/environments/clusters';
import { waves } from '../../examples/fleet/environments/waves';
import { environments as minimal } from '../../examples/minimal/environments';
import { environments as saas } from '../../examples/saas/environments';
import { compareTrees, formatText, openFolder } from '../../lib/delivery/diff';

const root = join(__dirname, '..', '..');
const examples: { readonly [name: string]: { readonly [name: string]: EnvironmentBuilder } } = {
  fleet,
  minimal,
  saas,
};

const folder = mkdtempSync(join(tmpdir(), 'otelflux-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file below a folder with its content. */
function filesOf(base: string, below = ''): { [path: string]: string } {
  const found: { [path: string]: string } = {};
  for (const entry of readdirSync(join(base, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.name === 'node_modules' || entry.name === '.cdk8s-staging') continue;
    if (entry.isDirectory()) Object.assign(found, filesOf(base, path));
    else found[path] = readFileSync(join(base, path), 'utf8');
  }
  return found;
}

const done = new Map<string, SynthesisResult & { readonly output: string }>();

/** Once for each example; paths in it are told from where it is run. */
function synthesised(name: string): SynthesisResult & { readonly output: string } {
  const output = join(folder, name);
  const known = done.get(name);
  if (known !== undefined) return known;
  process.chdir(join(root, 'examples', name));
  try {
    const result = { output, ...synthesise(examples[name] ?? {}, { output }) };
    done.set(name, result);
    return result;
  } finally {
    process.chdir(root);
  }
}

describe.each(Object.keys(examples))('the example %s', (name) => {
  it('writes what is committed, and nothing is found in it', () => {
    const { output, findings } = synthesised(name);
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
    expect(filesOf(output)).toEqual(filesOf(join(root, 'examples', name, 'dist')));
  });

  it('holds no word of another example', () => {
    const sources = filesOf(join(root, 'examples', name));
    const words =
      /smart-?cash|[Ee]xpenses|AWS_REGION|\bOTEL_COLLECTOR\b|eu-central-1|10003|30001|sa-[a-z]+-service/;
    const found = Object.entries(sources).filter(([, text]) => words.test(text));
    expect(found.map(([path]) => path)).toEqual([]);
  });

  it('has a command line of its own', () => {
    expect(existsSync(join(root, 'examples', name, 'main.ts'))).toBe(true);
    expect(readFileSync(join(root, 'examples', name, 'cdk8s.yaml'), 'utf8')).toContain(
      'app: node ../../package/run.js main.ts',
    );
  });
});

describe('the fleet', () => {
  it('has twelve clusters in three waves, each with the versions of its wave', () => {
    expect(Object.keys(clusters)).toHaveLength(12);
    const { output } = synthesised('fleet');
    for (const [name, { wave }] of Object.entries(clusters)) {
      const release = readFileSync(join(output, name, 'observability', 'helmrelease.gateway.yaml'), 'utf8');
      expect(release).toContain(`version: ${waves[wave].collector}`);
    }
  });

  it('lets the settings of a cluster win over those of its region, and those over the settings of all', () => {
    const { output } = synthesised('fleet');
    const retention = (name: string) =>
      /retention: (\S+)/.exec(
        readFileSync(join(output, name, 'observability/helmrelease.tempo.yaml'), 'utf8'),
      )?.[1];
    expect([retention('us-east'), retention('eu-west'), retention('ap-north')]).toEqual([
      '72h',
      '336h',
      '24h',
    ]);
  });
});

describe('a promotion of a wave', () => {
  it('is a change of one file, and reaches the clusters of that wave and no other', () => {
    const promoted = join(folder, 'promoted');
    jest.isolateModules(() => {
      jest.doMock('../../examples/fleet/environments/waves', () => ({
        waves: { ...waves, early: waves.canary },
      }));
      const next: { readonly environments: typeof fleet } = require('../../examples/fleet/environments');
      const charts: { readonly synthesise: typeof synthesise } = require('../../charts');
      charts.synthesise(next.environments, { output: promoted });
    });
    const diff = compareTrees(openFolder(synthesised('fleet').output), openFolder(promoted));
    const early = Object.entries(clusters).flatMap(([name, { wave }]) => (wave === 'early' ? [name] : []));
    expect(diff.environments.map(({ environment }) => environment)).toEqual(early.sort());
    const text = formatText(diff);
    expect(text).toMatch(
      /^the same change in 3 clusters: 2 objects changed\n {2}ap-south, eu-north, us-west\n/,
    );
    expect(text.match(/0\.169\.0 → 0\.170\.0/g)).toHaveLength(2);
  });
});

describe('saas', () => {
  const yaml = (output: string, path: string) => readFileSync(join(output, 'production', path), 'utf8');

  it('sends to the service with a key that stays in its Secret', () => {
    const { output } = synthesised('saas');
    const gateway = yaml(output, 'observability/helmrelease.gateway.yaml');
    expect(gateway).toContain('endpoint: https://otlp.telemetry.example.com:443');
    expect(gateway).toContain('x-api-key: ${env:API_KEY}');
    expect(gateway).toMatch(/secretKeyRef:\s+key: api-key\s+name: telemetry-service/);
  });

  it('brings all spans of a trace to one gateway', () => {
    const { output } = synthesised('saas');
    expect(yaml(output, 'observability/helmrelease.agent.yaml')).toContain(
      'hostname: gateway-headless.observability.svc.cluster.local',
    );
    expect(yaml(output, 'observability/service.gateway-headless.yaml')).toContain('clusterIP: None');
  });
});

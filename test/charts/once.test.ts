import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesise } from '../../charts';
import { environments } from '../../environments';

const releases: string[] = [];
const trees: (string | undefined)[] = [];

// What every run of the chart's model begins with.
jest.mock('../../lib/helm/base', () => {
  const base = jest.requireActual<typeof import('../../lib/helm/base')>('../../lib/helm/base');
  return {
    ...base,
    baseConfig: (...[release]: Parameters<typeof base.baseConfig>) => {
      releases.push(`${release.namespace}/${release.name}`);
      return base.baseConfig(release);
    },
  };
});

jest.mock('../../lib/platform/subjects/tree', () => {
  const tree = jest.requireActual<typeof import('../../lib/platform/subjects/tree')>(
    '../../lib/platform/subjects/tree',
  );
  return {
    ...tree,
    readTree: (...[parts]: Parameters<typeof tree.readTree>) => {
      trees.push(parts.facts?.environment);
      return tree.readTree(parts);
    },
  };
});

describe('a synth', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-once-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(() => void synthesise(environments, { output: join(folder, 'dist') }));

  it('reads the tree of each environment once', () => {
    expect(trees).toEqual(['develop', 'production']);
  });

  it('runs the model of the chart once for each release', () => {
    // The collector of develop and that of production.
    expect(releases).toEqual(['observability/otel-collector', 'observability/otel-collector']);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishCommand } from '../../cli/publish';
import { emptyRepository, synthesiseFleet } from '../lib/delivery/publish/checkout';
import { temporaryFolder } from '../lib/delivery/sample';

const folder = temporaryFolder();
const fleet = () => join(folder.path, 'fleet');

/** Runs the verb in this process. */
function run(...args: string[]): { status: number; out: string; errors: string } {
  const written = { out: '', errors: '' };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.out += String(text);
      return true;
    }),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.errors += String(text);
      return true;
    }),
  ];
  try {
    publishCommand().parse(['--to', fleet(), '--tree', join(folder.path, 'dist'), ...args], { from: 'user' });
    return { status: Number(process.exitCode), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = 0;
  }
}

beforeEach(() => {
  mkdirSync(fleet());
  emptyRepository(fleet());
  synthesiseFleet(join(folder.path, 'dist'), 'one');
});

describe('otelflux publish', () => {
  it('publishes all clusters in one commit, and tells the change that they share once', () => {
    const { status, out, errors } = run('--all', '--commit');
    expect(status).toBe(0);
    expect(out).toMatch(/^the same change in 3 clusters: 6 objects added\n {2}eu-1, eu-2, us-1\n/);
    expect(errors).toContain('eu-1 → clusters/eu-1/platform: 14 written, 0 deleted, 13 in all\n');
    expect(errors).toMatch(/commit [0-9a-f]{12} on main\n$/);
    expect(run('--all', '--commit')).toEqual({
      status: 0,
      out: '',
      errors: 'otelflux publish: 3 up to date\n',
    });
  });

  it('names in its last line, and by its exit status, what --keep-going left as it was', () => {
    run('--all', '--commit');
    writeFileSync(join(fleet(), 'clusters/eu-2/platform/kustomization.yaml'), 'mine: true\n');
    synthesiseFleet(join(folder.path, 'dist'), 'two');
    const { status, out, errors } = run('--all', '--commit', '--keep-going');
    expect(status).toBe(1);
    expect(out).toContain('+mine: true');
    expect(errors).toContain(
      'otelflux publish: eu-2: edited by hand since publish wrote it: kustomization.yaml',
    );
    expect(errors).toMatch(/otelflux publish: not published: eu-2, as it was\n$/);
  });

  it('lists what it refused as JSON', () => {
    run('--all', '--commit');
    writeFileSync(join(fleet(), 'clusters/eu-2/platform/kustomization.yaml'), 'mine: true\n');
    const { out } = run('--all', '--keep-going', '--json');
    const { environments, refused } = JSON.parse(out);
    expect(environments.map(({ environment }: { environment: string }) => environment)).toEqual([
      'eu-1',
      'us-1',
    ]);
    expect(refused).toMatchObject([{ environment: 'eu-2' }]);
  });

  it('takes one choice', () => {
    const { status, errors } = run('--wave', 'canary', '--select', 'region=eu');
    expect(status).toBe(2);
    expect(errors).toContain('give one of --environment, --all, --wave and --select');
  });
});

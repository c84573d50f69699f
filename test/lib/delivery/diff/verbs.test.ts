import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../../../support/programs';
import { bootstrapCheckout, git, synthesise } from '../publish/checkout';
import { temporaryFolder } from '../sample';

const folder = temporaryFolder();

/** Runs a verb as a user of the repository in the temporary folder does. */
function otelflux(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [...commandLine, ...args], { cwd: folder.path, encoding: 'utf8' });
}

beforeEach(() => {
  bootstrapCheckout(folder.path);
  synthesise(join(folder.path, 'dist'), 'one');
  git(folder.path, 'add', '-A');
  git(folder.path, 'commit', '-q', '-m', 'synth');
});

const edit = () => {
  const file = join(folder.path, 'dist/develop/observability/configmap.collector.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('mark: one', 'mark: two'));
};

describe('otelflux diff', () => {
  test('compares dist with the last commit', () => {
    expect(otelflux('diff', '--exit-code')).toMatchObject({ status: 0, stdout: '' });
    edit();
    const changed =
      'develop: 1 object changed\n\n  ~ ConfigMap observability/collector\n      data.mark one → two\n';
    expect(otelflux('diff')).toMatchObject({ status: 0, stdout: changed });
    expect(otelflux('diff', '--exit-code')).toMatchObject({ status: 1, stdout: changed });
  });

  test('compares with a revision before there was a tree', () => {
    expect(otelflux('diff', '--against', 'HEAD~1').stdout).toContain('develop: 6 objects added');
  });

  test('compares with a folder, of all environments or of one', () => {
    cpSync(join(folder.path, 'dist'), join(folder.path, 'copy'), { recursive: true });
    edit();
    expect(otelflux('diff', '--against', 'copy').stdout).toContain('data.mark one → two');
    expect(otelflux('diff', '--against', 'copy/develop', '--tree', 'dist/develop').stdout).toContain(
      'data.mark one → two',
    );
  });

  test('prints JSON and Markdown', () => {
    edit();
    const { environments } = JSON.parse(otelflux('diff', '--json').stdout);
    expect(environments[0].objects[0].fields).toEqual([
      { change: 'changed', path: 'data.mark', before: 'one', after: 'two' },
    ]);
    expect(otelflux('diff', '--format', 'markdown').stdout).toContain(
      '- **changed** `ConfigMap observability/collector`',
    );
  });

  test.each([
    [['--against', 'nowhere'], '--against nowhere: neither a folder nor a revision'],
    [['--against', '--output=x'], 'neither a folder nor a revision'],
    [['--tree', 'nowhere'], 'nowhere: there is no such folder'],
    [['--environment', 'staging'], '--environment staging: there are develop'],
    [['--format', 'xml'], "argument 'xml' is invalid"],
  ])('takes %j for wrong use', (args, message) => {
    const { status, stdout, stderr } = otelflux('diff', ...args);
    expect(stderr).toContain(message);
    expect([status, stdout]).toEqual([2, '']);
  });

  test('YAML that cannot be read is not a wrong use', () => {
    writeFileSync(join(folder.path, 'dist/develop/flux/broken.yaml'), 'a: [');
    const { status, stderr } = otelflux('diff');
    expect(status).toBe(1);
    expect(stderr).toContain('develop, after: flux/broken.yaml: this is not YAML: unexpected end');
  });
});

describe('otelflux publish', () => {
  test('publishes, commits and says so', () => {
    const { status, stdout, stderr } = otelflux('publish', '--to', '.', '--commit');
    expect(status).toBe(0);
    expect(stdout).toContain('develop: 6 objects added');
    expect(stderr).toMatch(
      /develop → clusters\/develop\/platform: 14 written, 0 deleted, 13 in all; commit [0-9a-f]{12} on main\n$/,
    );
  });

  test('a refusal exits with 1, wrong use with 2, and nothing is written', () => {
    const refused = otelflux('publish', '--to', '.', '--path', 'clusters/develop');
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain('nothing was written');
    expect(otelflux('publish', '--to', 'nowhere')).toMatchObject({ status: 2 });
    expect(otelflux('publish')).toMatchObject({ status: 2 });
    expect(existsSync(join(folder.path, 'clusters/develop/platform'))).toBe(false);
    expect(git(folder.path, 'status', '--porcelain')).toBe('');
  });

  test.each(['diff', 'publish'])('%s --help shows examples', (verb) => {
    const { status, stdout } = otelflux(verb, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Examples:');
  });
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { promote } from '../../../../lib/delivery/promote';
import { emptyRepository, git, put } from '../publish/checkout';
import { temporaryFolder } from '../sample';

const folder = temporaryFolder();
const hour = 3_600_000;
const file = () => join(folder.path, 'repository/environments/images.yaml');
const run = (atHour: number, dryRun = false) =>
  promote({ file: file(), output: join(folder.path, 'repository/dist'), now: atHour * hour, dryRun });

/** Writes the file and commits it at an hour. */
function commitAt(atHour: number, text: string): void {
  writeFileSync(file(), text);
  const when = `@${atHour * 3600} +0000`;
  const done = spawnSync('git', ['commit', '-qam', 'bump'], {
    cwd: join(folder.path, 'repository'),
    env: { ...process.env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when },
    encoding: 'utf8',
  });
  expect(done.stderr).toBe('');
}

const images = (develop: string, production: string) => `# What runs.
develop:
  shop: registry/shop:${develop} # {"$imagepolicy": "flux-system:develop-shop"}
production:
  shop:   "registry/shop:${production}"   # by hand or by promotion
`;

const root = (annotations: string) => `metadata:\n  annotations:\n${annotations}resources: [flux]\n`;

beforeEach(() => {
  const repository = join(folder.path, 'repository');
  mkdirSync(repository);
  put(repository, {
    'environments/images.yaml': '{}\n',
    'dist/develop/kustomization.yaml': 'resources: [flux]\n',
    'dist/production/kustomization.yaml': root(
      '    otelflux.dev/promotes-from: develop\n    otelflux.dev/promotes-after: 72h\n    otelflux.dev/promotes-semver: ">=1.0.0"\n',
    ),
  });
  emptyRepository(repository);
  git(repository, 'add', '-A');
  git(repository, 'commit', '-q', '-m', 'first');
});

describe('promotion by the history of images.yaml', () => {
  it('writes the tag that stood long enough, and no other byte', () => {
    commitAt(10, images('1.0.0', '1.0.0'));
    commitAt(20, images('1.1.0', '1.0.0'));
    expect(run(91)).toMatchObject({ promoted: [], waiting: [{ wait: hour }] });
    expect(readFileSync(file(), 'utf8')).toBe(images('1.1.0', '1.0.0'));
    expect(run(92, true).promoted).toHaveLength(1);
    expect(readFileSync(file(), 'utf8')).toBe(images('1.1.0', '1.0.0'));
    expect(run(92)).toMatchObject({
      promoted: [{ before: 'registry/shop:1.0.0', after: 'registry/shop:1.1.0' }],
      waiting: [],
    });
    expect(readFileSync(file(), 'utf8')).toBe(
      images('1.1.0', '1.0.0').replace('"registry/shop:1.0.0"', 'registry/shop:1.1.0'),
    );
    expect(run(93)).toMatchObject({ promoted: [], waiting: [] });
  });

  it.each([
    [
      'a block',
      'production:\n  shop: >-\n    registry/shop:1.0.0\n  # kept\n',
      'production:\n  shop: registry/shop:1.1.0\n  # kept\n',
    ],
    ['flow', 'production: {shop: registry/shop:1.0.0}', 'production: {shop: registry/shop:1.1.0}'],
    [
      'quotes',
      "production:\r\n  'shop': 'registry/shop:1.0.0' # old\r\n",
      "production:\r\n  'shop': registry/shop:1.1.0 # old\r\n",
    ],
  ])('writes it where it stood as %s', (_, before, after) => {
    const develop = 'develop: {shop: registry/shop:1.1.0}\n';
    commitAt(10, develop + before);
    expect(run(100).promoted).toHaveLength(1);
    expect(readFileSync(file(), 'utf8')).toBe(develop + after);
  });

  it.each([
    ['an alias', 'old: &old registry/shop:1.0.0\nproduction: {shop: *old}\n'],
    ['an anchor that others take', 'production: {shop: &here registry/shop:1.0.0}\nstaging: {shop: *here}\n'],
    ['a merge', 'old: &old {shop: registry/shop:1.0.0}\nproduction: {<<: *old}\n'],
  ])('writes nothing where it stands behind %s, and says so', (_, rest) => {
    const text = `develop: {shop: registry/shop:1.1.0}\n${rest}`;
    commitAt(10, text);
    expect(() => run(100)).toThrow(
      'an alias, an anchor or a merge stands where production.shop would be written, and nothing was: write out each image there',
    );
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });

  it('keeps away from a file that is no UTF-8', () => {
    const content = Buffer.from(images('1.1.0', '1.0.0').replace('What', 'Caf\xe9'), 'latin1');
    writeFileSync(file(), content);
    expect(() => run(100)).toThrow('is not UTF-8 text: save it as UTF-8');
  });

  it('waits for a history that git can read', () => {
    commitAt(10, images('1.1.0', '1.0.0'));
    writeFileSync(join(folder.path, 'repository/.git/refs/heads/main'), `${'0'.repeat(39)}1\n`);
    expect(() => run(100)).toThrow(/^git /);
  });

  it('counts from the day of the merge, not from that of the branch', () => {
    commitAt(10, images('1.0.0', '1.0.0'));
    const repository = join(folder.path, 'repository');
    git(repository, 'checkout', '-qb', 'bump');
    commitAt(20, images('1.1.0', '1.0.0'));
    git(repository, 'checkout', '-q', 'main');
    const when = `@${50 * 3600} +0000`;
    spawnSync('git', ['merge', '-q', '--no-ff', '-m', 'merge', 'bump'], {
      cwd: repository,
      env: { ...process.env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when },
    });
    expect(run(100)).toMatchObject({ promoted: [], waiting: [{ wait: 22 * hour }] });
    expect(run(122, true).promoted).toHaveLength(1);
  });

  it('counts what is not committed from now on', () => {
    commitAt(10, images('1.0.0', '1.0.0'));
    writeFileSync(file(), images('1.1.0', '1.0.0'));
    expect(run(500)).toMatchObject({ promoted: [], waiting: [{ wait: 72 * hour }] });
  });

  it('says that a history is cut off', () => {
    commitAt(10, images('1.0.0', '1.0.0'));
    commitAt(20, images('1.1.0', '1.0.0'));
    const clone = join(folder.path, 'clone');
    git(folder.path, 'clone', '-q', '--depth', '1', `file://${join(folder.path, 'repository')}`, clone);
    const done = promote({
      file: join(clone, 'environments/images.yaml'),
      output: join(clone, 'dist'),
      now: 30 * hour,
    });
    expect(done.isShallow).toBe(true);
  });

  it.each([
    [
      'develop: {}\n',
      'has no block production, and production takes over images from develop; it has develop',
    ],
    ['production: {}\n', 'has no block develop'],
  ])('names the block that %j lacks', (text, message) => {
    writeFileSync(file(), text);
    expect(() => run(100)).toThrow(message);
  });

  it('finds nothing where no environment asks for it', () => {
    put(join(folder.path, 'repository'), { 'dist/production/kustomization.yaml': 'resources: [flux]\n' });
    expect(run(100)).toEqual({ promoted: [], waiting: [], isShallow: false, promotions: 0 });
  });
});

describe('the workflow of images', () => {
  it.each(['.github/workflows/images.yaml', 'cli/init/template/.github/workflows/images.yaml'])(
    '%s takes over images every hour with the whole history, and commits them with dist/',
    (path) => {
      const workflow = parse(readFileSync(path, 'utf8'));
      expect(workflow.on.schedule).toHaveLength(1);
      const { steps } = workflow.jobs.synthesise;
      expect(steps[0].with['fetch-depth']).toBe(0);
      const runs = steps.flatMap(({ run }: { run?: string }) => run ?? []);
      const place = (text: string) => runs.findIndex((one: string) => one.includes(text));
      expect(place('promote')).toBeGreaterThan(place('npm ci'));
      expect(place('npm run synth')).toBeGreaterThan(place('promote'));
      expect(runs.at(-1)).toContain('git add -A dist environments\n');
    },
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const root = join(__dirname, '..', '..');

interface Job {
  readonly permissions?: { readonly [scope: string]: string };
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

interface Workflow {
  readonly on: string | { readonly [event: string]: unknown };
  readonly permissions?: { readonly [scope: string]: string };
  readonly jobs: { readonly [name: string]: Job };
}

/** Ours, and those that a new platform repository starts with. */
const folders = ['.github/workflows', 'cli/init/template/.github/workflows'];
const files = folders.flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(folder, file)));
const jobs = files.flatMap((file) => {
  const workflow = load(readFileSync(join(root, file), 'utf8')) as Workflow;
  return Object.entries(workflow.jobs).map(([name, job]) => ({ title: `${file}: ${name}`, workflow, job }));
});

const mayWrite = ({ workflow, job }: (typeof jobs)[number]) =>
  Object.values(job.permissions ?? workflow.permissions ?? { all: 'write' }).includes('write');

const startedBy = ({ workflow: { on } }: (typeof jobs)[number]) =>
  typeof on === 'string' ? [on] : Object.keys(on);

describe.each(jobs)('$title', (one) => {
  it('takes actions by their hash, so that a moved tag brings nothing in', () => {
    const used = one.job.steps.flatMap(({ uses }) => uses ?? []);
    expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  it('may write nothing where it runs the code of a pull request', () => {
    expect(startedBy(one)).not.toContain('pull_request_target');
    expect(startedBy(one).includes('pull_request') && mayWrite(one)).toBe(false);
  });

  it('checks nothing out where it may write and others started it', () => {
    const checksOut = one.job.steps.some(({ uses }) => uses?.startsWith('actions/checkout'));
    expect(startedBy(one).includes('workflow_run') && mayWrite(one) && checksOut).toBe(false);
  });

  it('puts no text of others into a script', () => {
    const scripts = one.job.steps.flatMap(({ run }) => run ?? []);
    expect(scripts.filter((script) => /\$\{\{\s*(?:inputs|github\.(?:event|head_ref))/.test(script))).toEqual(
      [],
    );
  });
});

/** Programs that are installed by package.json; whoever registers another name runs code at every reader. */
const installed = new Set(['cdk8s', 'jest', 'biome', 'tsc', 'esbuild', 'tsx']);

it('tells nobody to run a name that anyone may register', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'cli/init/template/README.md'].concat(
    readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => join('docs', file)),
  );
  const named = pages.flatMap((page) =>
    [
      ...readFileSync(join(root, page), 'utf8').matchAll(
        /\b(?:npx|npm exec|npm create|npm init|pnpm dlx|yarn dlx)\s+(?!--no\b)([a-z@][\w@/-]*)/g,
      ),
    ].flatMap(([whole, name = '']) => (installed.has(name) ? [] : [`${page}: ${whole}`])),
  );
  expect(named).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartsPage } from '../../tools/docs/charts-page';

/** Made by an environment itself, made by methods alone, or a base of others. */
const withoutSection = ['SourcesChart', 'WorkloadChart'];

describe('docs/charts.md', () => {
  const page = chartsPage();

  it('is what the docstrings say: npm run docs:charts writes it anew', () => {
    expect(readFileSync(join(__dirname, '..', '..', 'docs', 'charts.md'), 'utf8')).toBe(page);
  });

  it('has the props of a chart and those that it shares with others', () => {
    expect(page).toContain(
      '| `schedule` (required) | `string` | When it starts: five fields, or `@hourly` and the like. |',
    );
    const worker = page.slice(page.indexOf('## WorkerChart'), page.indexOf('## CronJobChart'));
    expect(worker).toContain('| `image` (required) | `string` | Image with its tag; `latest` is refused. |');
    expect(worker).toContain('| `scaling` (required) |');
  });

  it('has every chart that is exported, but those that an environment makes or others extend', () => {
    const index = readFileSync(join(__dirname, '..', '..', 'charts', 'index.ts'), 'utf8');
    const exported = [...new Set(index.match(/\b\w+Chart\b/g))];
    const headings = page.match(/^## .*$/gm)?.join(' ') ?? '';
    expect(exported.filter((chart) => !headings.includes(chart))).toEqual(withoutSection);
  });

  it('has the types that props take, and those that these take', () => {
    expect(page).toMatch(/\| `remediation` \| `\{ retries: number; [^`]* \}` \|/);
    const types = page.slice(page.indexOf('## The types of props'));
    expect(types).toMatch(/```ts\ntype Probe =\n {2}\| string\n/);
    expect(types).toContain('interface ClaimProps {\n  name: string;\n  mountPath: string;\n');
    expect(types).toMatch(/interface ProbeTiming \{\n[^}]*\n\}\n```/);
    for (const block of types.split('```ts\n').slice(1)) {
      const declaration = block.slice(0, block.indexOf('```'));
      expect(declaration.split('{').length).toBe(declaration.split('}').length);
    }
  });
});

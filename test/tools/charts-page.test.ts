import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartsPage } from '../../tools/docs/charts-page';

describe('docs/charts.md', () => {
  const page = chartsPage();

  it('is what the docstrings say: npm run docs:charts writes it anew', () => {
    expect(readFileSync(join(__dirname, '..', '..', 'docs', 'charts.md'), 'utf8')).toBe(page);
  });

  it('has the props of a chart and those that it shares with others', () => {
    expect(page).toContain(
      '| `schedule` (required) | When it starts: five fields, or `@hourly` and the like. |',
    );
    const worker = page.slice(page.indexOf('## WorkerChart'), page.indexOf('## CronJobChart'));
    expect(worker).toContain('| `image` (required) | Image with its tag; `latest` is refused. |');
    expect(worker).toContain('| `scaling` (required) |');
  });
});

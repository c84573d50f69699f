/** `npm run docs:charts`: docs/charts.md, the props of every chart from their docstrings. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartsPage } from './charts-page';

writeFileSync(join(__dirname, '..', '..', 'docs', 'charts.md'), chartsPage());

import { durationOf, seconds } from '../../../collector/effective';
import { receivers } from '../../../platform';
import { withReceivers } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const scrapesAreNotTooFrequent = ruleOfCollector({
  each: receivers,
  id: 'CV-23',
  title: 'Metrics are scraped every 10 s or less often',
  severity: 'advice',
  why: 'Short intervals multiply the load on targets and on the backend, mostly for equal values.',
  fix: 'Write an interval of 10s or more.',
  example: withReceivers(
    `
-   host_metrics: {collection_interval: 1s, scrapers: {cpu: {}}}
+   host_metrics: {collection_interval: 30s, scrapers: {cpu: {}}}
`,
    'metrics',
  ),
  *check({ place }) {
    for (const at of place.walk()) {
      if (at.key !== 'collection_interval' && at.key !== 'scrape_interval') continue;
      const interval = durationOf(at.text) ?? 0;
      if (interval > 0 && interval < seconds(10)) yield problemAt(at, `is ${at.text}`);
    }
  },
});

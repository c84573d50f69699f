import { durationOf, notation, read, seconds } from '../../../collector/effective';
import { walk } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const scrapesAreNotTooFrequent: CollectorRule = {
  id: 'CV-23',
  title: 'Metrics are scraped every 10 s or less often',
  severity: 'advice',
  why: 'Short intervals multiply the load on targets and on the backend, mostly for equal values.',
  fix: 'Write an interval of 10s or more.',
  appliesTo: 'collector',
  example: `  receivers:
-   host_metrics: {collection_interval: 1s, scrapers: {cpu: {}}}
+   host_metrics: {collection_interval: 30s, scrapers: {cpu: {}}}
  exporters:
    debug: {}
  service:
    pipelines:
      metrics: {receivers: [host_metrics], exporters: [debug]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      if (component.class !== 'receiver') continue;
      for (const { value, path } of walk(component.body)) {
        const key = path[path.length - 1];
        if (key !== 'collection_interval' && key !== 'scrape_interval') continue;
        const interval = typeof value === 'string' ? durationOf(value) : undefined;
        if (interval === undefined || interval <= 0 || interval >= seconds(10)) continue;
        const here = [...component.path, ...path];
        yield { message: `${notation(here)} is ${String(value)}.`, path: here };
      }
    }
  },
};

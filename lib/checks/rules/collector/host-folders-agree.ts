import { notation, read } from '../../../collector/effective';
import { field, knownText } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const hostFoldersAgree: CollectorRule = {
  id: 'CV-35',
  title: 'All host_metrics receivers of a collector read the same root_path',
  severity: 'error',
  why: 'The folder is one for the whole process: the collector refuses a second one and does not start.',
  fix: 'Write the same root_path everywhere, and mount the host there.',
  appliesTo: 'collector',
  example: `  receivers:
    host_metrics/disk: {root_path: /hostfs, scrapers: {filesystem: {}}}
-   host_metrics/cpu: {root_path: /host, scrapers: {cpu: {}}}
+   host_metrics/cpu: {root_path: /hostfs, scrapers: {cpu: {}}}
  exporters:
    debug: {}
  service:
    pipelines:
      metrics: {receivers: [host_metrics/disk, host_metrics/cpu], exporters: [debug]}
`,
  *check(subject) {
    let first: { readonly id: string; readonly folder: string } | undefined;
    for (const { class: componentClass, type, id, body, path } of read(subject).components) {
      const folder = type === 'host_metrics' ? knownText(field(body, 'root_path')) : undefined;
      if (componentClass !== 'receiver' || folder === undefined || folder === '' || folder === '/') continue;
      if (first !== undefined && first.folder !== folder) {
        const place = [...path, 'root_path'];
        yield {
          message: `${notation(place)} is ${folder}, and that of ${first.id} is ${first.folder}.`,
          path: place,
        };
      }
      first ??= { id, folder };
    }
  },
};

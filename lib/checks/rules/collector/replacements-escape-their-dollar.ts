import { isOlder, notation, read } from '../../../collector/effective';
import { walk } from '../../../documents';
import type { CollectorRule } from '../../rule';

const numbered = /(?<!\$)(?:\$\$)*\$\{\d+\}/;
const bareNumber = /(?<!\$)(?:\$\$)*\$\d/;

export const replacementsEscapeTheirDollar: CollectorRule = {
  id: 'CV-29',
  title: 'The dollar of a replacement is doubled where the collector would read it',
  severity: 'error',
  why: 'The collector takes ${1} for an environment variable, whose name it refuses; before release 0.107 it did so with $1 too.',
  fix: 'Write $1 from release 0.107 on, $$1 before, and $${1} in every release.',
  appliesTo: 'collector',
  example: `  receivers:
    prometheus:
      config:
        scrape_configs:
          - job_name: pods
-           relabel_configs: [{source_labels: [a, b], regex: "(.*);(.*)", target_label: c, replacement: "\${1}:\${2}"}]
+           relabel_configs: [{source_labels: [a, b], regex: "(.*);(.*)", target_label: c, replacement: "$\${1}:$$2"}]
  exporters:
    debug: {}
  service:
    pipelines:
      metrics: {receivers: [prometheus], exporters: [debug]}
`,
  *check(subject) {
    const readsBareNumbers = isOlder(subject.version, '0.107.0');
    for (const component of read(subject).components) {
      for (const { value, path } of walk(component.body)) {
        if (typeof value !== 'string' || !value.includes('$')) continue;
        const isRead = numbered.test(value) || (readsBareNumbers && bareNumber.test(value));
        if (!isRead) continue;
        const place = [...component.path, ...path];
        yield {
          message: `${notation(place)}: "${value}" names a group, and the collector reads a variable.`,
          path: place,
        };
      }
    }
  },
};

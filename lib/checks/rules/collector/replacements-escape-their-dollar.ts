import { isOlder } from '../../../collector/effective';
import { components } from '../../../platform';
import { withReceivers } from '../../frames';
import { ruleOfCollector } from '../../rule';

const numbered = /(?<!\$)(?:\$\$)*\$\{\d+\}/;
const bareNumber = /(?<!\$)(?:\$\$)*\$\d/;

export const replacementsEscapeTheirDollar = ruleOfCollector({
  each: components,
  id: 'CV-29',
  title: 'The dollar of a replacement is doubled where the collector would read it',
  severity: 'error',
  why: 'The collector takes ${1} for an environment variable, whose name it refuses; before release 0.107 it did so with $1 too.',
  fix: 'Write $1 from release 0.107 on, $$1 before, and $${1} in every release.',
  example: withReceivers(
    `
    prometheus:
      config:
        scrape_configs:
          - job_name: pods
-           relabel_configs: [{source_labels: [a, b], regex: "(.*);(.*)", target_label: c, replacement: "\${1}:\${2}"}]
+           relabel_configs: [{source_labels: [a, b], regex: "(.*);(.*)", target_label: c, replacement: "$\${1}:$$2"}]
`,
    'metrics',
  ),
  *check({ place }, { version }) {
    const readsBareNumbers = isOlder(version, '0.107.0');
    for (const at of place.walk()) {
      if (!at.text?.includes('$')) continue;
      if (numbered.test(at.text) || (readsBareNumbers && bareNumber.test(at.text)))
        yield { message: `${at}: "${at.text}" names a group, and the collector reads a variable.`, at };
    }
  },
});

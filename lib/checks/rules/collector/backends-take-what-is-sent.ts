import { misplacedData } from '../../../collector/effective';
import { components } from '../../../platform';
import { withExporter } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const backendsTakeWhatIsSent = ruleOfCollector({
  each: components,
  id: 'BE-1',
  title: 'Path and port of a backend are those at which it takes what the exporter sends',
  severity: 'warning',
  why: 'The server answers 404 or with another protocol, and the data is dropped.',
  fix: 'Write the path and port at which the server takes this protocol.',
  example: withExporter(
    `
-   otlp_http: {endpoint: "http://loki:3100/loki/api/v1/push"}
+   otlp_http: {endpoint: "http://loki:3100/otlp"}
`,
    'logs',
  ),
  *check({ component }) {
    for (const { path, message, fix } of misplacedData(component)) yield problemAt(path, message, { fix });
  },
});

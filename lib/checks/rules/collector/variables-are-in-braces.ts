import { mayBeAtLeast } from '../../../collector/effective';
import { configOf } from '../../../platform';
import { withExporter } from '../../frames';
import { type CollectorRule, problemAt } from '../../rule';

/** `$NAME` in capitals, as variables are called, neither in braces nor after a second `$`. */
const bare = /(?<![A-Za-z0-9$])\$([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{3,})(?![A-Za-z0-9_(])/;

export const variablesAreInBraces: CollectorRule = {
  id: 'EN-2',
  title: 'Variables are written in braces',
  severity: 'warning',
  why: 'Since release 0.104 the collector takes $NAME for plain text: the value is never put in.',
  fix: 'Write ${env:NAME}.',
  example: withExporter(`
-   otlp_http: {endpoint: "https://ingest.example.org", headers: {x-api-key: $API_KEY}}
+   otlp_http: {endpoint: "https://ingest.example.org", headers: {x-api-key: "\${env:API_KEY}"}}
`),
  appliesTo: 'collector',
  *check(collector) {
    if (!mayBeAtLeast(collector.version, '0.104.0')) return;
    for (const at of configOf(collector).walk()) {
      const name = bare.exec(at.text ?? '')?.[1];
      if (name !== undefined)
        yield problemAt(at, `names $${name}, which the collector leaves as it is`, {
          fix: `Write \${env:${name}}.`,
        });
    }
  },
};

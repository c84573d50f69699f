import { corsBlocks } from '../../../platform';
import { withReceivers } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const corsIsNarrow = ruleOfCollector({
  each: corsBlocks,
  id: 'CV-21',
  title: 'CORS names its origins',
  severity: 'warning',
  why: 'With any origin every web page can send data; with headers and no origin the setting has no effect.',
  fix: 'List the origins of the web applications under allowed_origins.',
  example: withReceivers(`
-   otlp: {protocols: {http: {cors: {allowed_origins: ["*"]}}}}
+   otlp: {protocols: {http: {cors: {allowed_origins: ["https://shop.example.com"]}}}}
`),
  *check({ place, allowed_origins: origins, allowed_headers: headers }) {
    const any = origins.items.find((origin) => origin.text === '*');
    if (any !== undefined) yield problemAt(any, 'allows every origin');
    if (origins.isEmpty && !headers.isEmpty)
      yield { message: `${place} has allowed_headers without allowed_origins.`, at: headers };
  },
});

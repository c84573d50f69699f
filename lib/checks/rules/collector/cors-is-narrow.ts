import { notation, read, typedPlaces } from '../../../collector/effective';
import { field, isMap, items } from '../../../documents';
import { isEmpty } from '../../collector/constraint';
import type { CollectorRule } from '../../rule';

export const corsIsNarrow: CollectorRule = {
  id: 'CV-21',
  title: 'CORS names its origins',
  severity: 'warning',
  why: 'With any origin every web page can send data; with headers and no origin the setting has no effect.',
  fix: 'List the origins of the web applications under allowed_origins.',
  appliesTo: 'collector',
  example: `  receivers:
-   otlp: {protocols: {http: {cors: {allowed_origins: ["*"]}}}}
+   otlp: {protocols: {http: {cors: {allowed_origins: ["https://shop.example.com"]}}}}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      for (const { value, path, type } of typedPlaces(component)) {
        if (type.kind !== 'object' || type.object.name !== 'Cors' || !isMap(value)) continue;
        const origins = field(value, 'allowed_origins');
        const any = items(origins).indexOf('*');
        if (any >= 0) {
          const here = [...path, 'allowed_origins', any];
          yield { message: `${notation(here)} allows every origin.`, path: here };
        }
        if (isEmpty(origins) && !isEmpty(field(value, 'allowed_headers'))) {
          yield {
            message: `${notation(path)} has allowed_headers without allowed_origins.`,
            path: [...path, 'allowed_headers'],
          };
        }
      }
    }
  },
};

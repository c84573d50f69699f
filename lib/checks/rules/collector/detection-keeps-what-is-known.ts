import { notation, read } from '../../../collector/effective';
import { field, isMap, isOpen, items } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const detectionKeepsWhatIsKnown: CollectorRule = {
  id: 'CV-30',
  title: 'resource_detection and resource do not overwrite what applications say of themselves',
  severity: 'advice',
  why: 'The collector’s own host or a fixed name takes the place of what the application reported.',
  fix: 'Write override: false in resource_detection, and action: insert for service.*.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
-   resource: {attributes: [{key: service.name, value: shop, action: upsert}]}
+   resource: {attributes: [{key: service.name, value: shop, action: insert}]}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [resource], exporters: [debug]}
`,
  *check(subject) {
    for (const { class: componentClass, type, body, path } of read(subject).components) {
      if (componentClass !== 'processor' || isOpen(body)) continue;
      if (
        type === 'resource_detection' &&
        field(body, 'override') !== false &&
        !isOpen(field(body, 'override'))
      ) {
        const here = field(body, 'override') === undefined ? path : [...path, 'override'];
        yield {
          message: `${notation(path)} overrides attributes that are there already.`,
          path: here,
          fix: 'Write override: false.',
        };
      }
      if (type !== 'resource') continue;
      for (const [index, action] of items(field(body, 'attributes')).entries()) {
        if (!isMap(action) || action.action !== 'upsert' || typeof action.key !== 'string') continue;
        if (!action.key.startsWith('service.') || action.from_attribute !== undefined) continue;
        const here = [...path, 'attributes', index, 'action'];
        yield { message: `${notation(here)} overwrites ${action.key} of every application.`, path: here };
      }
    }
  },
};

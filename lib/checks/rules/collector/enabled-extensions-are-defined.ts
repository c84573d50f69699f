import { read, sections } from '../../../collector/effective';
import { isOpen, nearest } from '../../../documents';
import { otlpToDebug } from '../../frames';
import type { CollectorRule } from '../../rule';

export const enabledExtensionsAreDefined: CollectorRule = {
  id: 'RF-2',
  title: 'Every extension that service.extensions names is defined',
  severity: 'error',
  why: 'The collector refuses to start on an extension that is enabled but not configured.',
  fix: 'Define the extension under extensions, or take it out of service.extensions.',
  appliesTo: 'collector',
  example: `${otlpToDebug}
+ extensions:
+   health_check/pod: {}
  service:
-   extensions: [health_check]
+   extensions: [health_check/pod]
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    if (isOpen(subject.config.extensions)) return;
    const reading = read(subject);
    for (const { id, path } of reading.extensions) {
      if (reading.find('extension', id) !== undefined) continue;
      const elsewhere = sections.find(
        ({ class: componentClass }) => reading.find(componentClass, id) !== undefined,
      );
      const guess = nearest(id, reading.ids('extension'));
      yield {
        message: `service::extensions references extension "${id}" which is not configured${elsewhere === undefined ? '' : `; under ${elsewhere.section} there is one`}.`,
        path,
        ...(guess === undefined ? {} : { fix: `Write "${guess}", or define "${id}" under extensions.` }),
      };
    }
  },
};

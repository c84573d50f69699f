import { extensionReferences, read, runningComponents } from '../../../collector/effective';
import { nearest } from '../../../documents';
import { otlpToDebug } from '../../frames';
import type { CollectorRule } from '../../rule';

export const extensionsAreEnabled: CollectorRule = {
  id: 'RF-3',
  title: 'Every extension that is defined is listed in service.extensions',
  severity: 'warning',
  why: 'An extension that is not listed never starts: the health check, the storage or the authenticator is silently off.',
  fix: 'Add the extension to service.extensions, or remove its definition.',
  example: `${otlpToDebug}
  extensions:
    health_check: {} # ←
  service:
+   extensions: [health_check]
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  appliesTo: 'collector',
  *check(collector) {
    const reading = read(collector);
    if (reading.open) return;
    const enabled = new Set(reading.extensions.map(({ id }) => id));
    // What a running component needs is an error of RF-4, and a misspelt entry of the list one of RF-2.
    const needed = runningComponents(reading).flatMap(extensionReferences);
    const dangling = [...enabled].filter((id) => reading.find('extension', id) === undefined);
    const meant = new Set(dangling.map((id) => nearest(id, reading.ids('extension'))));
    const known = new Set([...enabled, ...meant, ...needed.map(({ id }) => id)]);
    for (const { class: own, id, path } of reading.components) {
      if (own === 'extension' && !known.has(id) && collector.isWritten(path))
        yield { message: `extensions::${id} is defined but not listed in service::extensions.`, path };
    }
  },
};

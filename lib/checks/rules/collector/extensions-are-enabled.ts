import { extensionReferences, read, runningComponents } from '../../../collector/effective';
import { nearest } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const extensionsAreEnabled: CollectorRule = {
  id: 'RF-3',
  title: 'Every extension that is defined is listed in service.extensions',
  severity: 'warning',
  why: 'An extension that is not listed never starts: the health check, the storage or the authenticator is silently off.',
  fix: 'Add the extension to service.extensions, or remove its definition.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  extensions:
    health_check: {} # ←
  service:
+   extensions: [health_check]
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    if (reading.open) return;
    const enabled = new Set(reading.extensions.map(({ id }) => id));
    // What a running component needs is an error of RF-4, and a misspelt entry of the list one of RF-2.
    const needed = new Set(
      runningComponents(reading)
        .flatMap(extensionReferences)
        .map(({ id }) => id),
    );
    const dangling = [...enabled].filter((id) => reading.find('extension', id) === undefined);
    const meant = new Set(dangling.map((id) => nearest(id, reading.ids('extension'))));
    for (const { class: componentClass, id, path } of reading.components) {
      if (componentClass !== 'extension' || enabled.has(id) || needed.has(id) || meant.has(id)) continue;
      if (!subject.isWritten(path)) continue;
      yield { message: `extensions::${id} is defined but not listed in service::extensions.`, path };
    }
  },
};

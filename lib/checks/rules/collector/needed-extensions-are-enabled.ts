import { extensionReferences, notation, read, runningComponents } from '../../../collector/effective';
import { isOpen, nearest } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const neededExtensionsAreEnabled: CollectorRule = {
  id: 'RF-4',
  title: 'Extensions that components name are defined and listed in service.extensions',
  severity: 'error',
  why: 'The component looks for the extension when it starts; without it the collector stops, after the rollout began.',
  fix: 'Define the extension under extensions and list it in service.extensions.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    otlp_grpc:
      endpoint: backend:4317
      auth: {authenticator: basicauth} # ←
  extensions:
    basicauth: {client_auth: {username: a, password: "\${env:PASSWORD}"}}
  service:
+   extensions: [basicauth]
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]}
`,
  *check(subject) {
    const reading = read(subject);
    if (reading.open || isOpen(subject.config.extensions)) return;
    const enabled = new Set(reading.extensions.map(({ id }) => id));
    const defined = reading.ids('extension');
    for (const component of runningComponents(reading)) {
      for (const { id, path, purpose } of extensionReferences(component)) {
        if (enabled.has(id)) continue;
        const place = notation(path);
        if (defined.includes(id)) {
          yield {
            message: `${place}: the ${purpose} "${id}" is defined, but service::extensions does not list it.`,
            path,
            fix: `Add "${id}" to service.extensions.`,
          };
          continue;
        }
        const guess = nearest(id, defined);
        yield {
          message: `${place}: the ${purpose} "${id}" is not defined under extensions.`,
          path,
          ...(guess === undefined
            ? {}
            : {
                fix: `Write "${guess}", or define "${id}" under extensions and list it in service.extensions.`,
              }),
        };
      }
    }
  },
};

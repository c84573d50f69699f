import { existence, notation, read } from '../../../collector/effective';
import { typeFaults } from '../../collector/type-faults';
import type { CollectorRule } from '../../rule';

export const typesAreNotRemoved: CollectorRule = {
  id: 'TV-4',
  title: 'No component is removed or deprecated',
  severity: 'error',
  why: 'A removed component stops the collector with "unknown type"; a deprecated one will with a later release.',
  fix: 'Replace the component before the next upgrade.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   logging: {}
+   debug/logging: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: [logging]}
+     traces: {receivers: [otlp], exporters: [debug/logging]}
`,
  *check(subject) {
    const faults = new Map(typeFaults(subject).map((fault) => [fault.component, fault]));
    for (const component of read(subject).components) {
      const { class: componentClass, writtenType, path } = component;
      const fault = faults.get(component);
      if (fault?.kind === 'removed') {
        const { lastRelease, replacement } = fault.found;
        yield {
          message: `${notation(path)}: the ${componentClass} "${writtenType}" was removed after release ${lastRelease}.`,
          path,
          fix:
            replacement === undefined
              ? 'Remove it, or replace it by a component that there is.'
              : sentence(replacement),
          // An image of someone's own may hold an older release.
          ...(subject.version === undefined && subject.deployment !== undefined
            ? { severity: 'warning' }
            : {}),
        };
      } else if (fault === undefined && existence(componentClass, writtenType).deprecated) {
        yield {
          message: `${notation(path)}: the ${componentClass} "${writtenType}" is deprecated.`,
          path,
          severity: 'warning',
        };
      }
    }
  },
};

function sentence(replacement: string): string {
  return /^[A-Z].*\.$/.test(replacement) ? replacement : `Use ${replacement} instead.`;
}

import { existence } from '../../../collector/effective';
import { components } from '../../../platform';
import { typeFaults } from '../../collector/type-faults';
import { ruleOfCollector } from '../../rule';

export const typesAreNotRemoved = ruleOfCollector({
  each: components,
  id: 'TV-4',
  title: 'No component is removed or deprecated',
  severity: 'error',
  why: 'A removed component stops the collector with "unknown type"; a deprecated one will with a later release.',
  fix: 'Replace the component before the next upgrade.',
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
  *check({ component, place }, collector) {
    const { class: own, writtenType } = component;
    const fault = typeFaults(collector).find((each) => each.component === component);
    if (fault?.kind === 'removed') {
      const { lastRelease, replacement } = fault.found;
      // An image of someone's own may hold an older release.
      const isOwn = collector.version === undefined && collector.deployment !== undefined;
      yield {
        message: `${place}: the ${own} "${writtenType}" was removed after release ${lastRelease}.`,
        at: place,
        fix:
          replacement === undefined
            ? 'Remove it, or replace it by a component that there is.'
            : sentence(replacement),
        ...(isOwn ? { severity: 'warning' } : {}),
      };
    } else if (fault === undefined && existence(own, writtenType).deprecated) {
      yield {
        message: `${place}: the ${own} "${writtenType}" is deprecated.`,
        at: place,
        severity: 'warning',
      };
    }
  },
});

function sentence(replacement: string): string {
  return /^[A-Z].*\.$/.test(replacement) ? replacement : `Use ${replacement} instead.`;
}

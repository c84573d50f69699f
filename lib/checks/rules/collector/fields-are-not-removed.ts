import { isOlder, mayBeAtLeast, movedFieldsOf } from '../../../collector/effective';
import { components, telemetryOf } from '../../../platform';
import { isOfTheChart } from '../../collector/of-the-chart';
import { otlpToDebug } from '../../frames';
import { type CollectorRule, problemAt } from '../../rule';

export const fieldsAreNotRemoved: CollectorRule = {
  id: 'TV-5',
  title: 'No field is used that the release has removed or moved',
  severity: 'error',
  why: 'The collector decodes its configuration strictly: a field that is gone stops the start.',
  fix: 'Write the setting in its new place, or remove it.',
  example: `${otlpToDebug}
  service:
    telemetry:
-     metrics: {address: "0.0.0.0:8888"}
+     metrics:
+       readers: [{pull: {exporter: {prometheus: {host: 0.0.0.0, port: 8888}}}}]
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  appliesTo: 'collector',
  *check(collector) {
    const { version } = collector;
    // Ignored from 0.123 on, unknown from 0.128 on; readers exist since 0.111.
    const { address } = telemetryOf(collector).metrics;
    if (address.isSet && !isOfTheChart(address) && !isOlder(version, '0.111.0')) {
      const isGone = mayBeAtLeast(version, '0.128.0');
      yield problemAt(
        address,
        `is ${isGone ? 'gone' : 'deprecated'}: the address of the own metrics stands in readers`,
        {
          fix: 'Write readers: [{pull: {exporter: {prometheus: {host: …, port: 8888}}}}].',
          severity: isGone ? 'error' : 'warning',
        },
      );
    }
    for (const { class: own, type, place } of components(collector)) {
      for (const { at: keys, gone, instead } of movedFieldsOf(own, type)) {
        const field = place.at(...keys);
        if (field.isWritten && mayBeAtLeast(version, gone) && !isOfTheChart(field))
          yield problemAt(field, `is gone since release ${gone}`, { fix: instead });
      }
    }
  },
};

import { telemetryFields, telemetryRelease } from '../../../collector/catalog';
import { isOlder, mayBeAtLeast, notation } from '../../../collector/effective';
import { telemetryOf } from '../../../platform';
import { telemetryConstraint } from '../../collector/constraints';
import { otlpToDebug } from '../../frames';
import { type CollectorRule, problemAt } from '../../rule';
import { bodyFaults } from '../../schema/bodies';

export const telemetrySettingsAreAccepted: CollectorRule = {
  id: 'CV-33',
  title: 'service.telemetry holds what the collector accepts there',
  severity: 'error',
  why: 'The collector decodes and validates the settings of its own telemetry before anything else: on a fault it does not start.',
  fix: 'Correct the value as the message says.',
  example: `${otlpToDebug}
  service:
-   telemetry: {metrics: {level: verbose}}
+   telemetry: {metrics: {level: detailed}}
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  appliesTo: 'collector',
  *check(collector) {
    const { place: telemetry } = telemetryOf(collector);
    const { version } = collector;
    const { data } = telemetry;
    if (data === undefined || data === null) return;
    const reported = new Set<string>();
    // Readers and their fields are those of recent releases; older ones differ in detail.
    const certainty = isOlder(version, '0.140.0') ? 'warning' : 'error';
    for (const { path, message, fix } of telemetryConstraint(data, [])) {
      const place = telemetry.at(...path);
      reported.add(`${place}`);
      yield problemAt(place, message, { fix, severity: place.key === 'level' ? 'error' : certainty });
    }
    const isKnown =
      version === undefined || (mayBeAtLeast(version, '0.140.0') && mayBeAtLeast(telemetryRelease, version));
    const type = { kind: 'object', object: telemetryFields } as const;
    for (const { kind, path = [], message, fix } of bodyFaults(type, data, telemetry.path)) {
      // The keys of the block itself are ST-5's, the address that moved is TV-5's.
      const isElsewhere =
        kind === 'unknown' && (path.length === 3 || (path[2] === 'metrics' && path[3] === 'address'));
      if (isElsewhere || reported.has(notation(path))) continue;
      yield { message: `${message}.`, path, fix, severity: isKnown ? 'error' : 'warning' };
    }
  },
};

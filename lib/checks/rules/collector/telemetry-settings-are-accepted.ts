import { telemetryFields, telemetryRelease } from '../../../collector/catalog';
import { isAtLeast, isOlder, notation } from '../../../collector/effective';
import { at, type Path } from '../../../documents';
import { telemetryConstraint } from '../../collector/constraints';
import type { Severity } from '../../finding';
import type { CollectorRule, Problem } from '../../rule';
import { bodyFaults } from '../../schema/bodies';

const place: Path = ['service', 'telemetry'];

export const telemetrySettingsAreAccepted: CollectorRule = {
  id: 'CV-33',
  title: 'service.telemetry holds what the collector accepts there',
  severity: 'error',
  why: 'The collector decodes and validates the settings of its own telemetry before anything else: on a fault it does not start.',
  fix: 'Correct the value as the message says.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  service:
-   telemetry: {metrics: {level: verbose}}
+   telemetry: {metrics: {level: detailed}}
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check({ config, version }) {
    const telemetry = at(config, place);
    if (telemetry === undefined || telemetry === null) return;
    const reported = new Set<string>();
    // Readers and their fields are those of recent releases; older ones differ in detail.
    const certainty: Severity = isOlder(version, '0.140.0') ? 'warning' : 'error';
    for (const { path, message, fix } of telemetryConstraint(telemetry, place)) {
      reported.add(JSON.stringify(path));
      const isLevel = path[path.length - 1] === 'level';
      yield problem(`${notation(path)} ${message}.`, path, fix, isLevel ? 'error' : certainty);
    }
    const isKnown =
      version === undefined || (isAtLeast(version, '0.140.0') && isAtLeast(telemetryRelease, version));
    for (const { kind, path = [], message, fix } of bodyFaults(
      { kind: 'object', object: telemetryFields },
      telemetry,
      place,
    )) {
      // The keys of the block itself are ST-5's, the address that moved is TV-5's.
      const isElsewhere =
        kind === 'unknown' && (path.length === 3 || (path[2] === 'metrics' && path[3] === 'address'));
      if (isElsewhere || reported.has(JSON.stringify(path))) continue;
      yield problem(`${message}.`, path, fix, isKnown ? 'error' : 'warning');
    }
  },
};

function problem(message: string, path: Path, fix: string | undefined, severity: Severity): Problem {
  return { message, path, severity, ...(fix === undefined ? {} : { fix }) };
}

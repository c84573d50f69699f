import { type Component, isNewer, notation, type Reading, read } from '../../../collector/effective';
import { at, type Data, field, items, type Path, walk } from '../../../documents';
import type { CollectorSubject } from '../../../platform';
import type { CollectorRule } from '../../rule';

/** A setting that a component takes only behind a gate that is off by default (contrib 0.158). */
interface Gated {
  readonly class: Component['class'];
  readonly type: string;
  readonly field: string;
  readonly gate: string;
  readonly isUsed: (value: Data | undefined) => boolean;
}

const isWritten = (value: Data | undefined) => value !== undefined;
const versionTwo = 'extension.healthcheck.useComponentStatus';
const gated: readonly Gated[] = [
  {
    class: 'processor',
    type: 'transform',
    field: 'flatten_data',
    gate: 'transform.flatten.logs',
    isUsed: (value) => value === true,
  },
  {
    class: 'receiver',
    type: 'file_log',
    field: 'delete_after_read',
    gate: 'filelog.allowFileDeletion',
    isUsed: (value) => value === true,
  },
  { class: 'extension', type: 'health_check', field: 'http', gate: versionTwo, isUsed: isWritten },
  { class: 'extension', type: 'health_check', field: 'grpc', gate: versionTwo, isUsed: isWritten },
];

export const gatedFeaturesHaveTheirGate: CollectorRule = {
  id: 'ST-8',
  title: 'What stands behind a feature gate is used only with it',
  severity: 'error',
  why: 'The collector refuses it unless it was started with that feature gate.',
  fix: 'Start the collector with --feature-gates=<gate>, or take it away.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  service:
    pipelines:
-     profiles: {receivers: [otlp], exporters: [debug]}
+     traces/profiles: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    for (const { path, gate, isSignal } of usesOf(read(subject))) {
      if (gateIsOpen(subject, gate)) continue;
      // Nobody says with which arguments a bare configuration is started, and a later release may have opened the gate.
      const isUncertain = isSignal && subject.deployment === undefined;
      const severity = isUncertain || isNewer(subject.version, '0.158.0') ? 'warning' : 'error';
      yield {
        message: `${notation(path)} needs the feature gate ${gate}, which is off by default.`,
        path,
        fix: `Start the collector with --feature-gates=${gate}, or take it away.`,
        severity,
      };
    }
  },
};

interface Use {
  readonly path: Path;
  readonly gate: string;
  /** It is a signal, which people who use it open the gate for. */
  readonly isSignal: boolean;
}

function* usesOf(reading: Reading): Generator<Use> {
  for (const { signal, path } of reading.pipelines)
    if (signal === 'profiles') yield { path, gate: 'service.profilesSupport', isSignal: true };
  for (const component of reading.components) {
    for (const each of gated) {
      if (each.class !== component.class || each.type !== component.type) continue;
      if (each.isUsed(field(component.body, each.field)))
        yield { path: [...component.path, each.field], gate: each.gate, isSignal: false };
    }
  }
}

/** Looks for the gate among the arguments that a HelmRelease or an OpenTelemetryCollector gives to the collector. */
function gateIsOpen({ deployment, helm, object }: CollectorSubject, gate: string): boolean {
  const ofChart = items(at(helm?.values, ['command', 'extraArgs']));
  const ofResource = [...walk(at(object?.object, ['spec', 'args']))].map(({ value }) => value);
  return [...ofChart, ...ofResource, ...(deployment?.arguments ?? [])].some(
    (argument) => typeof argument === 'string' && argument.includes(gate),
  );
}

import { isNewer, read } from '../../../collector/effective';
import { argumentsOf, type CollectorSubject, components, configOf, type Place } from '../../../platform';
import { otlpToDebug } from '../../frames';
import { type CollectorRule, problemAt } from '../../rule';

/** A setting that a component takes only behind a gate that is off by default (contrib 0.158). */
interface Gated {
  /** Class and type of the component. */
  readonly of: string;
  readonly field: string;
  readonly gate: string;
  readonly isUsed: (setting: Place) => boolean;
}

const isOn = ({ data }: Place) => data === true;
const isWritten = (setting: Place) => setting.isWritten;
const versionTwo = 'extension.healthcheck.useComponentStatus';
const gated: readonly Gated[] = [
  { of: 'processor/transform', field: 'flatten_data', gate: 'transform.flatten.logs', isUsed: isOn },
  { of: 'receiver/file_log', field: 'delete_after_read', gate: 'filelog.allowFileDeletion', isUsed: isOn },
  { of: 'extension/health_check', field: 'http', gate: versionTwo, isUsed: isWritten },
  { of: 'extension/health_check', field: 'grpc', gate: versionTwo, isUsed: isWritten },
];

export const gatedFeaturesHaveTheirGate: CollectorRule = {
  id: 'ST-8',
  title: 'What stands behind a feature gate is used only with it',
  severity: 'error',
  why: 'The collector refuses it unless it was started with that feature gate.',
  fix: 'Start the collector with --feature-gates=<gate>, or take it away.',
  example: `${otlpToDebug}
  service:
    pipelines:
-     profiles: {receivers: [otlp], exporters: [debug]}
+     traces/profiles: {receivers: [otlp], exporters: [debug]}
`,
  appliesTo: 'collector',
  *check(collector) {
    const given = argumentsOf(collector);
    for (const { place, gate, isSignal } of usesOf(collector)) {
      if (given.some((argument) => argument.includes(gate))) continue;
      // Nobody says with which arguments a bare configuration is started, and a later release may have opened the gate.
      const isUncertain = isSignal && collector.deployment === undefined;
      yield problemAt(place, `needs the feature gate ${gate}, which is off by default`, {
        fix: `Start the collector with --feature-gates=${gate}, or take it away.`,
        severity: isUncertain || isNewer(collector.version, '0.158.0') ? 'warning' : 'error',
      });
    }
  },
};

interface Use {
  readonly place: Place;
  readonly gate: string;
  /** It is a signal, which people who use it open the gate for. */
  readonly isSignal: boolean;
}

function* usesOf(collector: CollectorSubject): Generator<Use> {
  for (const { signal, path } of read(collector).pipelines) {
    if (signal === 'profiles')
      yield { place: configOf(collector).at(...path), gate: 'service.profilesSupport', isSignal: true };
  }
  for (const { class: own, type, place } of components(collector)) {
    for (const { of, field, gate, isUsed } of gated) {
      if (of === `${own}/${type}` && isUsed(place.at(field)))
        yield { place: place.at(field), gate, isSignal: false };
    }
  }
}

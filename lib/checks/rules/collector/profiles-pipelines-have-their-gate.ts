import { notation, read } from '../../../collector/effective';
import { at, items, walk } from '../../../documents';
import type { CollectorSubject } from '../../../platform';
import type { CollectorRule } from '../../rule';

const gate = 'service.profilesSupport';

export const profilesPipelinesHaveTheirGate: CollectorRule = {
  id: 'ST-8',
  title: 'A profiles pipeline runs only behind its feature gate',
  severity: 'error',
  why: 'The collector refuses a profiles pipeline unless it was started with the feature gate service.profilesSupport.',
  fix: 'Start the collector with --feature-gates=service.profilesSupport, or take the pipeline away.',
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
    const profiles = read(subject).pipelines.filter(({ signal }) => signal === 'profiles');
    if (profiles.length === 0 || gateIsOpen(subject)) return;
    // Nobody says with which arguments a bare configuration is started.
    const severity = subject.deployment === undefined ? 'warning' : 'error';
    for (const { path } of profiles) {
      yield {
        message: `${notation(path)} needs the feature gate ${gate}, which is off by default.`,
        path,
        severity,
      };
    }
  },
};

/** Looks for the gate among the arguments that a HelmRelease or an OpenTelemetryCollector gives to the collector. */
function gateIsOpen({ deployment, helm, object }: CollectorSubject): boolean {
  const ofChart = items(at(helm?.values, ['command', 'extraArgs']));
  const ofResource = [...walk(at(object?.object, ['spec', 'args']))].map(({ value }) => value);
  return [...ofChart, ...ofResource, ...(deployment?.arguments ?? [])].some(
    (argument) => typeof argument === 'string' && argument.includes(gate),
  );
}

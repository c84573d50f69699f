import { listed, roles } from '../../../collector/effective';
import { didYouMean } from '../../../documents';
import { configOf, type Place, pipelines } from '../../../platform';
import type { CollectorRule, Problem } from '../../rule';

const topLevel = ['receivers', 'processors', 'exporters', 'connectors', 'extensions', 'service'];
const inService = ['extensions', 'pipelines', 'telemetry'];
const inTelemetry = ['logs', 'metrics', 'traces', 'resource'];

export const keysAreKnown: CollectorRule = {
  id: 'ST-5',
  title: 'Only known keys stand at the top level, in service, in service.telemetry and in pipelines',
  severity: 'error',
  why: 'The collector decodes its configuration strictly: an unknown key stops the start.',
  fix: 'Correct the key, or take it away.',
  example: `- recievers:
-   zipkin: {}
  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
+ connectors: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  appliesTo: 'collector',
  *check(collector) {
    const config = configOf(collector);
    const service = config.at('service');
    yield* unknownKeys(config, topLevel, 'The configuration');
    yield* unknownKeys(service, inService);
    yield* unknownKeys(service.at('telemetry'), inTelemetry);
    for (const { place } of pipelines(collector)) yield* unknownKeys(place, roles);
  },
};

function* unknownKeys(place: Place, known: readonly string[], holder = `${place}`): Generator<Problem> {
  for (const [key, at] of place.entries) {
    if (known.includes(key)) continue;
    const guess = didYouMean(key, known) || `; it knows ${listed(known)}`;
    yield { message: `${holder} has no key "${key}"${guess}.`, at };
  }
}

import { listed, notation } from '../../../collector/effective';
import { type Data, didYouMean, entries, field, type Path } from '../../../documents';
import type { CollectorRule, Problem } from '../../rule';

const topLevel = ['receivers', 'processors', 'exporters', 'connectors', 'extensions', 'service'];
const inService = ['extensions', 'pipelines', 'telemetry'];
const inPipeline = ['receivers', 'processors', 'exporters'];
const inTelemetry = ['logs', 'metrics', 'traces', 'resource'];

export const keysAreKnown: CollectorRule = {
  id: 'ST-5',
  title: 'Only known keys stand at the top level, in service, in service.telemetry and in pipelines',
  severity: 'error',
  why: 'The collector decodes its configuration strictly: an unknown key stops the start.',
  fix: 'Correct the key, or take it away.',
  appliesTo: 'collector',
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
  *check({ config }) {
    yield* unknownKeys(config, [], topLevel, 'The configuration');
    const service = config.service;
    yield* unknownKeys(service, ['service'], inService, 'service');
    yield* unknownKeys(
      field(service, 'telemetry'),
      ['service', 'telemetry'],
      inTelemetry,
      'service::telemetry',
    );
    for (const [id, body] of entries(field(service, 'pipelines'))) {
      const path = ['service', 'pipelines', id];
      yield* unknownKeys(body, path, inPipeline, notation(path));
    }
  },
};

function* unknownKeys(
  data: Data | undefined,
  path: Path,
  known: readonly string[],
  holder: string,
): Generator<Problem> {
  for (const [key] of entries(data)) {
    if (known.includes(key)) continue;
    yield {
      message:
        `${holder} has no key "${key}"${didYouMean(key, known) || `; it knows ${listed(known)}`}.`.replace(
          '?.',
          '?',
        ),
      path: [...path, key],
    };
  }
}

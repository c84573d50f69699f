import { notation, sections } from '../../../collector/effective';
import { type Data, entries, field, isMap, isOpen, isSet, type Path } from '../../../documents';
import type { CollectorRule, Problem } from '../../rule';

export const sectionsHaveTheirShape: CollectorRule = {
  id: 'ST-4',
  title: 'Sections are maps, the members of pipelines are lists of ids',
  severity: 'error',
  why: 'The collector cannot decode the configuration and does not start; a slip of indentation is the usual cause.',
  fix: 'Write sections and components as maps and the members of pipelines as lists of ids.',
  appliesTo: 'collector',
  example: `  receivers: # ←
-   - otlp
+   otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check({ config }) {
    for (const { section } of sections) {
      yield* mapAt(config[section], [section], 'a map of components');
      for (const [id, body] of entries(config[section]))
        yield* mapAt(body, [section, id], 'a map of settings');
    }
    const service = config.service;
    yield* mapAt(service, ['service'], 'a map');
    yield* mapAt(field(service, 'telemetry'), ['service', 'telemetry'], 'a map');
    yield* idsAt(field(service, 'extensions'), ['service', 'extensions']);
    const pipelines = field(service, 'pipelines');
    yield* mapAt(pipelines, ['service', 'pipelines'], 'a map of pipelines');
    for (const [id, body] of entries(pipelines)) {
      const path = ['service', 'pipelines', id];
      yield* mapAt(body, path, 'a map with receivers, processors and exporters');
      for (const role of ['receivers', 'processors', 'exporters'])
        yield* idsAt(field(body, role), [...path, role]);
    }
  },
};

function* mapAt(data: Data | undefined, path: Path, wanted: string): Generator<Problem> {
  if (!isSet(data) || isMap(data) || isOpen(data)) return;
  yield {
    message: `${notation(path)} is ${kindOf(data)} and must be ${wanted}.`,
    path,
    fix: `Write ${wanted} here.`,
  };
}

/** A text is no list, not even one of one id (collector 0.158.0); what an environment variable holds is not known. */
function* idsAt(data: Data | undefined, path: Path): Generator<Problem> {
  if (!isSet(data) || isOpen(data)) return;
  if (!Array.isArray(data)) {
    yield {
      message: `${notation(path)} is ${kindOf(data)} and must be a list of ids.`,
      path,
      fix: 'Write a list: [otlp, zipkin].',
    };
    return;
  }
  for (const [index, item] of data.entries()) {
    if (typeof item === 'string') continue;
    const here = [...path, index];
    yield {
      message: `${notation(here)} is ${kindOf(item)} and must be the id of a component.`,
      path: here,
      fix: 'Write the id as text.',
    };
  }
}

function kindOf(data: Data): string {
  if (data === null) return 'null';
  if (Array.isArray(data)) return 'a list';
  if (typeof data === 'object') return 'a map';
  return typeof data === 'string' ? 'a text' : typeof data === 'number' ? 'a number' : 'true or false';
}

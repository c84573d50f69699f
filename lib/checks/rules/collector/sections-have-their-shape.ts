import { configOf, type Place, pipelines, sectionsOf } from '../../../platform';
import { type CollectorRule, type Problem, problemAt } from '../../rule';
import { described } from '../../schema/scalars';

export const sectionsHaveTheirShape: CollectorRule = {
  id: 'ST-4',
  title: 'Sections are maps, the members of pipelines are lists of ids',
  severity: 'error',
  why: 'The collector cannot decode the configuration and does not start; a slip of indentation is the usual cause.',
  fix: 'Write sections and components as maps and the members of pipelines as lists of ids.',
  example: `  receivers: # ←
-   - otlp
+   otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  appliesTo: 'collector',
  *check(collector) {
    for (const section of sectionsOf(collector)) {
      yield* mapAt(section, 'a map of components');
      for (const [, component] of section.entries) yield* mapAt(component, 'a map of settings');
    }
    const service = configOf(collector).at('service');
    yield* mapAt(service, 'a map');
    yield* mapAt(service.at('telemetry'), 'a map');
    yield* idsAt(service.at('extensions'));
    yield* mapAt(service.at('pipelines'), 'a map of pipelines');
    for (const { place, receivers, processors, exporters } of pipelines(collector)) {
      yield* mapAt(place, 'a map with receivers, processors and exporters');
      for (const members of [receivers, processors, exporters]) yield* idsAt(members);
    }
  },
};

function* mapAt(place: Place, wanted: string): Generator<Problem> {
  if (place.isSet && !place.isMap && !place.isOpen) yield wrong(place, wanted, `Write ${wanted} here.`);
}

/** A text is not a list, not even one of one id (collector 0.158.0); what an environment variable holds is not known. */
function* idsAt(place: Place): Generator<Problem> {
  if (!place.isSet || place.isOpen) return;
  if (!place.isList) yield wrong(place, 'a list of ids', 'Write a list: [otlp, zipkin].');
  for (const item of place.items)
    if (item.text === undefined) yield wrong(item, 'the id of a component', 'Write the id as text.');
}

function wrong(place: Place, wanted: string, fix: string): Problem {
  return problemAt(place, `is ${described(place.data ?? null)} and must be ${wanted}`, { fix });
}

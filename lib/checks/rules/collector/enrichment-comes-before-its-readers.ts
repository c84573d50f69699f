import { does } from '../../../collector/components';
import { notation, placedProcessors, read } from '../../../collector/effective';
import { ownValue } from '../../../documents';
import { configOf, type Place } from '../../../platform';
import type { CollectorRule } from '../../rule';

/** Attributes that an enriching processor brings, by its canonical type. */
const brought: { readonly [type: string]: RegExp } = {
  k8s_attributes: /["']k8s\.[a-z.]+["']/,
  resource_detection: /["'](?:host|os|cloud)\.[a-z._]+["']/,
};

export const enrichmentComesBeforeItsReaders: CollectorRule = {
  id: 'OR-6',
  title: 'Enrichment stands before the filters, transforms and samplers that read it',
  severity: 'advice',
  why: 'The attribute does not exist yet where it is read, so that the condition never holds.',
  fix: 'Move the enriching processor before the one that reads its attributes.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
    filter: {trace_conditions: ['resource.attributes["k8s.namespace.name"] == "test"']}
    k8s_attributes: {}
  exporters:
    debug: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], processors: [filter, k8s_attributes], exporters: [debug]}
+     traces: {receivers: [otlp], processors: [k8s_attributes, filter], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    for (const pipeline of reading.pipelines) {
      const placed = placedProcessors(reading, pipeline);
      for (const enriching of placed) {
        if (!does(enriching.component, 'enriches')) continue;
        const pattern = ownValue(brought, enriching.component.type);
        const reader = placed.find(
          ({ component, index }) =>
            index < enriching.index &&
            does(component, 'decidesByAttributes') &&
            mentions(configOf(subject).at(...component.path), pattern),
        );
        if (reader === undefined) continue;
        yield {
          message: `${notation(pipeline.path)}: "${reader.component.id}" reads attributes that "${enriching.component.id}" adds behind it.`,
          path: reader.reference.path,
        };
      }
    }
  },
};

function mentions(settings: Place, pattern: RegExp | undefined): boolean {
  return pattern !== undefined && [...settings.walk()].some(({ text }) => pattern.test(text ?? ''));
}

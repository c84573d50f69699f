import {
  type JaegerFields,
  metricBackends,
  queryFields,
  remoteSamplingFields,
  storageExporterFields,
  traceBackends,
} from '../../../collector/effective';
import { nearest, ownValue } from '../../../documents';
import { components, type Place } from '../../../platform';
import { type Problem, problemAt, ruleOfCollector } from '../../rule';

export const jaegerV2FieldsAreKnown = ruleOfCollector({
  each: components,
  id: 'JG-21',
  title: 'The components of Jaeger v2 have only fields that they know',
  severity: 'error',
  why: 'Jaeger decodes its configuration strictly: an unknown field stops the start.',
  fix: 'Correct the name of the field, or move it to where it belongs.',
  example: `  receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
  exporters: {jaeger_storage_exporter: {trace_storage: main}}
  extensions:
-   jaeger_storage: {backends: {main: {memory: {max-traces: 10000}}}}
+   jaeger_storage: {backends: {main: {memory: {max_traces: 10000}}}}
    jaeger_query: {storage: {traces: main}}
  service:
    extensions: [jaeger_storage, jaeger_query]
    pipelines: {traces: {receivers: [otlp], exporters: [jaeger_storage_exporter]}}
`,
  *check({ class: own, type, place }) {
    yield* unknownFields(ownValue(fieldsOf, `${own}/${type}`) ?? 'open', place);
    if (type !== 'jaeger_storage') return;
    for (const [group, types] of storages) {
      for (const [, backend] of place.at(group).entries) {
        yield* unknownFields(types, backend);
        yield* typeProblems(backend, Object.keys(types));
      }
    }
  },
});

const storages = [
  ['backends', traceBackends],
  ['metric_backends', metricBackends],
] as const;

const fieldsOf: { readonly [component: string]: JaegerFields } = {
  'extension/jaeger_query': queryFields,
  'extension/jaeger_storage': { backends: 'open', metric_backends: 'open' },
  'extension/remote_sampling': remoteSamplingFields,
  'exporter/jaeger_storage_exporter': storageExporterFields,
};

/** A backend is of exactly one type; earlier releases take one of several without a word, later ones refuse them. */
function* typeProblems(backend: Place, types: readonly string[]): Generator<Problem> {
  if (backend.isOpen || backend.keys.some((key) => !types.includes(key))) return;
  const fix = `Keep one of ${types.join(', ')}.`;
  const written = types.filter((type) => backend.keys.includes(type));
  if (written.length === 0) yield problemAt(backend, 'says no type of storage', { fix, severity: 'error' });
  if (written.length > 1)
    yield problemAt(
      backend,
      `is of several types: ${written.join(', ')}; Jaeger takes one of them silently, or stops`,
      { fix, severity: 'warning' },
    );
}

function* unknownFields(fields: JaegerFields, place: Place): Generator<Problem> {
  if (fields === 'open') return;
  for (const [key, at] of place.entries) {
    const known = ownValue(fields, key);
    if (known !== undefined) {
      yield* unknownFields(known, at);
      continue;
    }
    const names = Object.keys(fields);
    const later = ownValue(renamed, key);
    const near = later !== undefined && names.includes(later) ? later : nearest(key, names);
    const guess = near === undefined ? `The fields here are ${names.join(', ')}.` : `Write ${near}.`;
    yield { message: `${place} has no field ${key}.`, at, fix: ownValue(moved, key) ?? guess };
  }
}

/** Names of Jaeger v1 and of older notes that no distance leads to the right one. */
const renamed: { readonly [written: string]: string | undefined } = {
  servers: 'server_urls',
  'server-urls': 'server_urls',
  span_store: 'spans',
};

const moved: { readonly [written: string]: string | undefined } = {
  traces_archive: 'Write traces_archive below storage of jaeger_query.',
};

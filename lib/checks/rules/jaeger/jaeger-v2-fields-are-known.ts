import {
  type Component,
  type JaegerFields,
  metricBackends,
  notation,
  queryFields,
  read,
  remoteSamplingFields,
  storageExporterFields,
  traceBackends,
} from '../../../collector/effective';
import { type Data, entries, field, isMap, isOpen, nearest, ownValue, type Path } from '../../../documents';
import type { CollectorRule, Problem } from '../../rule';

export const jaegerV2FieldsAreKnown: CollectorRule = {
  id: 'JG-21',
  title: 'The components of Jaeger v2 have only fields that they know',
  severity: 'error',
  appliesTo: 'collector',
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
  *check(subject) {
    for (const component of read(subject).components) {
      const fields = fieldsOf(component);
      if (fields !== undefined) yield* unknownFields(fields, component.body, component.path);
      if (component.type === 'jaeger_storage') yield* judgeStorage(component);
    }
  },
};

function fieldsOf({ class: own, type }: Component): JaegerFields | undefined {
  switch (`${own}/${type}`) {
    case 'extension/jaeger_query':
      return queryFields;
    case 'extension/remote_sampling':
      return remoteSamplingFields;
    case 'exporter/jaeger_storage_exporter':
      return storageExporterFields;
    default:
      return undefined;
  }
}

function* judgeStorage({ body, path }: Component): Generator<Problem> {
  yield* unknownFields({ backends: 'open', metric_backends: 'open' }, body, path);
  for (const [group, types] of [
    ['backends', traceBackends],
    ['metric_backends', metricBackends],
  ] as const) {
    for (const [name, backend] of entries(field(body, group))) {
      const place = [...path, group, name];
      yield* unknownFields(types, backend, place);
      yield* judgeTypes(backend, Object.keys(types), place);
    }
  }
}

/** A backend is of exactly one type; earlier releases take one of several without a word, later ones refuse them. */
function* judgeTypes(backend: Data, types: readonly string[], path: Path): Generator<Problem> {
  if (isOpen(backend) || (isMap(backend) && Object.keys(backend).some((key) => !types.includes(key)))) return;
  const written = types.filter((type) => isMap(backend) && Object.hasOwn(backend, type));
  if (written.length === 1) return;
  const severity = written.length === 0 ? ('error' as const) : ('warning' as const);
  yield {
    message:
      written.length === 0
        ? `${notation(path)} says no type of storage.`
        : `${notation(path)} is of several types: ${written.join(', ')}; Jaeger takes one of them silently, or stops.`,
    path,
    severity,
    fix: `Keep one of ${types.join(', ')}.`,
  };
}

function* unknownFields(fields: JaegerFields, value: Data | undefined, path: Path): Generator<Problem> {
  if (fields === 'open' || !isMap(value)) return;
  for (const [key, below] of Object.entries(value)) {
    const known = ownValue(fields, key);
    if (known !== undefined) {
      yield* unknownFields(known, below, [...path, key]);
      continue;
    }
    const names = Object.keys(fields);
    const later = ownValue(renamed, key);
    const near = later !== undefined && names.includes(later) ? later : nearest(key, names);
    const elsewhere = ownValue(moved, key);
    yield {
      message: `${notation(path)} has no field ${key}.`,
      path: [...path, key],
      fix: elsewhere ?? (near === undefined ? `The fields here are ${names.join(', ')}.` : `Write ${near}.`),
    };
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

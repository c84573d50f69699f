import { type Component, notation, read } from '../../../collector/effective';
import { at, didYouMean, entries, field, isSet, type Path } from '../../../documents';
import { type CollectorSubject, runsSeveral } from '../../../platform';
import type { CollectorRule, Problem } from '../../rule';

export const jaegerV2IsConfiguredWhole: CollectorRule = {
  id: 'JG-20',
  title: 'A configuration of Jaeger v2 declares the storages it names, and enables them',
  severity: 'error',
  why: 'Validation passes, and Jaeger stops at its start: the storage is not declared.',
  fix: 'Declare the storage under jaeger_storage.backends, and list jaeger_storage and jaeger_query in service.extensions.',
  appliesTo: 'collector',
  example: `  receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
- exporters: {jaeger_storage_exporter: {trace_storage: mian}}
+ exporters: {jaeger_storage_exporter: {trace_storage: main}}
  extensions:
    jaeger_storage: {backends: {main: {memory: {max_traces: 10000}}}}
    jaeger_query: {storage: {traces: main}}
  service:
    extensions: [jaeger_storage, jaeger_query]
    pipelines: {traces: {receivers: [otlp], exporters: [jaeger_storage_exporter]}}
`,
  *check(subject) {
    const reading = read(subject);
    const storage = reading.components.find(
      ({ class: own, type }) => own === 'extension' && type === 'jaeger_storage',
    );
    const users = reading.components.filter(
      ({ type }) => type === 'jaeger_storage_exporter' || type === 'jaeger_query',
    );
    if (storage === undefined && users.length === 0) return;
    const backends =
      storage === undefined ? [] : entries(at(storage.body, ['backends'])).map(([name]) => name);
    for (const user of users) {
      for (const { name, path } of storagesNamed(user)) {
        if (name.includes('$') || backends.includes(name)) continue;
        yield {
          message: `${notation(user.path)} stores in "${name}", which jaeger_storage does not declare${didYouMean(name, backends)}.`,
          path,
        };
      }
    }
    yield* judgeEnabled(subject, storage, users);
    if (storage !== undefined) yield* judgeBackends(subject, storage);
  },
};

function storagesNamed({ body, path }: Component): readonly { name: string; path: Path }[] {
  const places: readonly Path[] = [['trace_storage'], ['storage', 'traces'], ['storage', 'traces_archive']];
  return places.flatMap((place) => {
    const name = at(body, place);
    return typeof name === 'string' ? [{ name, path: [...path, ...place] }] : [];
  });
}

function* judgeEnabled(
  subject: CollectorSubject,
  storage: Component | undefined,
  users: readonly Component[],
): Generator<Problem> {
  const enabled = subject.enabledExtensions;
  if (read(subject).open) return;
  // An extension that is defined and not listed has a rule of its own; here it is needed.
  if (
    storage !== undefined &&
    !enabled.includes(storage.id) &&
    users.some(({ class: own }) => own === 'exporter')
  ) {
    yield {
      message: 'jaeger_storage is not listed in service.extensions, but an exporter stores in it.',
      path: ['service', 'extensions'],
    };
  }
}

function* judgeBackends(subject: CollectorSubject, storage: Component): Generator<Problem> {
  for (const [name, backend] of entries(field(storage.body, 'backends'))) {
    const path = [...storage.path, 'backends', name];
    const isLocal =
      isSet(field(backend, 'memory')) || (isSet(field(backend, 'badger')) && runsSeveral(subject) === true);
    if (!isLocal || runsSeveral(subject) !== true) continue;
    yield {
      message: `${notation(path)} keeps traces in each of several pods, so none has all of them.`,
      path,
      severity: 'warning',
    };
  }
}

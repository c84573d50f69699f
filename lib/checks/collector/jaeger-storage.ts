import { notation, type Reading, runningComponents } from '../../collector/effective';
import { at, type Data, entries, field, isMap, isOpen, knownText, nearest, type Path } from '../../documents';
import type { Problem } from '../rule';

interface BackendName {
  readonly value: Data | undefined;
  readonly path: Path;
  readonly group: 'backends' | 'metric_backends';
}

/**
 * Jaeger v2 (2.20): the storage exporter, the query service and others name a backend of the jaeger_storage extension,
 * which must be enabled and hold it.
 */
export function* jaegerStorageProblems(reading: Reading): Generator<Problem> {
  const names = runningComponents(reading).flatMap(({ class: componentClass, type, body, path }) =>
    backendNames(`${componentClass}/${type}`, body, path),
  );
  if (names.length === 0) return;
  const storage = reading.components.find((component) => component.type === 'jaeger_storage');
  const isEnabled = storage !== undefined && reading.extensions.some(({ id }) => id === storage.id);
  for (const { value, path, group } of names) {
    const name = knownText(value);
    if (name === undefined || name === '') continue;
    if (storage === undefined || !isEnabled) {
      const fault = storage === undefined ? 'is not defined' : 'is not listed in service::extensions';
      yield {
        message: `${notation(path)} names storage "${name}", but the extension jaeger_storage ${fault}.`,
        path,
      };
      continue;
    }
    const known = entries(field(storage.body, group)).map(([key]) => key);
    if (known.includes(name) || isOpen(storage.body) || isOpen(field(storage.body, group))) continue;
    const guess = nearest(name, known);
    yield {
      message: `${notation(path)} names storage "${name}", which ${notation([...storage.path, group])} does not declare.`,
      path,
      fix:
        guess === undefined
          ? `Declare "${name}" under ${notation([...storage.path, group])}.`
          : `Write "${guess}".`,
    };
  }
}

function backendNames(classAndType: string, body: Data, path: Path): BackendName[] {
  const named = (keys: readonly string[], group: BackendName['group'] = 'backends'): BackendName => ({
    value: at(body, keys),
    path: [...path, ...keys],
    group,
  });
  if (!isMap(body)) return [];
  switch (classAndType) {
    case 'exporter/jaeger_storage_exporter':
      return [named(['trace_storage'])];
    case 'extension/jaeger_query':
      return [
        named(['storage', 'traces']),
        named(['storage', 'traces_archive']),
        named(['storage', 'metrics'], 'metric_backends'),
      ];
    case 'extension/remote_sampling':
      return [named(['adaptive', 'sampling_store'])];
    case 'extension/remote_storage':
      return [named(['storage'])];
    default:
      return [];
  }
}

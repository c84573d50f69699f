import { type Data, field, isEmpty, isMap, isOpen, isSet } from '../../../documents';
import { all, type Constraint, each, fields, oneOf, oneOfAnyCase, within } from '../constraint';

/** A level may be written as its number, whatever that is. */
const wordOrNumber: Constraint = function* (value, path) {
  if (!isSet(value) || typeof value === 'string' || typeof value === 'number') return;
  yield { path, message: 'must be a word' };
};

const metricsLevel = all(oneOfAnyCase('none', 'basic', 'normal', 'detailed'), wordOrNumber);

/** zap's levels; an empty one is info. */
const logLevel = all(
  oneOfAnyCase('', 'debug', 'info', 'warn', 'warning', 'error', 'dpanic', 'panic', 'fatal'),
  wordOrNumber,
);

/** Each entry is of one type: with two the collector refuses to start, with none there is nothing to make. */
function oneType(...names: readonly string[]): Constraint {
  return function* (entry, path) {
    if (!isMap(entry) || names.some((name) => isOpen(entry[name]))) return;
    const written = names.filter((name) => isSet(entry[name]));
    const [first = '', second] = written;
    if (second !== undefined) {
      yield {
        path: [...path, second],
        message: `stands beside ${first}: an entry has one of ${names.join(' and ')}`,
        fix: 'Write an entry of its own for each.',
      };
    } else if (written.length === 0) {
      yield { path, message: `needs ${names.join(' or ')}` };
    }
  };
}

const otlp: Constraint = all(
  function* (exporter, path) {
    if (!isMap(exporter)) return;
    if (!isSet(exporter.protocol)) yield { path, message: 'needs "protocol": http/protobuf or grpc' };
  },
  fields({ protocol: oneOf('http/protobuf', 'grpc', 'grpc/protobuf'), compression: oneOf('gzip', 'none') }),
);

/** An exporter of a type that this file does not know is left alone. */
const pushed: Constraint = all(function* (exporter, path) {
  if (!isMap(exporter) || !isSet(exporter.console) || !isSet(exporter.otlp)) return;
  yield { path: [...path, 'otlp'], message: 'stands beside console: an exporter is of one type' };
}, fields({ otlp }));

const pulled: Constraint = fields({
  prometheus: all(
    function* (exporter, path) {
      if (!isMap(exporter)) return;
      for (const name of ['host', 'port'])
        if (!isSet(exporter[name])) yield { path, message: `needs "${name}"` };
    },
    fields({ port: within({ atLeast: 0, atMost: 65535 }) }),
  ),
});

/** An exporter of the other kind: the collector 0.158 panics while it reads the configuration. */
function misplaced(reader: 'pull' | 'periodic', names: readonly string[], other: string): Constraint {
  return function* (data, path) {
    const exporter = field(field(data, reader), 'exporter');
    if (!isMap(exporter)) return;
    for (const name of names) {
      if (isMap(exporter[name]))
        yield { path: [...path, reader, 'exporter', name], message: `belongs under "${other}"` };
    }
  };
}

/** A reader that hands its metrics to nobody is refused when the providers are made. */
const exporterGiven: Constraint = function* (reader, path) {
  for (const name of ['periodic', 'pull']) {
    const block = field(reader, name);
    if (!isMap(block) || isOpen(block)) continue;
    if (isEmpty(block.exporter)) yield { path: [...path, name], message: 'needs an "exporter"' };
  }
};

const readers: Constraint = each(
  all(
    oneType('pull', 'periodic'),
    exporterGiven,
    misplaced('periodic', ['prometheus'], 'pull'),
    misplaced('pull', ['otlp', 'console'], 'periodic'),
    fields({ periodic: fields({ exporter: pushed }), pull: fields({ exporter: pulled }) }),
  ),
);

const processors: Constraint = each(
  all(
    oneType('batch', 'simple'),
    fields({ batch: fields({ exporter: pushed }), simple: fields({ exporter: pushed }) }),
  ),
);

/** Own metrics that are wanted need somebody to read them; views need the most detailed level. */
const metricsTogether: Constraint = function* (metrics, path) {
  if (!isMap(metrics) || isOpen(metrics.level) || isOpen(metrics.readers)) return;
  const level = typeof metrics.level === 'string' ? metrics.level.toLowerCase() : 'normal';
  const isEmptied = Array.isArray(metrics.readers) && metrics.readers.length === 0;
  if (isEmptied && level !== 'none') {
    yield {
      path: [...path, 'readers'],
      message: `must not be empty at level ${level}`,
      fix: 'Write a reader, or level: none.',
    };
  }
  if (isSet(metrics.views) && level !== 'detailed') {
    yield {
      path: [...path, 'views'],
      message: `needs level: detailed, and the level is ${level}`,
      fix: 'Write level: detailed, or remove the views.',
    };
  }
};

const resource: Constraint = function* (value, path) {
  if (!isMap(value)) return;
  if (isSet(value.attributes_list)) {
    yield { path: [...path, 'attributes_list'], message: 'is not supported', fix: 'Write attributes.' };
  }
  const own = ['attributes', 'attributes_list', 'detectors', 'schema_url', 'detection/development'];
  const legacy = Object.entries(value).filter(([key]) => !own.includes(key));
  for (const [key, item] of legacy) {
    if (isText(item) || key.includes('${')) continue;
    yield { path: [...path, key], message: 'must be a text or null', fix: 'Put the value in quotes.' };
  }
  const [first] = legacy;
  if (first !== undefined && !isEmpty(value.attributes)) {
    yield { path: [...path, first[0]], message: 'does not go with attributes: write all of them there' };
  }
};

function isText(value: Data): boolean {
  return value === null || typeof value === 'string';
}

/** `service.telemetry`: what is refused when it is decoded and validated, or when its providers are made (collector 0.158). */
export const telemetryConstraint: Constraint = fields({
  logs: fields({ level: logLevel, encoding: oneOf('json', 'console'), processors }),
  metrics: all(fields({ level: metricsLevel, readers }), metricsTogether),
  traces: fields({ level: metricsLevel, processors }),
  resource,
});

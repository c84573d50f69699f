import { type Data, field, isEmpty, isMap, isOpen, isSet } from '../../../documents';
import {
  alike,
  all,
  type Constraint,
  each,
  fields,
  oneOf,
  oneOfAnyCase,
  refused,
  within,
} from '../constraint';

/** A level may be written as its number, whatever that is. */
const wordOrNumber = refused(
  (value) => isSet(value) && typeof value !== 'string' && typeof value !== 'number',
  'must be a word',
);

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
  refused(
    (exporter) => isMap(exporter) && !isSet(exporter.protocol),
    'needs "protocol": http/protobuf or grpc',
  ),
  fields({ protocol: oneOf('http/protobuf', 'grpc', 'grpc/protobuf'), compression: oneOf('gzip', 'none') }),
);

/** An exporter of a type that this file does not know is left alone. */
const pushed: Constraint = all(
  refused(
    (exporter) => isSet(field(exporter, 'console')) && isSet(field(exporter, 'otlp')),
    'stands beside console: an exporter is of one type',
    { at: ['otlp'] },
  ),
  fields({ otlp }),
);

const pulled: Constraint = fields({
  prometheus: all(
    ...['host', 'port'].map((name) =>
      refused((exporter) => isMap(exporter) && !isSet(exporter[name]), `needs "${name}"`),
    ),
    fields({ port: within({ atLeast: 0, atMost: 65535 }) }),
  ),
});

/** An exporter of the other kind: the collector 0.158 panics while it reads the configuration. */
function belongsUnder(other: 'pull' | 'periodic'): Constraint {
  return refused(isMap, `belongs under "${other}"`);
}

/** A reader that hands its metrics to nobody is refused when the providers are made. */
const exporterGiven = refused((block) => isMap(block) && isEmpty(block.exporter), 'needs an "exporter"');

const readers: Constraint = each(
  all(
    oneType('pull', 'periodic'),
    alike(['periodic', 'pull'], exporterGiven),
    fields({ periodic: fields({ exporter: fields({ prometheus: belongsUnder('pull') }) }) }),
    fields({ pull: fields({ exporter: alike(['otlp', 'console'], belongsUnder('periodic')) }) }),
    fields({ periodic: fields({ exporter: pushed }), pull: fields({ exporter: pulled }) }),
  ),
);

const processors: Constraint = each(
  all(oneType('batch', 'simple'), alike(['batch', 'simple'], fields({ exporter: pushed }))),
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
  yield* fields({
    attributes_list: refused(isSet, 'is not supported', { fix: 'Write attributes.' }),
  })(value, path);
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

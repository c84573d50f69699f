import type { ComponentField, FieldGroup, FieldType, ValueType } from './fields';

/** A word for a single value, `[type]` for a list, a map of fields for an object. */
type Shape =
  | ValueType
  | readonly [Shape]
  | { readonly [field: string]: Shape }
  | { readonly anyKey: Shape; readonly isMap: true };

const anything = { anyKey: 'any', isMap: true } as const;

/** Both forms of headers: a list of name and value, and the map of the older format, which is still read. */
const otlp: { readonly [field: string]: Shape } = {
  certificate: 'text',
  client_certificate: 'text',
  client_key: 'text',
  compression: 'text',
  endpoint: 'text',
  headers: 'any',
  headers_list: 'text',
  insecure: 'boolean',
  protocol: 'text',
  timeout: 'integer',
};

const includeExclude: Shape = { included: ['text'], excluded: ['text'] };

const prometheus: Shape = {
  host: 'text',
  port: 'integer',
  with_resource_constant_labels: includeExclude,
  without_scope_info: 'boolean',
  without_type_suffix: 'boolean',
  without_units: 'boolean',
};

/** Exporters and processors take further keys, for types that a program may add. */
const open = (fields: { readonly [field: string]: Shape }): Shape => ({ ...fields, '*': 'any' });

const queue = (exporter: Shape): { readonly [field: string]: Shape } => ({
  export_timeout: 'integer',
  exporter,
  max_export_batch_size: 'integer',
  max_queue_size: 'integer',
  schedule_delay: 'integer',
});

const processors = (exporter: Shape): Shape => [open({ batch: queue(exporter), simple: { exporter } })];

const aggregation: Shape = {
  base2_exponential_bucket_histogram: {
    max_scale: 'integer',
    max_size: 'integer',
    record_min_max: 'boolean',
  },
  default: anything,
  drop: anything,
  explicit_bucket_histogram: { boundaries: ['number'], record_min_max: 'boolean' },
  last_value: anything,
  sum: anything,
};

/** `service.telemetry` of collector 0.158 (service/telemetry/otelconftelemetry, otelconf 0.24 in both formats that it reads). */
const shape: { readonly [field: string]: Shape } = {
  logs: {
    // A word, or its number.
    level: 'any',
    development: 'boolean',
    encoding: 'text',
    disable_caller: 'boolean',
    disable_stacktrace: 'boolean',
    sampling: { enabled: 'boolean', tick: 'duration', initial: 'integer', thereafter: 'integer' },
    output_paths: ['text'],
    error_output_paths: ['text'],
    initial_fields: anything,
    processors: processors(open({ console: anything, otlp })),
    disable_zap_resource: 'boolean',
  },
  metrics: {
    // A word, or its number.
    level: 'any',
    readers: [
      {
        periodic: {
          exporter: open({
            console: anything,
            otlp: { ...otlp, default_histogram_aggregation: 'text', temporality_preference: 'text' },
          }),
          interval: 'integer',
          timeout: 'integer',
        },
        producers: ['any'],
        pull: { exporter: open({ prometheus }) },
      },
    ],
    views: [
      {
        selector: {
          instrument_name: 'text',
          instrument_type: 'text',
          meter_name: 'text',
          meter_schema_url: 'text',
          meter_version: 'text',
          unit: 'text',
        },
        stream: { aggregation, attribute_keys: 'any', description: 'text', name: 'text' },
      },
    ],
  },
  traces: {
    // A word, or its number.
    level: 'any',
    propagators: ['text'],
    limits: {
      attribute_count_limit: 'integer',
      attribute_value_length_limit: 'integer',
      event_attribute_count_limit: 'integer',
      event_count_limit: 'integer',
      link_attribute_count_limit: 'integer',
      link_count_limit: 'integer',
    },
    processors: processors(
      open({ console: anything, otlp, zipkin: { endpoint: 'text', timeout: 'integer' } }),
    ),
    sampler: anything,
  },
  resource: anything,
};

/** The fields of `service.telemetry`, as collector 0.158 decodes it. */
export const telemetryFields: FieldGroup = group('Telemetry', shape);

/** The release that the fields were read from. */
export const telemetryRelease = '0.158.0';

function group(name: string, fields: { readonly [field: string]: Shape }): FieldGroup {
  const { '*': others, ...own } = fields;
  return {
    name,
    fields: new Map(Object.entries(own).map(([field, type]) => [field, componentField(field, type)])),
    ...(others === undefined ? {} : { others: typeOf(others, name) }),
  };
}

function componentField(name: string, type: Shape): ComponentField {
  return { name, type: typeOf(type, name), required: false, optional: false, deprecated: false };
}

function typeOf(type: Shape, name: string): FieldType {
  if (typeof type === 'string') return { kind: type };
  if (Array.isArray(type)) return { kind: 'list', of: typeOf(type[0] as Shape, name) };
  if (isAnyMap(type)) return { kind: 'map', of: typeOf(type.anyKey, name) };
  return { kind: 'object', object: group(name, type as { readonly [field: string]: Shape }) };
}

function isAnyMap(type: Shape): type is { readonly anyKey: Shape; readonly isMap: true } {
  return typeof type === 'object' && 'isMap' in type && type.isMap === true;
}

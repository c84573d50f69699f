import { type Data, isMap, ownValue, type Path } from '../documents';
import { print, quoted } from './code';
import { type AdoptContext, note } from './context';
import { environmentCode, literal } from './literals';

/** The fields that the model's `Telemetry` takes, in a form that data can be held against. */
type Shape =
  | 'text'
  | 'number'
  | 'boolean'
  | 'secret'
  | 'textOrNull'
  | { readonly words: readonly string[] }
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly either: readonly Shape[] }
  | { readonly fields: { readonly [name: string]: Shape }; readonly required?: readonly string[] };

const otlp: Shape = {
  fields: {
    protocol: { words: ['http/protobuf', 'grpc'] },
    endpoint: 'text',
    insecure: 'boolean',
    headers: { list: { fields: { name: 'text', value: 'secret' }, required: ['name', 'value'] } },
  },
  required: ['protocol', 'endpoint'],
};
const only = (name: string, shape: Shape): Shape => ({ fields: { [name]: shape }, required: [name] });
const batch: Shape = only('batch', only('exporter', only('otlp', otlp)));

const telemetry: Shape = {
  fields: {
    metrics: {
      fields: {
        level: { words: ['none', 'basic', 'normal', 'detailed'] },
        readers: { list: { either: [pullReader(), periodicReader()] } },
        address: 'text',
      },
    },
    logs: {
      fields: {
        level: { words: ['debug', 'info', 'warn', 'error'] },
        encoding: { words: ['console', 'json'] },
        development: 'boolean',
        sampling: { fields: { enabled: 'boolean', initial: 'number', thereafter: 'number' } },
        initial_fields: { map: 'text' },
        processors: { list: batch },
      },
    },
    traces: { fields: { processors: { list: batch } } },
    resource: { map: 'textOrNull' },
  },
};

function pullReader(): Shape {
  const labels: Shape = { fields: { included: { list: 'text' }, excluded: { list: 'text' } } };
  const prometheus: Shape = {
    fields: {
      host: 'text',
      port: 'number',
      with_resource_constant_labels: labels,
      without_scope_info: 'boolean',
      without_type_suffix: 'boolean',
      without_units: 'boolean',
    },
    required: ['host', 'port'],
  };
  return only('pull', only('exporter', only('prometheus', prometheus)));
}

function periodicReader(): Shape {
  return only('periodic', {
    fields: { interval: 'number', timeout: 'number', exporter: only('otlp', otlp) },
    required: ['exporter'],
  });
}

/** `service.telemetry` as an expression; through a cast where the model's type does not know what stands there. */
export function telemetryCode(context: AdoptContext, value: Data, path: Path, taken: number): string {
  const fits = isFitting(value, telemetry);
  const code = print(
    literal(context, value, path, (item, place) =>
      fits && isSecretPlace(place) ? secretCode(context, item) : undefined,
    ),
    '  ',
    taken,
  );
  if (fits) return code;
  context.imports.add('Telemetry');
  const why = 'it has fields or forms that the type Telemetry does not know';
  note(context, 'kept', path, `goes through a cast, unchecked: ${why}`);
  return `${code} as unknown as Telemetry`;
}

/** `headers[].value` of an OTLP target. */
function isSecretPlace(path: Path): boolean {
  return path.at(-1) === 'value' && path.at(-3) === 'headers';
}

function secretCode(context: AdoptContext, value: Data): string | undefined {
  const variable = environmentCode(context, value);
  if (variable !== undefined) return variable;
  context.imports.add('plainText');
  return typeof value === 'string' ? `plainText(${quoted(value)})` : undefined;
}

function isFitting(value: Data, shape: Shape): boolean {
  if (typeof shape === 'string') return isScalarFitting(value, shape);
  if ('words' in shape) return typeof value === 'string' && shape.words.includes(value);
  if ('list' in shape) return Array.isArray(value) && value.every((item) => isFitting(item, shape.list));
  if ('map' in shape) return isMap(value) && Object.values(value).every((item) => isFitting(item, shape.map));
  if ('either' in shape) return shape.either.some((one) => isFitting(value, one));
  if (!isMap(value)) return false;
  const hasRequired = (shape.required ?? []).every((name) => Object.hasOwn(value, name));
  return (
    hasRequired &&
    Object.entries(value).every(([name, item]) => {
      const field = ownValue(shape.fields, name);
      return field !== undefined && isFitting(item, field);
    })
  );
}

function isScalarFitting(
  value: Data,
  shape: 'text' | 'number' | 'boolean' | 'secret' | 'textOrNull',
): boolean {
  if (shape === 'textOrNull') return value === null || typeof value === 'string';
  return typeof value === (shape === 'text' || shape === 'secret' ? 'string' : shape);
}

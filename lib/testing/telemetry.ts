import { createHash } from 'node:crypto';

/** A value of an attribute. */
export type AttributeValue =
  | string
  | number
  | boolean
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };

/** Attributes by name, as `{ 'http.route': '/orders' }`. */
export type Attributes = { readonly [name: string]: AttributeValue };

/** A span to give in, or one that an exporter got. */
export interface Span {
  readonly name: string;
  readonly attributes: Attributes;
  /** Attributes of the resource that sent it. */
  readonly resource: Attributes;
  /** `internal`, `server`, `client`, `producer`, `consumer` or `unspecified`. */
  readonly kind: string;
  /** `unset`, `ok` or `error`. */
  readonly status: string;
  readonly statusMessage: string;
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** Empty for the first span of a trace. */
  readonly parentSpanId: string;
  /** How long it took, in ms. */
  readonly duration: number;
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
  /** Name of the instrumentation. */
  readonly scope: string;
}

/** A log record to give in, or one that an exporter got. */
export interface Log {
  readonly body: AttributeValue;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  /** Text, as `ERROR`. */
  readonly severity: string;
  /** 1 to 24; 17 is an error; 0 where it is not known. */
  readonly severityNumber: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly scope: string;
}

/** A data point of a metric to give in, or one that an exporter got. */
export interface Metric {
  readonly name: string;
  /** `gauge`, `sum`, `histogram`, `exponentialHistogram` or `summary`. */
  readonly type: string;
  readonly unit: string;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  /** Of a gauge or sum the value, of the others the count. */
  readonly value: number;
  /** Of a histogram or summary, where it is told. */
  readonly sum?: number;
  /** `delta`, `cumulative` or `unspecified`; empty where there is none. */
  readonly temporality: string;
  readonly isMonotonic: boolean;
  readonly scope: string;
}

/** Telemetry of one signal, to be given in at a receiver. */
export type SignalData =
  | { readonly signal: 'traces'; readonly items: readonly Span[] }
  | { readonly signal: 'logs'; readonly items: readonly Log[] }
  | { readonly signal: 'metrics'; readonly items: readonly Metric[] };

let made = 0;

/** Digits that no other call gave, the same in each run. */
function digits(length: number): string {
  made += 1;
  return createHash('sha256').update(String(made)).digest('hex').slice(0, length);
}

/**
 * A span; the first of a trace of its own unless `more` names another.
 *
 * @param more what differs from an internal span without status that took 100 ms
 */
export function span(
  name: string,
  attributes: Attributes = {},
  more: Partial<Omit<Span, 'name' | 'attributes'>> = {},
): Span {
  return {
    name,
    attributes,
    resource: {},
    kind: 'internal',
    status: 'unset',
    statusMessage: '',
    traceId: digits(32),
    spanId: digits(16),
    parentSpanId: '',
    duration: 100,
    events: [],
    scope: '',
    ...more,
  };
}

/** A log record. */
export function log(
  body: AttributeValue,
  attributes: Attributes = {},
  more: Partial<Omit<Log, 'body' | 'attributes'>> = {},
): Log {
  return {
    body,
    attributes,
    resource: {},
    severity: '',
    severityNumber: 0,
    traceId: '',
    spanId: '',
    scope: '',
    ...more,
  };
}

/** A data point of a gauge, or of what `more` says. */
export function metric(
  name: string,
  value: number,
  attributes: Attributes = {},
  more: Partial<Omit<Metric, 'name' | 'value' | 'attributes'>> = {},
): Metric {
  return {
    name,
    value,
    type: 'gauge',
    unit: '',
    attributes,
    resource: {},
    temporality: '',
    isMonotonic: false,
    scope: '',
    ...more,
  };
}

/** Spans as telemetry. */
export function spans(...items: Span[]): SignalData {
  return { signal: 'traces', items };
}

/** Log records as telemetry. */
export function logs(...items: Log[]): SignalData {
  return { signal: 'logs', items };
}

/** Data points as telemetry. */
export function metrics(...items: Metric[]): SignalData {
  return { signal: 'metrics', items };
}

/** Spans of one trace: the first is its root, the others are its children unless they name another parent. */
export function trace(root: Span, ...children: Span[]): SignalData {
  const { traceId, spanId } = root;
  const below = children.map((child) => ({
    ...child,
    traceId,
    parentSpanId: child.parentSpanId === '' ? spanId : child.parentSpanId,
  }));
  return { signal: 'traces', items: [root, ...below] };
}

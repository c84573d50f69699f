import { ownValue } from '../documents';
import type { Attributes, AttributeValue, Log, Metric, SignalData, Span } from './telemetry';

/** Where the items of each signal stand in OTLP as JSON. */
export const envelopes = {
  traces: ['resourceSpans', 'scopeSpans', 'spans'],
  logs: ['resourceLogs', 'scopeLogs', 'logRecords'],
  metrics: ['resourceMetrics', 'scopeMetrics', 'metrics'],
} as const;

/** OTLP as JSON of telemetry: a resource for each item, in their order. */
export function otlpOf({ signal, items }: SignalData, now: number): object {
  const [byResource, byScope, list] = envelopes[signal];
  return {
    [byResource]: items.map((item) => ({
      resource: { attributes: attributesOf(item.resource) },
      [byScope]: [{ scope: { name: item.scope }, [list]: [writtenItem(item, now)] }],
    })),
  };
}

function writtenItem(item: Span | Log | Metric, now: number): object {
  if ('duration' in item) return spanOf(item, now);
  return 'body' in item ? logOf(item, now) : metricOf(item, now);
}

const nanoseconds = (ms: number): string => String(BigInt(Math.round(ms * 1000)) * 1000n);

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const statuses = ['unset', 'ok', 'error'];
const temporalities = ['unspecified', 'delta', 'cumulative'];

/** The number behind a word; the first where the word is none of them. */
const numberOf = (words: readonly string[], word: string): number => Math.max(0, words.indexOf(word));

function spanOf(item: Span, now: number): object {
  return {
    traceId: item.traceId,
    spanId: item.spanId,
    parentSpanId: item.parentSpanId,
    name: item.name,
    kind: numberOf(kinds, item.kind),
    startTimeUnixNano: nanoseconds(now - item.duration),
    endTimeUnixNano: nanoseconds(now),
    attributes: attributesOf(item.attributes),
    events: item.events.map(({ name, attributes }) => ({
      name,
      timeUnixNano: nanoseconds(now),
      attributes: attributesOf(attributes),
    })),
    status: { code: numberOf(statuses, item.status), message: item.statusMessage },
  };
}

function logOf(item: Log, now: number): object {
  return {
    timeUnixNano: nanoseconds(now),
    observedTimeUnixNano: nanoseconds(now),
    severityNumber: item.severityNumber,
    severityText: item.severity,
    body: writtenValue(item.body),
    attributes: attributesOf(item.attributes),
    traceId: item.traceId,
    spanId: item.spanId,
  };
}

function metricOf(item: Metric, now: number): object {
  const times = { startTimeUnixNano: nanoseconds(now - 1000), timeUnixNano: nanoseconds(now) };
  const point = { ...times, attributes: attributesOf(item.attributes) };
  const aggregationTemporality = numberOf(
    temporalities,
    item.temporality === '' ? 'cumulative' : item.temporality,
  );
  const head = { name: item.name, unit: item.unit };
  const number = Number.isInteger(item.value) ? { asInt: String(item.value) } : { asDouble: item.value };
  const counted = { ...point, count: String(item.value), sum: item.sum ?? 0 };
  const { isMonotonic } = item;
  const count = String(item.value);
  const pointsByType: { readonly [type: string]: object } = {
    sum: { aggregationTemporality, isMonotonic, dataPoints: [{ ...point, ...number }] },
    histogram: {
      aggregationTemporality,
      dataPoints: [{ ...counted, bucketCounts: [count], explicitBounds: [] }],
    },
    exponentialHistogram: { aggregationTemporality, dataPoints: [{ ...counted, zeroCount: count }] },
    summary: { dataPoints: [counted] },
  };
  const points = ownValue(pointsByType, item.type);
  return points
    ? { ...head, [item.type]: points }
    : { ...head, gauge: { dataPoints: [{ ...point, ...number }] } };
}

function attributesOf(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: writtenValue(value) }));
}

function writtenValue(value: AttributeValue): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (isList(value)) return { arrayValue: { values: value.map(writtenValue) } };
  return { kvlistValue: { values: attributesOf(value) } };
}

function isList(value: AttributeValue): value is readonly AttributeValue[] {
  return Array.isArray(value);
}

export { kinds, statuses, temporalities };

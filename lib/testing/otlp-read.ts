import { envelopes, kinds, statuses, temporalities } from './otlp-write';
import type { Attributes, AttributeValue, Log, Metric, Span } from './telemetry';

interface Envelope {
  readonly resource?: { readonly attributes?: readonly KeyValue[] };
  readonly scope?: { readonly name?: string };
}

/** The items of a signal in their order, each with its resource and its scope. */
function itemsIn<Item>(data: object, signal: keyof typeof envelopes) {
  const [byResource, byScope, items] = envelopes[signal];
  const list = (holder: object, key: string): readonly Envelope[] => Reflect.get(holder, key) ?? [];
  return list(data, byResource).flatMap((outer) =>
    list(outer, byScope).flatMap((inner) =>
      list(inner, items).map((item) => ({
        item: item as Item,
        resource: attributesOf(outer.resource?.attributes),
        scope: inner.scope?.name ?? '',
      })),
    ),
  );
}

interface KeyValue {
  readonly key: string;
  readonly value?: OtlpValue;
}

interface OtlpValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string | number;
  readonly doubleValue?: number;
  readonly bytesValue?: string;
  readonly arrayValue?: { readonly values?: readonly OtlpValue[] };
  readonly kvlistValue?: { readonly values?: readonly KeyValue[] };
}

interface OtlpSpan {
  readonly name?: string;
  readonly kind?: number;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano?: string;
  readonly endTimeUnixNano?: string;
  readonly attributes?: readonly KeyValue[];
  readonly events?: readonly { readonly name?: string; readonly attributes?: readonly KeyValue[] }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}

/** The spans in OTLP as JSON, in their order. */
export function spansIn(data: object): Span[] {
  return itemsIn<OtlpSpan>(data, 'traces').map(({ item, resource, scope }) => ({
    name: item.name ?? '',
    attributes: attributesOf(item.attributes),
    resource,
    kind: kinds[item.kind ?? 0] ?? 'unspecified',
    status: statuses[item.status?.code ?? 0] ?? 'unset',
    statusMessage: item.status?.message ?? '',
    traceId: item.traceId ?? '',
    spanId: item.spanId ?? '',
    parentSpanId: item.parentSpanId ?? '',
    duration: Number(BigInt(item.endTimeUnixNano ?? 0) - BigInt(item.startTimeUnixNano ?? 0)) / 1e6,
    events: (item.events ?? []).map(({ name = '', attributes }) => ({
      name,
      attributes: attributesOf(attributes),
    })),
    scope,
  }));
}

interface OtlpLog {
  readonly severityNumber?: number;
  readonly severityText?: string;
  readonly body?: OtlpValue;
  readonly attributes?: readonly KeyValue[];
  readonly traceId?: string;
  readonly spanId?: string;
}

/** The log records in OTLP as JSON, in their order. */
export function logsIn(data: object): Log[] {
  return itemsIn<OtlpLog>(data, 'logs').map(({ item, resource, scope }) => ({
    body: readValue(item.body),
    attributes: attributesOf(item.attributes),
    resource,
    severity: item.severityText ?? '',
    severityNumber: item.severityNumber ?? 0,
    traceId: item.traceId ?? '',
    spanId: item.spanId ?? '',
    scope,
  }));
}

interface OtlpPoint {
  readonly attributes?: readonly KeyValue[];
  readonly asInt?: string | number;
  readonly asDouble?: number;
  readonly count?: string | number;
  readonly sum?: number;
}

interface OtlpPoints {
  readonly dataPoints?: readonly OtlpPoint[];
  readonly aggregationTemporality?: number;
  readonly isMonotonic?: boolean;
}

const metricTypes = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'] as const;

type OtlpMetric = { readonly name?: string; readonly unit?: string } & {
  readonly [type in (typeof metricTypes)[number]]?: OtlpPoints;
};

/** The data points in OTLP as JSON, in their order. */
export function metricsIn(data: object): Metric[] {
  return itemsIn<OtlpMetric>(data, 'metrics').flatMap(({ item, resource, scope }) =>
    pointsOf(item, resource, scope),
  );
}

function pointsOf(item: OtlpMetric, resource: Attributes, scope: string): Metric[] {
  return metricTypes.flatMap((type) => {
    const { dataPoints = [], aggregationTemporality, isMonotonic = false } = item[type] ?? {};
    return dataPoints.map((point) => ({
      name: item.name ?? '',
      type,
      unit: item.unit ?? '',
      attributes: attributesOf(point.attributes),
      resource,
      value: Number(point.asInt ?? point.asDouble ?? point.count ?? 0),
      ...(point.sum === undefined ? {} : { sum: point.sum }),
      temporality: aggregationTemporality === undefined ? '' : (temporalities[aggregationTemporality] ?? ''),
      isMonotonic,
      scope,
    }));
  });
}

function attributesOf(attributes: readonly KeyValue[] = []): Attributes {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, readValue(value)]));
}

function readValue(value: OtlpValue = {}): AttributeValue {
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.boolValue !== undefined) return value.boolValue;
  if (value.intValue !== undefined) return Number(value.intValue);
  if (value.doubleValue !== undefined) return value.doubleValue;
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(readValue);
  if (value.kvlistValue !== undefined) return attributesOf(value.kvlistValue.values);
  return value.bytesValue ?? '';
}

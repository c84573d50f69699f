import { setTimeout as sleep } from 'node:timers/promises';

interface Value {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly boolValue?: boolean;
}

type Attributes = readonly { readonly key: string; readonly value: Value }[];

/** A span as Jaeger gives it back. */
export interface JaegerSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  /** OTLP's number: 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly resource: Readonly<Record<string, string>>;
  /** Nanoseconds since 1970. */
  readonly start: bigint;
  readonly end: bigint;
}

interface RawSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind?: number;
  readonly attributes?: Attributes;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}

interface Reply {
  readonly result?: {
    readonly resourceSpans?: readonly {
      readonly resource?: { readonly attributes?: Attributes };
      readonly scopeSpans?: readonly { readonly spans?: readonly RawSpan[] }[];
    }[];
  };
}

/** All spans of a service since a moment, by Jaeger's API v3; none is an empty list. */
export async function readSpans(queryUrl: string, service: string, since: Date): Promise<JaegerSpan[]> {
  const query = new URLSearchParams({
    'query.service_name': service,
    'query.start_time_min': since.toISOString(),
    'query.start_time_max': new Date(Date.now() + 60_000).toISOString(),
    'query.num_traces': '10000',
  });
  const answer = await fetch(`${queryUrl}/api/v3/traces?${query}`);
  if (answer.status === 404) return [];
  if (!answer.ok) throw new Error(`Jaeger answered ${answer.status}: ${await answer.text()}`);
  // A long answer comes as several JSON objects, one a line.
  const replies = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Reply);
  return replies.flatMap(spansOf);
}

function spansOf({ result }: Reply): JaegerSpan[] {
  return (result?.resourceSpans ?? []).flatMap(({ resource, scopeSpans = [] }) =>
    scopeSpans.flatMap(({ spans = [] }) => spans.map((span) => spanOf(span, table(resource?.attributes)))),
  );
}

function spanOf(span: RawSpan, resource: JaegerSpan['resource']): JaegerSpan {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? '',
    name: span.name,
    kind: span.kind ?? 0,
    attributes: table(span.attributes),
    resource,
    start: BigInt(span.startTimeUnixNano),
    end: BigInt(span.endTimeUnixNano),
  };
}

function table(attributes: Attributes = []): Record<string, string> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.intValue ?? String(value.boolValue ?? ''),
    ]),
  );
}

/** Reads until `enough` holds or `timeoutMs` have passed, and gives what there is then. */
export async function waitForSpans(
  read: () => Promise<JaegerSpan[]>,
  enough: (spans: readonly JaegerSpan[]) => boolean,
  timeoutMs: number,
): Promise<JaegerSpan[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const spans = await read().catch(() => []);
    if (enough(spans) || Date.now() > deadline) return spans;
    await sleep(250);
  }
}

/** The spans of one trace from its root down, as long as each has exactly one child. */
export function chainOf(spans: readonly JaegerSpan[]): JaegerSpan[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const chain = spans.filter(({ parentSpanId }) => !ids.has(parentSpanId)).slice(0, 1);
  for (;;) {
    const last = chain.at(-1);
    const children = spans.filter(({ parentSpanId }) => parentSpanId === last?.spanId);
    const [child] = children;
    if (last === undefined || child === undefined || children.length > 1) return chain;
    chain.push(child);
  }
}

import { trace } from '@opentelemetry/api';
import { type Logger, pino } from 'pino';

/** A JSON logger whose every line inside a request carries the ids of the current trace. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    mixin() {
      const span = trace.getActiveSpan()?.spanContext();
      return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
    },
  });
}

import { type Attributes, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { RequestError } from './errors';

/** The layer that a span stands for, the value of its attribute `component`. */
export type Layer = 'handlerLevel' | 'serviceLevel' | 'repositoryLevel';

const tracer = trace.getTracer('expenses');

/**
 * Runs `work` inside a span of its own, a child of the current one.
 * A failure that is the server's is recorded on the span; a client's mistake (4xx) leaves its status unset.
 */
export async function inSpan<T>(
  layer: Layer,
  name: string,
  work: () => Promise<T>,
  attributes: Attributes = {},
): Promise<T> {
  const options = { kind: SpanKind.INTERNAL, attributes: { component: layer, ...attributes } };
  return tracer.startActiveSpan(name, options, async (span) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RequestError) || error.status >= 500) {
        span.recordException(error instanceof Error ? error : String(error));
        span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
      }
      throw error;
    } finally {
      span.end();
    }
  });
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { DiagLogLevel, diag } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { containerDetector } from '@opentelemetry/resource-detector-container';
import {
  envDetector,
  hostDetector,
  osDetector,
  processDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';
import type { Logger } from 'pino';
import { isUntraced } from './paths';

/** Writes the metrics in Prometheus' text format as the answer to a request. */
export type MetricsHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** The running OpenTelemetry SDK. */
export interface Telemetry {
  /** Absent when `OTEL_SDK_DISABLED` is true. */
  readonly metrics?: MetricsHandler;
  /** Sends what is still waiting and stops, within `deadlineMs`; a collector that does not answer is logged, not thrown. */
  shutdown(deadlineMs: number): Promise<void>;
}

/**
 * Starts the OpenTelemetry SDK from the standard environment variables (`OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`,
 * `OTEL_EXPORTER_OTLP_*`, `OTEL_TRACES_SAMPLER`, `OTEL_BSP_*` …). Must run before the first `require('http')`.
 */
export function startTelemetry(logger: Logger): Telemetry {
  logDiagnostics(logger);
  if (process.env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return { shutdown: async () => {} };
  const prometheus = new PrometheusExporter({ preventServerStart: true });
  const sdk = new NodeSDK({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: process.env.SERVICE_NAME ?? 'expenses' }),
    ...detectors(),
    metricReaders: [prometheus],
    logRecordProcessors: [],
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: (request) => isUntraced(request.url),
        // Credential look-ups and readiness checks have no request above them: they would each be a trace.
        requireParentforOutgoingSpans: true,
      }),
    ],
  });
  sdk.start();
  return {
    metrics: (request, response) => prometheus.getMetricsRequestHandler(request, response),
    shutdown: (deadlineMs) => shutdown(sdk, deadlineMs, logger),
  };
}

/** All detectors that say something of a pod, unless `OTEL_NODE_RESOURCE_DETECTORS` names others. */
function detectors(): {
  resourceDetectors?: NonNullable<ConstructorParameters<typeof NodeSDK>[0]>['resourceDetectors'];
} {
  if (process.env.OTEL_NODE_RESOURCE_DETECTORS) return {};
  return {
    resourceDetectors: [
      containerDetector,
      hostDetector,
      osDetector,
      processDetector,
      serviceInstanceIdDetector,
      // Last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win.
      envDetector,
    ],
  };
}

/** The SDK reports failed exports here; they belong in the service's own log. */
function logDiagnostics(logger: Logger): void {
  const log =
    (level: 'error' | 'warn' | 'info' | 'debug') =>
    (message: string, ...details: unknown[]) =>
      logger[level]({ details: details.length === 0 ? undefined : details }, `opentelemetry: ${message}`);
  diag.setLogger(
    { error: log('error'), warn: log('warn'), info: log('info'), debug: log('debug'), verbose: log('debug') },
    DiagLogLevel.WARN,
  );
}

async function shutdown(sdk: NodeSDK, deadlineMs: number, logger: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    await Promise.race([sdk.shutdown(), deadline]);
  } catch (error) {
    logger.error({ err: error }, 'opentelemetry: the last spans may be lost');
  } finally {
    clearTimeout(timer);
  }
}

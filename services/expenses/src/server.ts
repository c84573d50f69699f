import { context } from '@opentelemetry/api';
import { getRPCMetadata, RPCType } from '@opentelemetry/core';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { RequestError } from './errors';
import { registerHandlers } from './handler';
import { isUntraced, paths } from './paths';
import type { Repository } from './repository/repository';
import { ExpensesService } from './service';
import type { MetricsHandler } from './telemetry';
import type { Users } from './users';
import { explain } from './validation';

/** What the HTTP server is put together from. */
export interface Parts {
  readonly repository: Repository;
  readonly users: Users;
  readonly logger: FastifyBaseLogger;
  /** Writes the metrics; absent: there is no metrics page. */
  readonly metrics?: MetricsHandler;
  /** True once the service is going down: readiness then says so, while requests are still taken. */
  isDraining(): boolean;
}

/** Largest body in bytes: an expense with every field at its limit fits twice. */
const bodyLimit = 16 * 1024;

/** Longest time in ms that a client may take to send a request, and that a connection may say nothing. */
const requestTimeoutMs = 10_000;
const connectionTimeoutMs = 60_000;

/** Keeps a kubelet's and a scraper's requests out of the log. */
class QuietProbes extends LogController {
  override isLogDisabled(request: FastifyRequest): boolean {
    return isUntraced(request.url);
  }
}

/** Builds the HTTP server, not yet listening. */
export function buildServer(parts: Parts): FastifyInstance {
  const server: FastifyInstance = fastify({
    loggerInstance: parts.logger,
    bodyLimit,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: connectionTimeoutMs,
    logController: new QuietProbes(),
    ajv: { customOptions: { allErrors: true, coerceTypes: false, removeAdditional: false } },
  });
  server.removeContentTypeParser('text/plain');
  server.addHook('onRequest', async (request) => nameServerSpan(request.routeOptions.url));
  server.addHook('preValidation', async (request) => refuseHalfCharacters(request.body));
  // Clients that keep a connection would send the next request to a process that is gone.
  server.addHook('onSend', async (_, reply) => {
    if (parts.isDraining()) reply.header('connection', 'close');
  });
  server.setErrorHandler(answerError);
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `there is no ${request.method} ${request.url.split('?', 1)[0]}` }),
  );
  registerHealth(server, parts);
  registerHandlers(server, new ExpensesService(parts.repository, parts.users));
  return server;
}

/** Half of a surrogate pair is no character: no store takes it. */
function refuseHalfCharacters(value: unknown): void {
  if (typeof value === 'string') {
    if (/\p{Cs}/u.test(value))
      throw new RequestError(400, 'the request is not valid: it holds half a character (a lone surrogate)');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      refuseHalfCharacters(key);
      refuseHalfCharacters(item);
    }
  }
}

/** The HTTP instrumentation names its span after the route that stands here when the response ends. */
function nameServerSpan(route: string | undefined): void {
  const metadata = getRPCMetadata(context.active());
  if (metadata?.type === RPCType.HTTP && route !== undefined) metadata.route = route;
}

function registerHealth(server: FastifyInstance, { repository, metrics, isDraining }: Parts): void {
  server.get(paths.live, async () => ({ status: 'ok' }));
  server.get(paths.health, async (request, reply) => {
    if (isDraining()) return reply.code(503).send({ status: 'going down' });
    try {
      await repository.check();
      return { status: 'ok' };
    } catch (error) {
      request.log.warn({ err: error }, 'not ready');
      return reply.code(503).send({ status: 'not ready', error: messageOf(error) });
    }
  });
  if (metrics === undefined) return;
  server.get(paths.metrics, (request, reply) => {
    reply.hijack();
    metrics(request.raw, reply.raw);
  });
}

const answerError: Parameters<FastifyInstance['setErrorHandler']>[0] = (error, request, reply) => {
  const { validation, statusCode } = error as FastifyError;
  if (validation !== undefined) {
    const details = explain(validation);
    const summary = details.map(({ field, message }) => `${field} ${message}`.trim()).join('; ');
    return reply.code(400).send({ error: `the request is not valid: ${summary}`, details });
  }
  const status = error instanceof RequestError ? error.status : (statusCode ?? 500);
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  // An unforeseen failure may name hosts or files: it belongs in the log, not in the answer.
  const known = error instanceof RequestError || status < 500;
  return reply.code(status).send({ error: known ? messageOf(error) : 'internal error' });
};

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

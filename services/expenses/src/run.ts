import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { DynamoDbRepository } from './repository/dynamodb';
import type { Repository } from './repository/repository';
import { SqliteRepository } from './repository/sqlite';
import { buildServer } from './server';
import type { Settings, Store } from './settings';
import type { Telemetry } from './telemetry';
import { anyUser, UserService } from './users';

/** Longest time in ms that the last export may take; the pod's grace period is 30 s by default. */
const flushDeadlineMs = 10_000;

/** Serves until SIGTERM or SIGINT, then drains, closes and flushes. Fulfilled when everything is closed. */
export async function run(settings: Settings, telemetry: Telemetry, logger: Logger): Promise<void> {
  const repository = openStore(settings.store);
  let draining = false;
  const server = buildServer({
    repository,
    users: settings.userServiceUrl === undefined ? anyUser : new UserService(settings.userServiceUrl),
    logger,
    metrics: telemetry.metrics,
    isDraining: () => draining,
  });
  const stopped = stopSignal();
  await server.listen({ host: settings.host, port: settings.port });
  const signal = await stopped;
  logger.info({ signal }, 'going down');
  draining = true;
  // Endpoints are taken out of a Service a moment after the signal: requests still come until then.
  await sleep(settings.shutdownDelayMs);
  await close(server, repository, telemetry);
}

function openStore(store: Store): Repository {
  return store.kind === 'dynamodb'
    ? new DynamoDbRepository(store.table, store.region)
    : new SqliteRepository(store.file);
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}

/** Longest time in ms that requests which have begun may take to end; half a body that never ends must not hold the pod. */
const closeDeadlineMs = 5_000;

/** The server first, so that every span has ended before the last export. */
async function close(server: FastifyInstance, repository: Repository, telemetry: Telemetry): Promise<void> {
  const closed = server.close();
  const inTime = await Promise.race([closed.then(() => true), sleep(closeDeadlineMs, false, { ref: false })]);
  if (!inTime) server.server.closeAllConnections();
  await closed;
  await repository.close();
  await telemetry.shutdown(flushDeadlineMs);
}

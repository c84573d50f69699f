import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { NewExpense } from '../src/expense';
import { createLogger } from '../src/logger';
import type { Repository } from '../src/repository/repository';
import { buildServer, type Parts } from '../src/server';
import { anyUser } from '../src/users';

/** A valid request body. */
export function newExpense(change: Partial<NewExpense> = {}): NewExpense {
  return { name: 'lunch', amount: 12.5, userId: 'u-1', category: 'food', ...change };
}

/** The service over a given store, without telemetry and without log lines. */
export function server(parts: Partial<Parts> & { repository: Repository }): FastifyInstance {
  return buildServer({ users: anyUser, logger: createLogger('silent'), isDraining: () => false, ...parts });
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

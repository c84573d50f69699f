import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { DynamoDbRepository } from '../src/repository/dynamodb';
import { freePort, newExpense, server } from './support';

const table = 'expenses-test';
let database: Server;

before(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  database = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', () => resolve()));
  useEndpoint((database.address() as AddressInfo).port);
  await createTable();
});
after(() => {
  database.closeAllConnections();
  database.close();
});

function useEndpoint(port: number): void {
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${port}`;
}

async function createTable(): Promise<void> {
  const client = new DynamoDBClient({ region: 'us-west-2' });
  const index = (field: string) => ({
    IndexName: `by_${field}`,
    KeySchema: [{ AttributeName: field, KeyType: 'HASH' as const }],
    Projection: { ProjectionType: 'ALL' as const },
  });
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['expenseId', 'userId', 'category'].map((name) => ({
        AttributeName: name,
        AttributeType: 'S' as const,
      })),
      KeySchema: [{ AttributeName: 'expenseId', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [index('userId'), index('category')],
    }),
  );
  client.destroy();
}

test('expenses are kept in the table', async () => {
  const api = server({ repository: new DynamoDbRepository(table, 'us-west-2') });
  assert.equal((await api.inject('/expenses/health')).statusCode, 200);
  const create = (name: string) =>
    api.inject({ method: 'POST', url: '/expenses', payload: newExpense({ name, tags: ['a'] }) });
  const first = (await create('first')).json();
  await create('second');
  assert.deepEqual((await api.inject(`/expenses/${first.expenseId}`)).json(), first);
  const names = (await api.inject('/expenses?userId=u-1')).json().map((each: { name: string }) => each.name);
  assert.deepEqual(names, ['first', 'second']);
  assert.equal((await api.inject('/expenses?category=food')).json().length, 2);
  const remove = () => api.inject({ method: 'DELETE', url: `/expenses/${first.expenseId}` });
  assert.equal((await remove()).statusCode, 204);
  assert.equal((await remove()).statusCode, 404);
  await api.close();
});

test('a table that is not there: not ready, and no request succeeds', async () => {
  const api = server({ repository: new DynamoDbRepository('no-such-table', 'us-west-2') });
  assert.equal((await api.inject('/expenses/health')).statusCode, 503);
  assert.equal(
    (await api.inject({ method: 'POST', url: '/expenses', payload: newExpense() })).statusCode,
    503,
  );
  await api.close();
});

test('an endpoint that refuses: not ready', async () => {
  useEndpoint(await freePort());
  const api = server({ repository: new DynamoDbRepository(table, 'us-west-2') });
  const answer = await api.inject('/expenses/health');
  assert.equal(answer.statusCode, 503);
  assert.match(answer.json().error, /expenses-test does not answer/);
  await api.close();
});

test('an endpoint that never answers: not ready before the request is made again', async () => {
  let requests = 0;
  const mute = createServer(() => {
    requests += 1;
  });
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', () => resolve()));
  useEndpoint((mute.address() as AddressInfo).port);
  const api = server({ repository: new DynamoDbRepository(table, 'us-west-2') });
  const answer = await api.inject('/expenses/health');
  assert.equal(answer.statusCode, 503);
  assert.match(answer.json().error, /expenses-test does not answer/);
  assert.equal(requests, 1);
  await api.close();
  mute.closeAllConnections();
  mute.close();
});

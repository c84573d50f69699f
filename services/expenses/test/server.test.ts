import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { UnavailableError } from '../src/errors';
import { SqliteRepository } from '../src/repository/sqlite';
import { newExpense, server } from './support';

let api: FastifyInstance;

before(async () => {
  api = server({ repository: new SqliteRepository(':memory:') });
});
after(() => api.close());

const post = (payload: unknown) =>
  api.inject({ method: 'POST', url: '/expenses', payload: payload as Record<string, unknown> });

describe('POST /expenses', () => {
  test('answers 201 with the stored expense and where it is', async () => {
    const answer = await post(newExpense());
    assert.equal(answer.statusCode, 201);
    const body = answer.json();
    assert.match(body.expenseId, /^[0-9a-f-]{36}$/);
    assert.equal(answer.headers.location, `/expenses/${body.expenseId}`);
    assert.equal(body.status, 'pending');
    assert.equal(body.date, body.createdAt);
    const read = await api.inject(`/expenses/${body.expenseId}`);
    assert.deepEqual(read.json(), body);
  });

  const wrong: [string, object, string][] = [
    ['a missing field', { amount: undefined }, 'amount is missing'],
    ['text for a number', { amount: '12' }, 'amount must be of type number'],
    ['nothing to pay', { amount: 0 }, 'amount must be above 0'],
    ['a blank name', { name: '  ' }, 'name must not be blank'],
    ['an empty name', { name: '' }, 'name must not be blank'],
    ['a name too long', { name: 'x'.repeat(101) }, 'name must have at most 100 characters'],
    ['an unknown field', { colour: 'red' }, 'colour is not a known field'],
    ['an id of the client', { expenseId: '1' }, 'expenseId is not a known field'],
    ['an unknown status', { status: 'lost' }, 'status must be one of pending, paid, cancelled'],
    ['a date that is none', { date: 'yesterday' }, 'date must be an RFC 3339 date or date-time'],
    ['a blank tag', { tags: ['a', ' '] }, 'tags[1] must not be blank'],
  ];
  for (const [what, change, message] of wrong) {
    test(`refuses ${what}`, async () => {
      const answer = await post({ ...newExpense(), ...change });
      assert.equal(answer.statusCode, 400);
      assert.ok(answer.json().error.includes(message), answer.body);
      assert.equal(answer.json().details.length, 1);
    });
  }

  test('tells all that is wrong at once', async () => {
    const answer = await post({ name: '', amount: -1 });
    const fields = answer.json().details.map(({ field }: { field: string }) => field);
    assert.deepEqual(fields.sort(), ['amount', 'category', 'name', 'userId']);
  });

  test('refuses what is not JSON, no object, too large', async () => {
    const headers = { 'content-type': 'application/json' };
    const raw = (payload: string) => api.inject({ method: 'POST', url: '/expenses', headers, payload });
    assert.equal((await raw('{')).statusCode, 400);
    assert.equal((await raw('[]')).statusCode, 400);
    assert.equal((await raw('{"__proto__": {"a": 1}}')).statusCode, 400);
    assert.equal(
      (await raw(JSON.stringify({ ...newExpense(), description: 'x'.repeat(20_000) }))).statusCode,
      413,
    );
    const text = {
      method: 'POST' as const,
      url: '/expenses',
      headers: { 'content-type': 'text/plain' },
      payload: 'x',
    };
    assert.equal((await api.inject(text)).statusCode, 415);
  });
});

describe('GET and DELETE', () => {
  test('lists by user or by category, oldest first', async () => {
    await post(newExpense({ userId: 'lister', category: 'rent', name: 'first' }));
    await post(newExpense({ userId: 'lister', category: 'food', name: 'second' }));
    await post(newExpense({ userId: 'other', category: 'rent', name: 'third' }));
    const names = async (query: string) =>
      (await api.inject(`/expenses?${query}`)).json().map(({ name }: { name: string }) => name);
    assert.deepEqual(await names('userId=lister'), ['first', 'second']);
    assert.deepEqual(await names('category=rent'), ['first', 'third']);
    assert.deepEqual(await names('userId=nobody'), []);
  });

  test('keeps the order of what was made within one millisecond', async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const made = Array.from({ length: 20 }, (_, at) => `expense ${at}`);
    for (const name of made) await post(newExpense({ userId: 'hasty', name }));
    const listed: { name: string }[] = (await api.inject('/expenses?userId=hasty')).json();
    assert.deepEqual(
      listed.map(({ name }) => name),
      made,
    );
  });

  for (const query of ['', '?userId=a&category=b', '?userId=', '?userId=a&userId=b', '?name=a']) {
    test(`refuses the list "${query}"`, async () => {
      assert.equal((await api.inject(`/expenses${query}`)).statusCode, 400);
    });
  }

  test('deletes once', async () => {
    const { expenseId } = (await post(newExpense())).json();
    const remove = () => api.inject({ method: 'DELETE', url: `/expenses/${expenseId}` });
    assert.equal((await remove()).statusCode, 204);
    assert.equal((await remove()).statusCode, 404);
    assert.equal((await api.inject(`/expenses/${expenseId}`)).statusCode, 404);
  });

  test('an unknown path is 404 with a message', async () => {
    const answer = await api.inject('/expense');
    assert.equal(answer.statusCode, 404);
    assert.equal(answer.json().error, 'there is no GET /expense');
  });
});

describe('health', () => {
  test('is 200 while the store answers', async () => {
    assert.equal((await api.inject('/expenses/health')).statusCode, 200);
    assert.equal((await api.inject('/expenses/health/live')).statusCode, 200);
  });

  test('is 503 while the store does not answer, and the process is alive all the same', async () => {
    const repository = new SqliteRepository(':memory:');
    repository.check = () => Promise.reject(new UnavailableError('gone'));
    const broken = server({ repository });
    assert.equal((await broken.inject('/expenses/health')).statusCode, 503);
    assert.equal((await broken.inject('/expenses/health/live')).statusCode, 200);
    await broken.close();
  });

  test('is 503 while going down', async () => {
    const draining = server({ repository: new SqliteRepository(':memory:'), isDraining: () => true });
    assert.equal((await draining.inject('/expenses/health')).statusCode, 503);
    await draining.close();
  });
});

test('a failure of the store is 503 without its inner details', async () => {
  const repository = new SqliteRepository(':memory:');
  await repository.close();
  const broken = server({ repository });
  const answer = await broken.inject('/expenses?userId=a');
  assert.equal(answer.statusCode, 503);
  assert.deepEqual(answer.json(), { error: 'the expenses store is not available' });
  await broken.close();
});

describe('a long list', () => {
  test('comes in parts, each with the address of the next', async () => {
    for (let index = 0; index < 7; index++) await post(newExpense({ category: 'long' }));
    const seen: string[] = [];
    let url: string | undefined = '/expenses?category=long&limit=3';
    let parts = 0;
    for (; url !== undefined; parts++) {
      const answer: Awaited<ReturnType<typeof api.inject>> = await api.inject(url);
      assert.equal(answer.statusCode, 200);
      seen.push(...answer.json().map(({ expenseId }: { expenseId: string }) => expenseId));
      url = /<(.*)>; rel="next"/.exec(String(answer.headers.link ?? ''))?.[1];
    }
    assert.equal(parts, 3);
    assert.equal(new Set(seen).size, 7);
  });

  for (const query of ['limit=0', 'limit=1001', 'limit=x', 'cursor=x', 'cursor=bnVsbA']) {
    test(`refuses ${query}`, async () => {
      const answer = await api.inject(`/expenses?category=long&${query}`);
      assert.equal(answer.statusCode, 400);
    });
  }
});

describe('half a character', () => {
  for (const [place, body] of Object.entries({
    'a text': { ...newExpense(), name: 'a\ud800' },
    'an item of a list': { ...newExpense(), tags: ['food', '\udc00'] },
    'the name of a field': { ...newExpense(), '\udfff': 1 },
    'the wrong order': { ...newExpense(), description: '\udc00\ud800' },
  })) {
    test(`is refused in ${place}`, async () => {
      assert.equal((await post(body)).statusCode, 400);
    });
  }

  test('is no fault of the service in an address', async () => {
    for (const url of ['/expenses?category=%ED%A0%80', '/expenses?userId=%FF', '/expenses/%ED%A0%80'])
      assert.ok((await api.inject(url)).statusCode < 500, url);
  });

  test('leaves whole ones alone', async () => {
    const answer = await post({ ...newExpense(), name: 'lunch \ud83c\udf5c' });
    assert.equal(answer.json().name, 'lunch \ud83c\udf5c');
  });
});

test('a list without a limit is no longer than a part of it', async () => {
  const repository = new SqliteRepository(':memory:');
  const full = server({ repository });
  const expense = {
    ...newExpense({ category: 'full' }),
    description: '',
    date: '',
    status: 'pending' as const,
    tags: [],
  };
  for (let index = 0; index < 1200; index++)
    await repository.create({ ...expense, expenseId: `e-${index}`, createdAt: '2024-01-01T00:00:00.000Z' });
  for (const query of ['category=full', 'userId=u-1', 'category=full&limit=1000']) {
    const answer = await full.inject(`/expenses?${query}`);
    assert.equal(answer.statusCode, 200);
    assert.ok(answer.json().length <= 1000, query);
    assert.match(String(answer.headers.link), /rel="next"/);
  }
  await full.close();
});

test('asks clients to leave while it is going down', async () => {
  const draining = server({ repository: new SqliteRepository(':memory:'), isDraining: () => true });
  const answer = await draining.inject('/live');
  assert.equal(answer.headers.connection, 'close');
  await draining.close();
});

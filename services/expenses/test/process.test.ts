import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { freePort, newExpense } from './support';

/** One span as OTLP/JSON writes it. */
interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: { key: string; value: { stringValue?: string } }[];
}

interface Export {
  readonly resourceSpans: {
    resource: { attributes: Span['attributes'] };
    scopeSpans: { spans: Span[] }[];
  }[];
}

/** A collector that keeps what it is sent. */
class Receiver {
  readonly exports: Export[] = [];
  private readonly server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      assert.equal(request.url, '/v1/traces');
      this.exports.push(JSON.parse(body));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });

  async start(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  spans(): Span[] {
    return this.exports.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const attributeOf = (span: Pick<Span, 'attributes'>, key: string) =>
  span.attributes.find((attribute) => attribute.key === key)?.value.stringValue;

function start(environment: Record<string, string>): ChildProcess {
  const entry = join(__dirname, '..', 'src', 'index.ts');
  return spawn(process.execPath, ['--require', 'tsx/cjs', entry], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', SHUTDOWN_DELAY_MS: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The exit status of a process, also of one that has ended already. */
async function exitOf(service: ChildProcess): Promise<number | null> {
  if (service.exitCode === null && service.signalCode === null) await once(service, 'exit');
  return service.exitCode;
}

/** Where a service listens, from its own log: a port that is free now may be taken a moment later. */
function addressOf(service: ChildProcess): Promise<string> {
  let log = '';
  return new Promise((resolve, reject) => {
    service.stdout?.on('data', (chunk) => {
      log += chunk;
      const address = /Server listening at (http:[^"]+)/.exec(log)?.[1];
      if (address !== undefined) resolve(address);
    });
    service.once('exit', () => reject(new Error(`the service has ended before it listened: ${log}`)));
  });
}

const folder = mkdtempSync(join(tmpdir(), 'expenses-'));
after(() => rmSync(folder, { recursive: true }));

describe('the process, with a collector beside it', () => {
  const receiver = new Receiver();
  const users = createServer((request, response) => {
    response.statusCode = request.url === '/user/u-1' ? 200 : 404;
    seenTraceparent = request.headers.traceparent;
    response.end();
  });
  let seenTraceparent: string | string[] | undefined;
  let service: ChildProcess;
  let base = '';

  before(async () => {
    users.listen(0, '127.0.0.1');
    await once(users, 'listening');
    service = start({
      SQLITE_FILE: join(folder, 'expenses.sqlite'),
      USER_SERVICE_URL: `http://127.0.0.1:${(users.address() as AddressInfo).port}`,
      OTEL_SERVICE_NAME: 'expenses',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await receiver.start()}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_RESOURCE_ATTRIBUTES: 'service.namespace=smartcash,deployment.environment.name=develop',
      // Longer than the test: only the flush at the end can deliver.
      OTEL_BSP_SCHEDULE_DELAY: '60000',
    });
    base = await addressOf(service);
  });
  after(() => {
    service.kill('SIGKILL');
    receiver.stop();
    users.close();
  });

  const post = (userId: string) =>
    fetch(`${base}/expenses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify(newExpense({ userId })),
    });

  test('SIGTERM flushes one trace of four nested spans and none for health and metrics', async () => {
    assert.equal((await fetch(`${base}/expenses/health`)).status, 200);
    assert.match(await (await fetch(`${base}/metrics`)).text(), /target_info\{.*service_name="expenses"/);
    assert.equal((await post('u-1')).status, 201);
    service.kill('SIGTERM');
    assert.equal(await exitOf(service), 0);

    const internal = receiver.spans().filter(({ kind }) => kind !== 3);
    assert.deepEqual(new Set(receiver.spans().map(({ traceId }) => traceId)).size, 1);
    const chain: Span[] = [];
    let parent: string | undefined;
    for (;;) {
      const next = internal.find(({ parentSpanId }) => (parentSpanId || undefined) === parent);
      if (next === undefined) break;
      chain.push(next);
      parent = next.spanId;
    }
    assert.deepEqual(
      chain.map((span) => [span.name, attributeOf(span, 'component')]),
      [
        ['POST /expenses', undefined],
        ['HandlerCreateExpense', 'handlerLevel'],
        ['ServiceCreateExpense', 'serviceLevel'],
        ['RepositoryCreateExpense', 'repositoryLevel'],
      ],
    );
    assert.equal(chain[0]?.kind, 2);
    assert.ok(String(seenTraceparent).includes(chain[0]?.traceId ?? '-'), 'the user service sees the trace');
    const resource = receiver.exports[0]?.resourceSpans[0]?.resource ?? { attributes: [] };
    assert.equal(attributeOf(resource, 'service.name'), 'expenses');
    assert.equal(attributeOf(resource, 'service.namespace'), 'smartcash');
    assert.equal(attributeOf(resource, 'deployment.environment.name'), 'develop');
    assert.ok(attributeOf(resource, 'service.instance.id'));
  });
});

test('a client that never ends its request does not hold the end of the process', async () => {
  const service = start({ SQLITE_FILE: join(folder, 'held.sqlite') });
  const head = 'POST /expenses HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
  const begun = {
    'half of a body': `${head}content-length: 100\r\n\r\n{"name":`,
    'half of a head': head,
    'a chunk that never comes': `${head}transfer-encoding: chunked\r\n\r\n5\r\n{"n`,
    'nothing at all': '',
  };
  const sockets = Object.values(begun).map((text) => {
    const socket = new Socket();
    // The process closes it, one way or another.
    socket.on('error', () => undefined);
    return { socket, text };
  });
  try {
    const { port } = new URL(await addressOf(service));
    for (const { socket, text } of sockets) {
      socket.connect(Number(port), '127.0.0.1');
      await once(socket, 'connect');
      socket.write(text);
    }
    const dribble = setInterval(() => sockets[0]?.socket.write(' '), 200);
    service.kill('SIGTERM');
    const asked = Date.now();
    assert.equal(await exitOf(service), 0);
    clearInterval(dribble);
    assert.ok(Date.now() - asked < 30_000, 'it ends before a pod would be killed');
  } finally {
    service.kill('SIGKILL');
    for (const { socket } of sockets) socket.destroy();
  }
});

test('an unreachable table: alive, not ready, and nothing is written to a file', async () => {
  const empty = mkdtempSync(join(folder, 'empty-'));
  const service = start({
    OTEL_SDK_DISABLED: 'true',
    DYNAMODB_EXPENSES_TABLE: 'expenses',
    AWS_REGION: 'us-west-2',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${await freePort()}`,
    SQLITE_FILE: join(empty, 'expenses.sqlite'),
    TMPDIR: empty,
  });
  try {
    const base = await addressOf(service);
    assert.equal((await fetch(`${base}/expenses/health/live`)).status, 200);
    assert.equal((await fetch(`${base}/expenses/health`)).status, 503);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${base}/expenses`, {
      method: 'POST',
      headers,
      body: JSON.stringify(newExpense()),
    });
    assert.equal(answer.status, 503);
    const files = readdirSync(empty).filter((name) => name.includes('sqlite'));
    assert.deepEqual(files, []);
  } finally {
    service.kill('SIGKILL');
  }
});

test('wrong variables end the process with one line each', async () => {
  const service = start({ PORT: 'x', DYNAMODB_EXPENSES_TABLE: '' });
  let lines = '';
  service.stderr?.on('data', (chunk) => {
    lines += chunk;
  });
  const [code] = await once(service, 'close');
  assert.equal(code, 1);
  assert.deepEqual(
    lines
      .trim()
      .split('\n')
      .map((line) => line.split(' ').slice(0, 2).join(' ')),
    ['expenses: PORT', 'expenses: DYNAMODB_EXPENSES_TABLE', 'expenses: AWS_REGION'],
  );
});

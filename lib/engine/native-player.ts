import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Data, entries, field, isMap, items } from '../documents';
import type { Player } from './contract';
import type { NativeCollector } from './native';
import { EngineFailure } from './process';
import type { Play, PlayedSignal, PlayOutcome, SentBatch } from './protocol';

const startMs = 20_000;
const endMs = 20_000;
const pollMs = 50;

const signalOf: { readonly [path: string]: PlayedSignal } = {
  '/v1/traces': 'traces',
  '/v1/metrics': 'metrics',
  '/v1/logs': 'logs',
};

/**
 * A native collector that runs pipelines: `otlp` stands in place of each receiver and `otlp_http` in place of each exporter, both on
 * loopback. Its clock is that of the machine, so that waits take as long as they say; what its pipelines hold at the end goes out when
 * it is shut down.
 */
export function nativePlayer(collector: NativeCollector): Player {
  return {
    release: collector.release,
    hasOwnClock: false,
    play: async (play) => {
      const sent: SentBatch[] = [];
      const sink = await listening(sent);
      const folder = mkdtempSync(join(tmpdir(), 'otelflux-otelcol-'));
      try {
        return await new Run(collector, play, folder, portOf(sink), sent).outcome();
      } finally {
        sink.closeAllConnections();
        sink.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** What exporters send: their id is the first part of the path. */
function listening(sent: SentBatch[]): Promise<Server> {
  const began = Date.now();
  const server = createServer(async (incoming, answer) => {
    const [, exporter = '', path = ''] = /^\/([^/]*)(\/.*)$/.exec(incoming.url ?? '') ?? [];
    const signal = signalOf[path];
    const body = await bodyOf(incoming);
    if (signal !== undefined)
      sent.push({
        exporter: decodeURIComponent(exporter),
        signal,
        data: JSON.parse(body) as object,
        at: Date.now() - began,
      });
    answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** One run of the program. */
class Run {
  private readonly dropped: string[] = [];
  private complaint = '';

  constructor(
    private readonly collector: NativeCollector,
    private readonly given: Play,
    private readonly folder: string,
    private readonly sink: number,
    private readonly sent: readonly SentBatch[],
  ) {}

  async outcome(): Promise<PlayOutcome> {
    const config: Data = JSON.parse(this.given.config);
    const ids = entries(field(config, 'receivers')).map(([id]) => id);
    const ports = new Map<string, number>();
    for (const id of ids) ports.set(id, await freePort());
    const { body, skipped } = tapped(config, ports, this.sink, this.collector);
    const file = join(this.folder, 'relay.yaml');
    writeFileSync(file, JSON.stringify(body));
    const child = this.start(file);
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    try {
      const isUp = await this.isUp(
        child,
        [...ports.values()].filter((_, index) => isNamed(config, ids[index] ?? '')),
      );
      if (!isUp) return { sent: [], skipped, dropped: [], refused: this.reason() };
      for (const step of this.given.steps) {
        if ('wait' in step) await pause(step.wait);
        else await this.give(step.receiver, step.signal, step.data, ports);
      }
      return { sent: this.sent, skipped, dropped: this.dropped };
    } finally {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), endMs);
      await ended;
      clearTimeout(timer);
    }
  }

  private start(file: string): ChildProcess {
    const variables = [...this.given.config.matchAll(/\$\{(?:env:)?([A-Za-z_]\w*)(?::-[^}]*)?\}/g)].map(
      ([, name = '']): [string, string] => [name, ''],
    );
    const env = { PATH: process.env.PATH ?? '', ...Object.fromEntries(variables), ...this.given.environment };
    const child = spawn(this.collector.program, [`--config=${file}`], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (chunk: Buffer) => {
      this.complaint = (this.complaint + chunk.toString()).slice(-20_000);
    });
    child.on('error', (error) => {
      this.complaint = `Error: ${error.message}`;
    });
    return child;
  }

  /** True once every receiver answers; false where the program ends before. */
  private async isUp(child: ChildProcess, ports: readonly number[]): Promise<boolean> {
    const late = Date.now() + startMs;
    while (child.exitCode === null && child.signalCode === null && Date.now() < late) {
      const answers = await Promise.all(
        ports.map((port) =>
          post(port, '/', '{}').then(
            () => true,
            () => false,
          ),
        ),
      );
      if (answers.every((each) => each)) return true;
      await pause(pollMs);
    }
    if (child.exitCode === null && child.signalCode === null)
      throw new EngineFailure('the collector did not start in time');
    return false;
  }

  private reason(): string {
    return /^Error: (.*)/m.exec(this.complaint)?.[1] ?? 'the collector ended at its start';
  }

  private async give(
    receiver: string,
    signal: PlayedSignal,
    data: object,
    ports: ReadonlyMap<string, number>,
  ): Promise<void> {
    const port = ports.get(receiver);
    const answer =
      port === undefined
        ? { status: 404, text: 'no pipeline has this receiver' }
        : await post(port, `/v1/${signal}`, JSON.stringify(data)).catch(() => ({
            status: 404,
            text: 'no pipeline has this receiver',
          }));
    if (answer.status === 404)
      this.dropped.push(`${receiver}, ${signal}: no pipeline of this signal has the receiver`);
    else if (answer.status >= 300) this.dropped.push(`${receiver}, ${signal}: ${messageOf(answer.text)}`);
  }
}

function messageOf(text: string): string {
  try {
    const said = (JSON.parse(text) as { message?: string }).message;
    return said ?? text;
  } catch {
    return text;
  }
}

function isNamed(config: Data, receiver: string): boolean {
  return entries(field(field(config, 'service'), 'pipelines')).some(([, body]) =>
    items(field(body, 'receivers')).includes(receiver),
  );
}

/** The same pipelines with taps at their ends; what the collector tells of itself and its extensions take no part. */
function tapped(
  config: Data,
  ports: ReadonlyMap<string, number>,
  sink: number,
  { components }: NativeCollector,
): { body: object; skipped: string[] } {
  const skipped: string[] = [];
  const known = (section: string) =>
    entries(field(config, section)).filter(([id]) => {
      const isKnown = components[section]?.includes(id.split('/')[0]?.trim() ?? '') === true;
      if (!isKnown) skipped.push(`${section}::${id}`);
      return isKnown;
    });
  const names = tapNames(
    config,
    components.exporters?.includes('otlp_http') === true ? 'otlp_http' : 'otlphttp',
  );
  const processors = known('processors');
  const connectors = known('connectors');
  const inner = new Set(connectors.map(([id]) => id));
  const has = (list: readonly [string, Data][], id: Data) => list.some(([each]) => each === id);
  const pipelines = entries(field(field(config, 'service'), 'pipelines')).flatMap(
    ([id, body]): [string, object][] => {
      const ends = (role: string, taps: ReadonlyMap<string, string>) =>
        items(field(body, role)).flatMap((member) =>
          inner.has(String(member)) ? String(member) : (taps.get(String(member)) ?? []),
        );
      const receivers = ends('receivers', names.receivers);
      const exporters = ends('exporters', names.exporters);
      if (receivers.length === 0 || exporters.length === 0) return [];
      return [
        [
          id,
          {
            receivers,
            exporters,
            processors: items(field(body, 'processors')).filter((each) => has(processors, each)),
          },
        ],
      ];
    },
  );
  const body = {
    receivers: Object.fromEntries(
      [...names.receivers].map(([id, tap]) => [
        tap,
        { protocols: { http: { endpoint: `127.0.0.1:${ports.get(id)}` } } },
      ]),
    ),
    exporters: Object.fromEntries(
      [...names.exporters].map(([id, tap]) => [
        tap,
        {
          endpoint: `http://127.0.0.1:${sink}/${encodeURIComponent(id)}`,
          encoding: 'json',
          compression: 'none',
          sending_queue: { enabled: false },
          retry_on_failure: { enabled: false },
        },
      ]),
    ),
    processors: Object.fromEntries(processors),
    connectors: Object.fromEntries(connectors),
    service: {
      telemetry: { metrics: { level: 'none' }, logs: { level: 'error' } },
      pipelines: Object.fromEntries(pipelines),
    },
  };
  return { body, skipped };
}

/** Names that no component of the configuration has. */
function tapNames(
  config: Data,
  exporter: string,
): { receivers: Map<string, string>; exporters: Map<string, string> } {
  const named = (section: string, type: string) =>
    new Map(
      entries(isMap(config) ? config[section] : undefined).map(([id], index) => [
        id,
        `${type}/otelflux_tap_${index}`,
      ]),
    );
  return { receivers: named('receivers', 'otlp'), exporters: named('exporters', exporter) };
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const port = portOf(server);
      server.close(() => resolve(port));
    }),
  );
}

function post(port: number, path: string, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        agent: false,
      },
      (incoming) => {
        bodyOf(incoming).then((text) => resolve({ status: incoming.statusCode ?? 0, text }), reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

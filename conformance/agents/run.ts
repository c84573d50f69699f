/*
 * A trace, a log and a metric of a workload of `examples/saas` on their way: agent, gateway, and a service on the internet that takes OTLP with
 * a key. Everything runs as the manifests say, in the real collector.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCollector } from '../end-to-end/collector';
import { grantRights, nodeName, registerPods } from '../end-to-end/kubernetes-objects';
import { type CollectorFacts, readCollector } from '../end-to-end/platform';
import { imageFolder } from '../end-to-end/pod';
import { startApiServer } from '../support/api-server';
import type { KubernetesObject } from '../support/kubernetes-client';
import { readObjects } from '../support/objects';
import { Processes, until } from '../support/processes';
import { findProgram, type ProgramName, program } from '../support/programs';
import { type Disagreement, notRun, report } from '../support/report';
import { Sink } from './sink';
import { SendingPod } from './workload';

const engine = 'agent, gateway and OTLP sink';
const what = 'a trace, a log, a metric and a line of a container, as the example saas emits it';
const needed: readonly ProgramName[] = ['etcd', 'kube-apiserver', 'collector'];
const addresses = { agent: '127.64.0.11', gateway: '127.64.0.12', sink: '127.64.0.13' };
const service = 'otlp.telemetry.example.com';
const key = 'a-key-of-this-run';

async function main(): Promise<void> {
  const missing = needed.filter((name) => findProgram(name) === undefined);
  if (missing.length > 0) return report(notRun(engine, what, `missing: ${missing.join(', ')}`));
  const scratch = mkdtempSync(join(tmpdir(), 'otelflux-agents-'));
  const processes = new Processes(scratch);
  const container = new Container(scratch);
  try {
    container.start();
    const disagreements = await travel(processes, scratch);
    report({ engine, version: versionOf(), what, cases: questions.length, disagreements });
  } finally {
    container.stop();
    await processes.stopAll();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function versionOf(): string {
  const { stdout } = spawnSync(program('collector'), ['--version'], { encoding: 'utf8' });
  return `collector ${stdout.trim().split(' ').at(-1)}`;
}

async function travel(processes: Processes, scratch: string): Promise<Disagreement[]> {
  const objects = readObjects(join(__dirname, '..', '..', 'examples', 'saas', 'dist', 'production'))
    .filter(({ file }) => !file.startsWith('review/'))
    .map(({ object }) => object);
  const agent = withLinkedNames(readCollector(objects, 'agent'));
  const gateway = readCollector(objects, 'gateway');
  const checkout = deploymentOf(objects, 'checkout');
  const programs = { etcd: program('etcd'), apiServer: program('kube-apiserver') };
  const server = await startApiServer(processes, programs, join(scratch, 'control-plane'));
  await registerPods(server.client, { expenses: checkout, collector: agent });
  await grantRights(server.client, gateway);
  const hosts = writeHosts(scratch);
  const sink = await Sink.start(processes, scratch, service, addresses.sink);
  await startCollector(processes, server, gateway, scratch, hosts, {
    name: 'gateway-0',
    address: addresses.gateway,
    variables: { API_KEY: key, SSL_CERT_FILE: `${imageFolder}/service.crt` },
    files: { 'service.crt': sink.certificate },
  });
  await startCollector(processes, server, agent, scratch, hosts, {
    name: 'agent-0',
    address: addresses.agent,
    hostPaths: nodeOf(scratch),
  });
  const workload = await SendingPod.start(processes, scratch, hosts, checkout);
  await workload.send('traces', spanOfCheckout());
  await workload.send('logs', logOfCheckout());
  await workload.send('metrics', metricOfCheckout());
  // The gateway decides of a trace ten seconds after its first span.
  await until('arrival', async () => questions.every(({ isAnswered }) => sink.received().some(isAnswered)), {
    timeoutMs: 45_000,
    everyMs: 500,
  }).catch(() => undefined);
  const received = sink.received();
  return questions
    .filter(({ isAnswered }) => !received.some(isAnswered))
    .map(({ name }) => ({ name, detail: toldOf(received) }));
}

/** The receiver of an older release is linked here, by its name of then: see engine/components/release.go. */
function withLinkedNames(collector: CollectorFacts): CollectorFacts {
  const text = JSON.stringify(collector.config).replaceAll('"kubelet_stats"', '"kubeletstats"');
  return { ...collector, config: JSON.parse(text) };
}

function toldOf(received: readonly string[]): string {
  return received.length === 0 ? 'nothing arrived' : `what arrived:\n${received.join('\n').slice(0, 4000)}`;
}

function deploymentOf(objects: readonly KubernetesObject[], name: string): KubernetesObject {
  const found = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name);
  if (found === undefined) throw new Error(`there is no Deployment ${name}`);
  return found;
}

/** Every Service here has the ports of its pod, and one pod. */
function writeHosts(folder: string): string {
  const file = join(folder, 'hosts');
  const lines = [
    '127.0.0.1 localhost',
    `${addresses.agent} agent.observability.svc.cluster.local`,
    `${addresses.gateway} gateway.observability.svc.cluster.local gateway-headless.observability.svc.cluster.local`,
    `${addresses.sink} ${service}`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** Folders of a node, by the path at which the agent has them. */
const nodeFolders = {
  '/var/log/pods': 'pods',
  '/var/lib/docker/containers': 'containers',
  '/var/lib/otelcol': 'otelcol',
};

function nodeOf(scratch: string): Readonly<Record<string, string>> {
  const folders = Object.entries(nodeFolders).map(
    ([path, name]) => [path, join(scratch, 'node', name)] as const,
  );
  for (const [, folder] of folders) mkdirSync(folder, { recursive: true });
  return { '/hostfs': '/', ...Object.fromEntries(folders) };
}

/** A container that writes: the receiver begins at the end of what is there, so lines come once it looks. */
class Container {
  private readonly file: string;
  private lines = 0;
  private timer?: NodeJS.Timeout;

  constructor(scratch: string) {
    const pod = join(
      scratch,
      'node',
      'pods',
      'checkout_checkout-0_11111111-2222-3333-4444-555555555555',
      'checkout',
    );
    mkdirSync(pod, { recursive: true });
    this.file = join(pod, '0.log');
  }

  start(): void {
    writeFileSync(this.file, '');
    this.timer = setInterval(() => {
      const line = `${new Date().toISOString()} stdout F line ${this.lines++} of a container\n`;
      writeFileSync(this.file, line, { flag: 'a' });
    }, 500);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'checkout' } }] };
const now = () => String(BigInt(Date.now()) * 1_000_000n);

function spanOfCheckout(): object {
  const span = {
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: 'eee19b7ec3c1b174',
    name: 'pay the order',
    kind: 2,
    startTimeUnixNano: now(),
    endTimeUnixNano: now(),
    status: { code: 2 },
  };
  return { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] };
}

function logOfCheckout(): object {
  const record = { timeUnixNano: now(), severityNumber: 9, body: { stringValue: 'the order is paid' } };
  return { resourceLogs: [{ resource, scopeLogs: [{ logRecords: [record] }] }] };
}

function metricOfCheckout(): object {
  const metric = { name: 'orders.paid', gauge: { dataPoints: [{ timeUnixNano: now(), asInt: '3' }] } };
  return { resourceMetrics: [{ resource, scopeMetrics: [{ metrics: [metric] }] }] };
}

interface Question {
  readonly name: string;
  readonly isAnswered: (line: string) => boolean;
}

const hasKey = (line: string) => line.includes('"sink.key"') && line.includes(key);
const ofThePod = (line: string) =>
  ['checkout-0', nodeName].every((word) => line.includes(`"stringValue":"${word}"`)) &&
  line.includes('"key":"k8s.namespace.name"');

const questions: readonly Question[] = [
  { name: 'the span arrives', isAnswered: (line) => line.includes('"name":"pay the order"') },
  { name: 'the log record arrives', isAnswered: (line) => line.includes('the order is paid') },
  { name: 'the metric arrives', isAnswered: (line) => line.includes('"name":"orders.paid"') },
  { name: 'the lines of a container arrive', isAnswered: (line) => /line \d+ of a container/.test(line) },
  {
    name: 'measurements of the node arrive, and say which node',
    isAnswered: (line) =>
      line
        .split('"resource":')
        .some((part) => part.includes('system.cpu.time') && part.includes(`"stringValue":"${nodeName}"`)),
  },
  {
    name: 'the span says which pod and node it comes from',
    isAnswered: (line) => line.includes('pay the order') && ofThePod(line),
  },
  {
    name: 'the log record says which pod and node it comes from',
    isAnswered: (line) => line.includes('the order is paid') && ofThePod(line),
  },
  {
    name: 'the key of the Secret comes with it',
    isAnswered: (line) => line.includes('pay the order') && hasKey(line),
  },
];

main().catch((error: unknown) => {
  report({
    engine,
    version: '',
    what,
    cases: 1,
    disagreements: [{ name: 'start', detail: error instanceof Error ? error.message : String(error) }],
  });
  process.exitCode = 1;
});

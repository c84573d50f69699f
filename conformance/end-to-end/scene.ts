import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiServer, startApiServer } from '../support/api-server';
import type { KubernetesObject } from '../support/kubernetes-client';
import { Processes, type Started } from '../support/processes';
import { program } from '../support/programs';
import { Network } from './cluster';
import { startCollector } from './collector';
import { startExpenses } from './expenses';
import { type JaegerStore, startJaeger } from './jaeger';
import { registerPods } from './kubernetes-objects';
import { type CollectorFacts, type Platform, readPlatform } from './platform';
import { type JaegerSpan, readSpans } from './traces';

/** A new expense, as a client posts it. */
const newExpense = { name: 'lunch', amount: 12.5, userId: 'u-1', category: 'food' };

/** The way from a request to Jaeger, as the manifests of one environment describe it, in running programs. */
export class Scene {
  readonly platform: Platform;
  private readonly scratch = mkdtempSync(join(tmpdir(), 'otelflux-scene-'));
  private readonly processes = new Processes(this.scratch);
  private readonly network: Network;
  private readonly began = new Date(Date.now() - 1000);
  private expensesPod?: Started;
  private collectorPod?: Started;
  private jaegerPod?: Started;

  /** @param server An API server, shared by scenes: `register` has told it of the pods. */
  constructor(
    objects: readonly KubernetesObject[],
    private readonly server: ApiServer,
    private readonly store: JaegerStore = 'memory',
  ) {
    this.platform = readPlatform(objects);
    this.network = new Network(this.platform.services);
  }

  /** Starts everything, the receiving end first. */
  async start(): Promise<void> {
    await this.network.start();
    await this.startJaeger();
    await this.startCollector();
    await this.startExpenses();
  }

  async startJaeger(): Promise<void> {
    const hosts = this.hosts(this.platform.jaeger.metadata.namespace);
    this.jaegerPod = await startJaeger(this.processes, this.scratch, hosts, this.store);
  }

  /** @param facts Other than those of the manifests, for a fault. */
  async startCollector(facts: CollectorFacts = this.platform.collector): Promise<void> {
    const hosts = this.hosts(facts.facts.namespace);
    this.collectorPod = await startCollector(this.processes, this.server, facts, this.scratch, hosts);
  }

  async startExpenses(): Promise<void> {
    const { expenses } = this.platform;
    this.expensesPod = await startExpenses(this.processes, expenses, this.hosts(expenses.metadata.namespace));
  }

  stopJaeger = async (): Promise<void> => this.jaegerPod?.stop();

  stopCollector = async (signal?: NodeJS.Signals): Promise<void> => this.collectorPod?.stop(signal);

  /** Ends the service as a kubelet does; it sends what is waiting before it is gone. */
  stopExpenses = async (): Promise<void> => this.expensesPod?.stop('SIGTERM', 20_000);

  /** Posts an expense through the Service; the status, or 0 where there was no answer. */
  async post(traceId?: string): Promise<number> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (traceId !== undefined) headers.traceparent = `00-${traceId}-00000000000000aa-01`;
    return this.request('/expenses', { method: 'POST', headers, body: JSON.stringify(newExpense) });
  }

  /** One request to the service; the status, or 0 where there was no answer within 5 s. */
  async request(path: string, init: RequestInit = {}): Promise<number> {
    const url = `${this.network.url(this.platform.expenses.metadata.name, 80)}${path}`;
    try {
      const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(5000) });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }

  /** Base URL of Jaeger's query Service. */
  queryUrl(): string {
    const query = this.platform.services.find(
      ({ pod, ports }) => pod === 'jaeger' && ports.some(({ port }) => port === 16686),
    );
    return this.network.url(query?.name ?? '', 16686);
  }

  /** Every span of the service that Jaeger has. */
  spans = (): Promise<JaegerSpan[]> => readSpans(this.queryUrl(), 'expenses', this.began);

  /** Stops everything and forgets it. */
  async stop(): Promise<void> {
    await this.processes.stopAll();
    await this.network.stop();
    rmSync(this.scratch, { recursive: true, force: true });
  }

  private hosts(namespace = 'default'): string {
    return this.network.writeHosts(this.scratch, namespace);
  }
}

/** Starts an API server and tells it of the platform's pods. */
export async function startControlPlane(
  processes: Processes,
  folder: string,
  objects: readonly KubernetesObject[],
): Promise<ApiServer> {
  const programs = { etcd: program('etcd'), apiServer: program('kube-apiserver') };
  const server = await startApiServer(processes, programs, folder);
  await registerPods(server.client, readPlatform(objects));
  return server;
}

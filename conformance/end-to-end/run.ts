import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ApiServer } from '../support/api-server';
import type { KubernetesObject } from '../support/kubernetes-client';
import { readObjects } from '../support/objects';
import { Processes } from '../support/processes';
import { findProgram, type ProgramName } from '../support/programs';
import { type Disagreement, notRun, type Outcome, report } from '../support/report';
import { type Figures, faults, suffer } from './faults';
import { mutations } from './mutations';
import { Scene, startControlPlane } from './scene';
import { waitForSpans } from './traces';
import { travel } from './travel';

const engine = 'expenses, collector and Jaeger';
const needed: readonly ProgramName[] = ['etcd', 'kube-apiserver', 'collector', 'jaeger', 'expenses'];
const parts = {
  travel: 'a trace from a request to Jaeger, as develop emits it',
  mutations: 'the same with one wrong word in the manifests: nothing arrives',
  faults: 'faults under 10 requests a second',
} as const;

/** Runs the trace, the mutations and the faults over the objects of one environment's folder. */
async function main(folder: string): Promise<void> {
  const missing = needed.filter((name) => findProgram(name) === undefined);
  const reason = missing.length > 0 ? `missing: ${missing.join(', ')}` : undefined;
  const why = reason ?? (existsSync(folder) ? undefined : `there is no ${folder}`);
  if (why !== undefined) {
    for (const what of Object.values(parts)) report(notRun(engine, what, why));
    return;
  }
  const objects = readObjects(folder)
    .filter(({ file }) => !file.startsWith('review/'))
    .map(({ object }) => object);
  const scratch = mkdtempSync(join(tmpdir(), 'otelflux-end-to-end-'));
  const processes = new Processes(scratch);
  try {
    const server = await startControlPlane(processes, join(scratch, 'control-plane'), objects);
    report(await traceTravels(objects, server));
    report(await mutationsStop(objects, server));
    report(await faultsAreCounted(objects, server));
  } finally {
    await processes.stopAll();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Versions of what runs, for the line of the report. */
const version = versions();

function versions(): string {
  const collector = findProgram('collector');
  if (collector === undefined) return '';
  const { stdout } = spawnSync(collector, ['--version'], { encoding: 'utf8' });
  const module = readFileSync(join(__dirname, '..', 'jaeger', 'go.mod'), 'utf8');
  const jaeger = /jaegertracing\/jaeger (v\S+)/.exec(module)?.[1] ?? 'unknown';
  return `collector ${stdout.trim().split(' ').at(-1)}, Jaeger module ${jaeger}`;
}

async function traceTravels(objects: readonly KubernetesObject[], server: ApiServer): Promise<Outcome> {
  const { cases, disagreements, spans } = await inScene(objects, server, (scene) => travel(scene));
  const kept = process.env.OTELFLUX_TRACE_FILE;
  if (kept !== undefined) {
    writeFileSync(
      kept,
      JSON.stringify(spans, (_, value) => (typeof value === 'bigint' ? value.toString() : value), 2),
    );
  }
  return {
    engine,
    version,
    what: parts.travel,
    cases,
    disagreements,
    notes: [`${spans.length} spans read back`],
  };
}

async function mutationsStop(objects: readonly KubernetesObject[], server: ApiServer): Promise<Outcome> {
  const disagreements: Disagreement[] = [];
  for (const { name, apply } of mutations) {
    const changed = structuredClone(objects) as KubernetesObject[];
    if (!apply(changed)) {
      disagreements.push({ name, detail: 'the manifests hold nothing that this mutation could change' });
      continue;
    }
    const arrived = await inScene(changed, server, async (scene) => {
      await scene.post();
      await scene.stopExpenses();
      return (await waitForSpans(scene.spans, (spans) => spans.length > 0, 4_000)).length;
    });
    if (arrived > 0) disagreements.push({ name, detail: `${arrived} spans arrived all the same` });
  }
  return { engine, version, what: parts.mutations, cases: mutations.length, disagreements };
}

async function faultsAreCounted(objects: readonly KubernetesObject[], server: ApiServer): Promise<Outcome> {
  const disagreements: Disagreement[] = [];
  const notes: string[] = [];
  for (const fault of faults) {
    const { figures, refused } = await inScene(objects, server, (scene) => suffer(scene, fault), 'disk');
    const problem = fault.judge(figures);
    if (problem !== undefined) disagreements.push({ name: fault.name, detail: problem });
    notes.push(
      `${fault.name}: ${told(figures)}${refused > 0 ? `, ${refused} spans refused by the receiver` : ''}`,
    );
  }
  return { engine, version, what: parts.faults, cases: faults.length, disagreements, notes };
}

function told({ requests, served, complete, partial, lost }: Figures): string {
  return `${requests} requests, ${served} served, ${complete} whole traces, ${partial} partial, ${lost} lost`;
}

async function inScene<T>(
  objects: readonly KubernetesObject[],
  server: ApiServer,
  work: (scene: Scene) => Promise<T>,
  store: 'memory' | 'disk' = 'memory',
): Promise<T> {
  const scene = new Scene(objects, server, store);
  try {
    await scene.start();
    return await work(scene);
  } finally {
    await scene.stop();
  }
}

main(resolve(process.argv[2] ?? join(__dirname, '..', '..', 'dist', 'develop'))).catch((error: unknown) => {
  report({
    engine,
    version,
    what: 'end to end',
    cases: 1,
    disagreements: [{ name: 'start', detail: String(error) }],
  });
  process.exitCode = 1;
});

import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ApiServer, startApiServer } from '../support/api-server';
import { environmentsOf } from '../support/environments';
import { readObjects } from '../support/objects';
import { Processes } from '../support/processes';
import { program } from '../support/programs';
import { notRun, type Outcome, report } from '../support/report';
import { admitObjects } from './admission';
import { applyTree } from './apply-tree';
import { installDefinitions } from './definitions';
import { compareWithFlux } from './flux-view';
import { traceForeignWorkloads } from './instrumented';
import { kustomizeFolders } from './kubectl-view';
import { merge } from './outcomes';
import { admitPods } from './pods';
import { valuesSurvive } from './values-survive';

const repository = resolve(__dirname, '..', '..');

/** Puts each environment of the trees before a fresh API server, Flux's libraries and kubectl. */
async function main(all: readonly { readonly dist: string; readonly only?: string }[]): Promise<void> {
  const perEnvironment: Outcome[][] = [];
  for (const { dist, only } of all) {
    const folders = environmentsOf(dist)
      .filter((name) => only === undefined || name === only)
      .filter((name) => existsSync(join(dist, name, 'kustomization.yaml')));
    for (const name of folders) perEnvironment.push(await judge(dist, name));
  }
  if (perEnvironment.length === 0) {
    report(notRun('kube-apiserver', 'apply', 'there is no environment'));
    return;
  }
  for (const outcome of merge(perEnvironment)) report(outcome);
  for (const outcome of await validation()) report(outcome);
}

/** The stored cases of lib/checks/admission, and workloads of other people that were instrumented, before a server of their own. */
async function validation(): Promise<Outcome[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'otelflux-api-'));
  const processes = new Processes(scratch);
  try {
    const { client } = await control(processes, scratch);
    return [await admitObjects(client), await traceForeignWorkloads(client)];
  } finally {
    await processes.stopAll();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function judge(dist: string, environment: string): Promise<Outcome[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'otelflux-api-'));
  const processes = new Processes(scratch);
  try {
    // A copy: Flux's libraries write a kustomization.yaml where there is none.
    const copy = join(scratch, 'repository');
    cpSync(join(dist, environment), join(copy, 'dist', environment), { recursive: true });
    const folder = join(copy, 'dist', environment);
    const documents = readObjects(folder).filter(({ file }) => !file.startsWith('review/'));
    const server = await control(processes, scratch);
    const definitions = await installDefinitions(server.client, join(repository, 'schemas', 'crds'));
    return [
      definitions,
      await applyTree(server.client, environment, documents),
      await admitPods(server.client, environment, documents),
      await valuesSurvive(server.client, environment, documents),
      await compareWithFlux(server, environment, copy, documents),
      await kustomizeFolders(environment, folder, documents),
    ];
  } finally {
    await processes.stopAll();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function control(processes: Processes, scratch: string): Promise<ApiServer> {
  const programs = { etcd: program('etcd'), apiServer: program('kube-apiserver') };
  return startApiServer(processes, programs, join(scratch, 'control-plane'));
}

/** The trees of this repository; one cluster of a fleet stands for all, since one function makes them. */
const trees: readonly { readonly dist: string; readonly only?: string }[] = [
  { dist: join(repository, 'dist') },
  { dist: join(repository, 'examples', 'minimal', 'dist') },
  { dist: join(repository, 'examples', 'saas', 'dist') },
  { dist: join(repository, 'examples', 'fleet', 'dist'), only: 'eu-lab' },
];

const given = process.argv[2];
void main(given === undefined ? trees : [{ dist: resolve(given) }]);

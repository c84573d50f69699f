import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ApiServer } from '../support/api-server';
import { type Processes, type Started, until } from '../support/processes';
import { program } from '../support/programs';
import { podAddresses } from './cluster';
import { nodeName, writeToken } from './kubernetes-objects';
import type { CollectorFacts } from './platform';
import { imageFolder, startContainer } from './pod';

const podName = 'otel-collector-0';

/** What a kubelet fills in for the variables that the chart takes from the pod and its limits. */
const fromThePod: Readonly<Record<string, string>> = {
  MY_POD_IP: podAddresses.collector,
  OTEL_K8S_POD_IP: podAddresses.collector,
  OTEL_K8S_POD_NAME: podName,
  OTEL_K8S_NODE_NAME: nodeName,
  OTEL_K8S_NODE_IP: '127.0.0.1',
  K8S_NODE_NAME: nodeName,
  K8S_NODE_IP: '127.0.0.1',
  GOMEMLIMIT: '204MiB',
};

/** Starts the built collector as the release's pod would run: effective configuration, variables, token, user. */
export async function startCollector(
  processes: Processes,
  server: ApiServer,
  collector: CollectorFacts,
  folder: string,
  hosts: string,
): Promise<Started> {
  const file = join(folder, 'relay.yaml');
  writeFileSync(file, stringify(collector.config));
  const context = (collector.release.spec as { values?: { podSecurityContext?: SecurityContext } }).values;
  const started = startContainer(processes, {
    name: 'collector',
    image: { collector: program('collector'), 'relay.yaml': file },
    command: [`${imageFolder}/collector`, `--config=${imageFolder}/relay.yaml`],
    variables: variablesOf(collector),
    hosts,
    serviceAccount: await writeToken(server, collector, folder),
    user: context?.podSecurityContext?.runAsUser,
    group: context?.podSecurityContext?.runAsGroup,
    readOnlyRoot: true,
    emptyFolders: [],
  });
  const health = `http://${podAddresses.collector}:13133/`;
  await until('a healthy collector', async () => (await fetch(health)).ok, { program: started });
  return started;
}

interface SecurityContext {
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
}

/** @throws Error that names a variable which this test does not know how to fill. */
function variablesOf({ facts, extraVariables }: CollectorFacts): Record<string, string> {
  const known: Record<string, string> = {
    ...fromThePod,
    OTEL_K8S_NAMESPACE: facts.namespace,
    ...extraVariables,
  };
  const unknown = facts.env.filter((name) => known[name] === undefined);
  if (unknown.length > 0) throw new Error(`this test fills no variable ${unknown.join(', ')}`);
  return {
    ...Object.fromEntries(facts.env.map((name) => [name, known[name] ?? ''])),
    KUBERNETES_SERVICE_HOST: '127.0.0.1',
    KUBERNETES_SERVICE_PORT: '6443',
  };
}

/** Value of a counter on the collector's own metrics page, with or without the suffix `_total`, all its series added up; 0 where it is not there. */
export async function collectorCounter(name: string): Promise<number> {
  const text = await (await fetch(`http://${podAddresses.collector}:8888/metrics`)).text();
  const series = new RegExp(`^${name}(_total)?[{ ]`);
  const lines = text.split('\n').filter((line) => series.test(line));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

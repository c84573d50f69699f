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

/** A pod of a collector: how it is called, its address, and what its node and its Secrets add. */
export interface PodPlacement {
  readonly name: string;
  readonly address: string;
  /** Variables that Secrets fill, and those of the machine. Default: none. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Further files, by the name under which they lie in `imageFolder`. Default: none. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders of the node, by the path at which the pod has them. Default: none; the pod's root is the machine's. */
  readonly hostPaths?: Readonly<Record<string, string>>;
}

const gateway: PodPlacement = { name: 'otel-collector-0', address: podAddresses.collector };

/** What a kubelet fills in for the variables that the chart takes from the pod and its limits. */
const fromThePod = ({ name, address }: PodPlacement): Readonly<Record<string, string>> => ({
  MY_POD_IP: address,
  OTEL_K8S_POD_IP: address,
  OTEL_K8S_POD_NAME: name,
  OTEL_K8S_NODE_NAME: nodeName,
  OTEL_K8S_NODE_IP: '127.0.0.1',
  K8S_NODE_NAME: nodeName,
  K8S_NODE_IP: '127.0.0.1',
  GOMEMLIMIT: '204MiB',
});

/** Starts the built collector as the release's pod would run: effective configuration, variables, token, user. */
export async function startCollector(
  processes: Processes,
  server: ApiServer,
  collector: CollectorFacts,
  folder: string,
  hosts: string,
  pod: PodPlacement = gateway,
): Promise<Started> {
  const file = join(folder, `${pod.name}.yaml`);
  writeFileSync(file, stringify(collector.config));
  const context = (collector.release.spec as { values?: { podSecurityContext?: SecurityContext } }).values;
  const started = startContainer(processes, {
    name: pod.name,
    image: { collector: program('collector'), 'relay.yaml': file, ...pod.files },
    command: [`${imageFolder}/collector`, `--config=${imageFolder}/relay.yaml`],
    variables: variablesOf(collector, pod),
    hosts,
    serviceAccount: await writeToken(server, collector, join(folder, pod.name)),
    user: context?.podSecurityContext?.runAsUser,
    group: context?.podSecurityContext?.runAsGroup,
    readOnlyRoot: true,
    emptyFolders: [],
    ...(pod.hostPaths === undefined ? {} : { hostPaths: pod.hostPaths }),
  });
  const health = `http://${pod.address}:13133/`;
  await until('a healthy collector', async () => (await fetch(health)).ok, { program: started });
  return started;
}

interface SecurityContext {
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
}

/** @throws Error that names a variable which this test does not know how to fill. */
function variablesOf({ facts, extraVariables }: CollectorFacts, pod: PodPlacement): Record<string, string> {
  const known: Record<string, string> = {
    ...fromThePod(pod),
    OTEL_K8S_NAMESPACE: facts.namespace,
    ...extraVariables,
    ...pod.variables,
  };
  const unknown = facts.env.filter((name) => known[name] === undefined);
  if (unknown.length > 0) throw new Error(`this test fills no variable ${unknown.join(', ')}`);
  return {
    ...Object.fromEntries(facts.env.map((name) => [name, known[name] ?? ''])),
    ...pod.variables,
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

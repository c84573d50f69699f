import { dirname, join } from 'node:path';
import type { KubernetesObject } from '../support/kubernetes-client';
import { type Processes, type Started, until } from '../support/processes';
import { program } from '../support/programs';
import { podAddresses } from './cluster';
import { imageFolder, startContainer } from './pod';

interface PodSpec {
  readonly securityContext?: { readonly runAsUser?: number; readonly runAsGroup?: number };
  readonly volumes?: readonly { readonly name: string; readonly emptyDir?: object }[];
  readonly containers: readonly {
    readonly env?: readonly { readonly name: string; readonly value?: string }[];
    readonly securityContext?: { readonly readOnlyRootFilesystem?: boolean };
    readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
    readonly ports?: readonly { readonly containerPort: number }[];
  }[];
}

/** Variables that are not those of the manifest: the store is SQLite here, and node needs no wait for endpoints to go. */
const overrides = { SQLITE_FILE: '/tmp/expenses.sqlite', SHUTDOWN_DELAY_MS: '200', LOG_LEVEL: 'warn' };

/** The variable that would make the service use DynamoDB, which is not there. */
const left = ['DYNAMODB_EXPENSES_TABLE'];

/** Starts the service with the variables, the user and the mounts of its Deployment. */
export async function startExpenses(
  processes: Processes,
  deployment: KubernetesObject,
  hosts: string,
): Promise<Started> {
  const { spec } = (deployment.spec as { template: { spec: PodSpec } }).template;
  const [container] = spec.containers;
  if (container === undefined) throw new Error('the Deployment expenses has no container');
  const emitted = (container.env ?? []).filter(({ name }) => !left.includes(name));
  const started = startContainer(processes, {
    name: 'expenses',
    image: { node: process.execPath, app: dirname(dirname(program('expenses'))) },
    command: [`${imageFolder}/node`, join(imageFolder, 'app', 'build', 'index.js')],
    variables: { ...Object.fromEntries(emitted.map(({ name, value = '' }) => [name, value])), ...overrides },
    hosts,
    user: spec.securityContext?.runAsUser,
    group: spec.securityContext?.runAsGroup,
    readOnlyRoot: container.securityContext?.readOnlyRootFilesystem === true,
    emptyFolders: emptyFolders(spec),
  });
  const port = container.ports?.[0]?.containerPort ?? 0;
  const health = `http://${podAddresses.expenses}:${port}/expenses/health`;
  await until('a ready expenses service', async () => (await fetch(health)).ok, { program: started });
  return started;
}

function emptyFolders({ volumes = [], containers }: PodSpec): string[] {
  const empty = new Set(volumes.filter(({ emptyDir }) => emptyDir !== undefined).map(({ name }) => name));
  return (containers[0]?.volumeMounts ?? [])
    .filter(({ name }) => empty.has(name))
    .map(({ mountPath }) => mountPath);
}

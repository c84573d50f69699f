import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { podOf } from '../api-server/pods';
import type { ApiServer } from '../support/api-server';
import {
  type KubernetesClient,
  type KubernetesObject,
  messageOf,
  type Reply,
} from '../support/kubernetes-client';
import { titleOf } from '../support/objects';
import { podAddresses } from './cluster';
import type { CollectorFacts, Platform } from './platform';

/** The hash that the Deployment controller would put into names and labels; any will do. */
const templateHash = '7d4b9c6f5d';

/** Name of the node that every pod is said to run on. */
export const nodeName = 'node-1';

/**
 * Tells the API server of what controllers and a kubelet would have made: the pod of `expenses` with its address, the
 * collector's ServiceAccount and the rights that the release gives it.
 */
export async function registerPods(
  client: KubernetesClient,
  { expenses, collector }: Pick<Platform, 'expenses' | 'collector'>,
): Promise<void> {
  const namespaces = new Set([expenses.metadata.namespace ?? 'default', collector.facts.namespace]);
  for (const name of namespaces)
    await applied(client, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const pod = podOf(expenses);
  await applied(
    client,
    serviceAccount(pod.metadata.namespace, (pod.spec as { serviceAccountName?: string }).serviceAccountName),
  );
  const deployment = await applied(client, expenses);
  const replicaSet = await applied(client, replicaSetOf(expenses, uidOf(deployment)));
  const owned = {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: { ...pod.metadata.labels, 'pod-template-hash': templateHash },
      ownerReferences: [owner(replicaSetOf(expenses, ''), uidOf(replicaSet))],
    },
    spec: { ...(pod.spec as object), nodeName },
  };
  must(owned, await client.create(owned));
  const running = { phase: 'Running', podIP: podAddresses.expenses, podIPs: [{ ip: podAddresses.expenses }] };
  must(owned, await client.setStatus(owned, { ...running, startTime: new Date().toISOString() }));
  await grantRights(client, collector);
}

/** Gives a collector the ServiceAccount and the rights of its release. */
export async function grantRights(client: KubernetesClient, { facts }: CollectorFacts): Promise<void> {
  await applied(client, serviceAccount(facts.namespace, facts.serviceAccountName));
  if (facts.clusterRoleName === undefined) return;
  const rbac = 'rbac.authorization.k8s.io';
  const metadata = { name: facts.clusterRoleName };
  await applied(client, {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRole',
    metadata,
    rules: facts.clusterRoleRules,
  });
  await applied(client, {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: facts.clusterRoleName },
    subjects: [{ kind: 'ServiceAccount', name: facts.serviceAccountName, namespace: facts.namespace }],
  });
}

/** Writes what a pod of the collector finds in its token folder; the token is the ServiceAccount's own. */
export async function writeToken(
  server: ApiServer,
  { facts }: CollectorFacts,
  folder: string,
): Promise<string> {
  const path = `/api/v1/namespaces/${facts.namespace}/serviceaccounts/${facts.serviceAccountName}/token`;
  const reply = await server.client.raw('POST', path, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 3600 },
  });
  const token = (reply.body as { status?: { token?: string } }).status?.token;
  if (token === undefined) throw new Error(`no token for ${facts.serviceAccountName}: ${messageOf(reply)}`);
  const target = join(folder, 'service-account');
  mkdirSync(target, { recursive: true });
  const content = { token, 'ca.crt': server.ca, namespace: facts.namespace };
  for (const [name, text] of Object.entries(content)) writeFileSync(join(target, name), text);
  return target;
}

function serviceAccount(namespace: string | undefined, name = 'default'): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } };
}

function replicaSetOf(deployment: KubernetesObject, uid: string): KubernetesObject {
  const { selector, template } = deployment.spec as { selector: unknown; template: unknown };
  const { namespace } = deployment.metadata;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name}-${templateHash}`,
      namespace,
      ...(uid === '' ? {} : { ownerReferences: [owner(deployment, uid)] }),
    } as KubernetesObject['metadata'],
    spec: { replicas: 1, selector, template },
  };
}

function owner({ apiVersion, kind, metadata }: KubernetesObject, uid: string) {
  return { apiVersion, kind, name: metadata.name, uid, controller: true };
}

function uidOf({ body }: Reply): string {
  return (body as { metadata?: { uid?: string } }).metadata?.uid ?? '';
}

async function applied(client: KubernetesClient, object: KubernetesObject): Promise<Reply> {
  return must(object, await client.apply(object));
}

function must(object: KubernetesObject, reply: Reply): Reply {
  if (reply.status > 201) throw new Error(`${titleOf(object)}: ${messageOf(reply)}`);
  return reply;
}

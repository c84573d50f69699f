import { type KubernetesClient, type KubernetesObject, messageOf } from '../support/kubernetes-client';
import { type ObjectInFile, titleOf } from '../support/objects';
import type { Disagreement, Outcome } from '../support/report';
import { versionOf } from './version';

/**
 * Creates, as a dry run, the pod of every workload of an environment: pod security refuses pods, and only warns of the
 * workloads that would make them.
 */
export async function admitPods(
  client: KubernetesClient,
  environment: string,
  documents: readonly ObjectInFile[],
): Promise<Outcome> {
  const disagreements: Disagreement[] = [];
  const workloads = documents.filter(({ object }) => podTemplate(object) !== undefined);
  for (const { file, object } of workloads) {
    const reply = await client.create(podOf(object), { dryRun: true });
    if (reply.status > 201) {
      disagreements.push({
        name: `${environment}/${file}`,
        detail: `pod of ${titleOf(object)}: ${messageOf(reply)}`,
      });
    }
  }
  return {
    engine: 'kube-apiserver',
    version: await versionOf(client),
    what: 'admission of pods, Pod Security restricted',
    cases: workloads.length,
    disagreements,
  };
}

interface PodTemplate {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The template of a workload's pods; undefined for an object that makes none. */
export function podTemplate(object: KubernetesObject): PodTemplate | undefined {
  if (!['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicaSet'].includes(object.kind))
    return undefined;
  return (object.spec as { template?: PodTemplate } | undefined)?.template;
}

/** The pod that a workload would make. @throws Error for an object that makes none. */
export function podOf(object: KubernetesObject): KubernetesObject {
  const template = podTemplate(object);
  if (template === undefined) throw new Error(`${titleOf(object)} makes no pods`);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...template.metadata,
      name: `${object.metadata.name}-0`,
      namespace: object.metadata.namespace,
    },
    spec: template.spec,
  };
}

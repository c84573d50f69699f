import type { Data } from '../../lib/documents';
import { type KubernetesClient, messageOf } from '../support/kubernetes-client';
import { readObjects } from '../support/objects';
import { until } from '../support/processes';
import type { Disagreement, Outcome } from '../support/report';
import { versionOf } from './version';

/** Installs the custom resource definitions that the project validates against, and waits until they are served. */
export async function installDefinitions(client: KubernetesClient, folder: string): Promise<Outcome> {
  const disagreements: Disagreement[] = [];
  const definitions = readObjects(folder);
  for (const { file, object } of definitions) {
    const reply = await client.apply(object);
    if (reply.status > 201) {
      disagreements.push({ name: file, detail: messageOf(reply) });
      continue;
    }
    await until(`${object.metadata.name} being served`, async () => {
      const { body } = await client.get(object);
      const conditions = (body as { status?: { conditions?: { type: string; status: string }[] } }).status
        ?.conditions;
      return conditions?.some(({ type, status }) => type === 'Established' && status === 'True') ?? false;
    }).catch((error: unknown) => disagreements.push({ name: file, detail: String(error) }));
  }
  client.rediscover();
  return {
    engine: 'kube-apiserver',
    version: await versionOf(client),
    what: 'definitions of schemas/crds',
    cases: definitions.length,
    disagreements,
  };
}

/** A namespace that Flux's bootstrap, not this project, creates. */
export const fluxNamespace: { [key: string]: Data } = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'flux-system' },
};

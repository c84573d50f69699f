import { admissionCases } from '../../test/lib/checks/admission/cases';
import { type KubernetesClient, type KubernetesObject, messageOf } from '../support/kubernetes-client';
import type { Disagreement, Outcome } from '../support/report';
import { versionOf } from './version';

/** A namespace in which every pod is taken: what is asked is the validation alone. */
const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'shop',
    labels: Object.fromEntries(
      ['enforce', 'warn', 'audit'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'privileged']),
    ),
  },
};

/** Asks the API server for each stored case whether it takes the object, in a dry run. */
export async function admitObjects(client: KubernetesClient): Promise<Outcome> {
  await client.apply(namespace as unknown as KubernetesObject);
  const cases = admissionCases();
  const disagreements: Disagreement[] = [];
  for (const { name, object, isRefused } of cases) {
    const reply = await client.apply(object as unknown as KubernetesObject, { dryRun: true });
    if (reply.status > 201 === isRefused) continue;
    const detail = isRefused
      ? 'is taken, but stored as refused'
      : `is refused, but stored as taken: ${messageOf(reply)}`;
    disagreements.push({ name, detail });
  }
  return {
    engine: 'kube-apiserver',
    version: await versionOf(client),
    what: 'validation of objects beyond their schemas',
    cases: cases.length,
    disagreements,
  };
}

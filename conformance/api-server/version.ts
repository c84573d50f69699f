import type { KubernetesClient } from '../support/kubernetes-client';

/** Version that the server says it is, without the leading v. */
export async function versionOf(client: KubernetesClient): Promise<string> {
  const { body } = await client.raw('GET', '/version');
  return String((body as { gitVersion?: string }).gitVersion ?? 'unknown').replace(/^v/, '');
}

import { isDeepStrictEqual } from 'node:util';
import {
  type KubernetesClient,
  type KubernetesObject,
  messageOf,
  type Reply,
} from '../support/kubernetes-client';
import { type ObjectInFile, titleOf } from '../support/objects';
import type { Disagreement, Outcome } from '../support/report';
import { fluxNamespace } from './definitions';
import { versionOf } from './version';

/**
 * Applies every document of an environment three times: as a dry run, for real, and once more, which must change nothing.
 * A warning of the server is a note, a warning of pod security a disagreement: the pods would be refused.
 */
export async function applyTree(
  client: KubernetesClient,
  environment: string,
  documents: readonly ObjectInFile[],
): Promise<Outcome> {
  const disagreements: Disagreement[] = [];
  const warnings = new Set<string>();
  await client.apply(fluxNamespace as unknown as KubernetesObject);
  for (const { file, object } of namespacesFirst(documents)) {
    const name = `${environment}/${file}`;
    try {
      for (const problem of await applyThrice(client, object, warnings)) {
        disagreements.push({ name, detail: `${titleOf(object)}: ${problem}` });
      }
    } catch (error) {
      disagreements.push({ name, detail: `${titleOf(object)}: ${String(error)}` });
    }
  }
  return {
    engine: 'kube-apiserver',
    version: await versionOf(client),
    what: 'server-side apply, dry run, for real and again',
    cases: documents.length,
    disagreements,
    notes: [...warnings].map((warning) => `warning: ${warning}`),
  };
}

/** Objects of a namespace that is not there yet cannot even be tried. */
function namespacesFirst(documents: readonly ObjectInFile[]): ObjectInFile[] {
  const isNamespace = ({ object }: ObjectInFile) => object.kind === 'Namespace';
  return [...documents.filter(isNamespace), ...documents.filter((document) => !isNamespace(document))];
}

async function applyThrice(
  client: KubernetesClient,
  object: KubernetesObject,
  warnings: Set<string>,
): Promise<string[]> {
  const problems: string[] = [];
  const dry = await client.apply(object, { dryRun: true });
  if (dry.status > 201) return [`the dry run is refused: ${messageOf(dry)}`];
  for (const warning of dry.warnings) {
    if (/would violate PodSecurity/.test(warning)) problems.push(warning);
    else warnings.add(`${titleOf(object)}: ${warning}`);
  }
  const first = await client.apply(object);
  if (first.status > 201) return [...problems, `refused: ${messageOf(first)}`];
  const second = await client.apply(object);
  if (!isDeepStrictEqual(content(first), content(second))) problems.push('a second apply changes it again');
  return problems;
}

/**
 * An object without the server's book-keeping: an apply that sets nothing but a name, as that of a bare Namespace, makes
 * the server enter the fields that it has set itself, once.
 */
function content({ body }: Reply): unknown {
  const { metadata, ...rest } = body as { metadata?: Record<string, unknown> };
  const { resourceVersion: _, managedFields: __, ...kept } = metadata ?? {};
  return { ...rest, metadata: kept };
}

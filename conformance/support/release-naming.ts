import { type ReleaseNaming, releaseName, releaseNamespace } from '../../lib/flux';
import type { KubernetesObject } from './kubernetes-client';

/** Name and namespace of the Helm release that Flux makes of a HelmRelease. */
export function releaseOf({ metadata, spec }: KubernetesObject): { release: string; namespace: string } {
  const { releaseName: own, targetNamespace } = (spec ?? {}) as Partial<ReleaseNaming>;
  const naming = { name: metadata.name, namespace: metadata.namespace, releaseName: own, targetNamespace };
  return { release: releaseName(naming), namespace: releaseNamespace(naming) };
}

import { type ReleaseNaming, releaseName, releaseNamespace } from '../flux';
import type { ObjectSubject } from './subject';
import { helmReleases } from './views/flux';

/** Name of the Helm release that a HelmRelease makes. */
export function releaseNameOf(release: ObjectSubject): string {
  return releaseName(namingOf(release));
}

/** Namespace that a HelmRelease installs into. */
export function targetNamespaceOf(release: ObjectSubject): string {
  return releaseNamespace(namingOf(release));
}

function namingOf(release: ObjectSubject): ReleaseNaming {
  const { name, namespace, spec } = helmReleases.of(release);
  const { releaseName: own, targetNamespace } = spec;
  return { name, namespace, releaseName: own.value, targetNamespace: targetNamespace.value };
}

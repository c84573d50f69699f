import { createHash } from 'node:crypto';
import { longestReleaseName } from '../documents';

/** What decides the name of a HelmRelease's release. */
export interface ReleaseNaming {
  /** `metadata.name`. */
  readonly name: string;
  /** `metadata.namespace`. */
  readonly namespace?: string | undefined;
  /** `spec.releaseName`. */
  readonly releaseName?: string | undefined;
  /** `spec.targetNamespace`. */
  readonly targetNamespace?: string | undefined;
}

/** The name before it is shortened: `releaseName`, else `<targetNamespace>-<name>`, else `<name>`. */
export function composedReleaseName({ name, releaseName, targetNamespace }: ReleaseNaming): string {
  if (releaseName !== undefined && releaseName !== '') return releaseName;
  return targetNamespace === undefined || targetNamespace === '' ? name : `${targetNamespace}-${name}`;
}

/**
 * Name of the Helm release that helm-controller 1.6.3 makes: more than 53 characters become the first 40, a dash and 12
 * hexadecimal digits of the SHA-256 of the whole.
 */
export function releaseName(naming: ReleaseNaming): string {
  const composed = composedReleaseName(naming);
  if (composed.length <= longestReleaseName) return composed;
  const digest = createHash('sha256').update(composed).digest('hex');
  return `${composed.slice(0, 40)}-${digest.slice(0, 12)}`;
}

/** Namespace that Flux installs the release into: `targetNamespace`, else that of the HelmRelease, else `default`. */
export function releaseNamespace({ namespace, targetNamespace }: ReleaseNaming): string {
  return targetNamespace || namespace || 'default';
}

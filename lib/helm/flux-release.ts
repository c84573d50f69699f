import { createHash } from 'node:crypto';

/** The fields of a HelmRelease by which Flux names the Helm release. */
export interface HelmReleaseNames {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly releaseName?: string; readonly targetNamespace?: string };
}

/** Helm's limit for release names. */
const longest = 53;

/**
 * Name of the Helm release that Flux makes of a HelmRelease: `spec.releaseName`, else the name behind
 * `spec.targetNamespace` and a dash where that is set, else the name. Longer than 53 characters: the first 40, a dash
 * and 12 hexadecimal digits of the SHA-256 of the whole (helm-controller, API v2).
 */
export function releaseName({ metadata, spec = {} }: HelmReleaseNames): string {
  const { releaseName: given = '', targetNamespace = '' } = spec;
  const name =
    given !== '' ? given : targetNamespace !== '' ? `${targetNamespace}-${metadata.name}` : metadata.name;
  if (name.length <= longest) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${name.slice(0, longest - 13)}-${digest}`;
}

/** Namespace of the Helm release: `spec.targetNamespace`, else that of the HelmRelease, else `default`. */
export function releaseNamespace({ metadata, spec = {} }: HelmReleaseNames): string {
  return spec.targetNamespace || metadata.namespace || 'default';
}

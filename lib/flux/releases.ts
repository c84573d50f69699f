import { compareReleases, ownValue } from '../documents';

/** Last version of each API group of Flux, and the release in which an old one disappeared (Flux 2.9). */
const removed: { readonly [apiVersion: string]: { readonly use: string; readonly since: string } } = {
  'helm.toolkit.fluxcd.io/v2beta1': { use: 'helm.toolkit.fluxcd.io/v2', since: 'Flux 2.7' },
  'helm.toolkit.fluxcd.io/v2beta2': { use: 'helm.toolkit.fluxcd.io/v2', since: 'Flux 2.8' },
  'kustomize.toolkit.fluxcd.io/v1beta1': { use: 'kustomize.toolkit.fluxcd.io/v1', since: 'Flux 2.7' },
  'kustomize.toolkit.fluxcd.io/v1beta2': { use: 'kustomize.toolkit.fluxcd.io/v1', since: 'Flux 2.8' },
  'source.toolkit.fluxcd.io/v1beta1': { use: 'source.toolkit.fluxcd.io/v1', since: 'Flux 2.7' },
  'source.toolkit.fluxcd.io/v1beta2': { use: 'source.toolkit.fluxcd.io/v1', since: 'Flux 2.8' },
  'image.toolkit.fluxcd.io/v1beta1': { use: 'image.toolkit.fluxcd.io/v1', since: 'Flux 2.7' },
  'image.toolkit.fluxcd.io/v1beta2': { use: 'image.toolkit.fluxcd.io/v1', since: 'Flux 2.9' },
};

/**
 * The oldest release of Flux that texts of a repository install, as `2.5`: the address of its manifests, the heading of
 * gotk-components.yaml, the artifact of its manifests. Undefined where none says it.
 */
export function fluxReleaseIn(texts: Iterable<string>): string | undefined {
  let oldest: string | undefined;
  for (const text of texts) {
    if (!/flux/i.test(text)) continue;
    for (const pattern of installs) {
      for (const [, release = ''] of text.matchAll(pattern)) {
        if (oldest === undefined || compareReleases(release, oldest) < 0) oldest = release;
      }
    }
  }
  return oldest;
}

const installs: readonly RegExp[] = [
  /fluxcd\/flux2\/(?:\/)?manifests\/install\?ref=v?(2\.\d{1,3})/g,
  /fluxcd\/flux2\/releases\/download\/v?(2\.\d{1,3})/g,
  /^# Flux [Vv]ersion: v?(2\.\d{1,3})/gm,
  /fluxcd\/flux-manifests[^\n]{0,80}\n(?:[^\n]{0,200}\n){0,6}?[ \t]{0,20}(?:tag|version): *["']?v?(2\.\d{1,3})/g,
  /\bdistribution: *\n(?:[^\n]{0,200}\n){0,4}?[ \t]{0,20}version: *["']?[v=~]?(2\.\d{1,3})/g,
  /app\.kubernetes\.io\/part-of: flux\n[ \t]{0,20}app\.kubernetes\.io\/version: v?(2\.\d{1,3})/g,
];

/**
 * Whether kustomize-controller stops at a variable that is not set: as the texts of a repository set its gate, and otherwise as its
 * release does by default, which is from Flux 2.9 on.
 *
 * @param release of Flux, as `2.5`; the current one where it is left out
 */
export function stopsAtUnsetVariables(texts: Iterable<string>, release?: string): boolean {
  for (const text of texts) {
    const [, gate] =
      /^(?![ \t]*#)[^\n]{0,400}\bStrictPostBuildSubstitutions=(true|false)\b/m.exec(text) ?? [];
    if (gate !== undefined) return gate === 'true';
  }
  return release === undefined || !(compareReleases(release, '2.9') < 0);
}

/**
 * What replaced an apiVersion that Flux no longer serves, or undefined where it still does.
 *
 * @param release of Flux, as `2.5`; the current one where it is left out
 */
export function removedFluxVersion(
  apiVersion: string,
  release?: string,
): { readonly use: string; readonly since: string } | undefined {
  const found = ownValue(removed, apiVersion);
  if (found === undefined || release === undefined) return found;
  return compareReleases(release, found.since.replace('Flux ', '')) < 0 ? undefined : found;
}

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

/** What replaced an apiVersion that current Flux no longer serves, or undefined where it still does. */
export function removedFluxVersion(
  apiVersion: string,
): { readonly use: string; readonly since: string } | undefined {
  return Object.hasOwn(removed, apiVersion) ? removed[apiVersion] : undefined;
}

/** API group of Flux Kustomizations. */
export const fluxGroup = 'kustomize.toolkit.fluxcd.io';

/** Whether a type is that of Flux Kustomizations, of any version. */
export function isFluxKustomizationType({ group, kind }: { group: string; kind: string }): boolean {
  return group === fluxGroup && kind === 'Kustomization';
}

/** Names of the file that kustomize looks for in a folder, in its order. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** Whether a path leads to a file that kustomize takes for that of a folder. */
export function isKustomizationPath(path: string): boolean {
  const name = path.split(/[\\/]/).at(-1);
  return kustomizationNames.some((known) => known === name);
}

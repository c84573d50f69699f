/** What Flux (2.9: kustomize-controller 1.9, helm-controller 1.6) makes of a tree. Pure: no files, no cluster. */
export * from './build';
export { DependencyGraph, type DependencyNode, dependencyKey } from './dependencies';
export { durationMilliseconds, isDuration, isSourceTimeout } from './durations';
export {
  escapeSubstitution,
  isSubstituteDisabled,
  isTouchedBySubstitution,
  needsSubstituteDisabled,
  substituteDisabled,
  substituteKey,
} from './escape';
export {
  fluxGroup,
  isFluxKustomizationType,
  isKustomizationPath,
  kustomizationNames,
} from './kustomizations';
export {
  type AppliedTree,
  appliedTree,
  environmentRoot,
  type FolderInventory,
  folderOfPath,
  type InventoryFolder,
  joinPath,
  normalizePath,
  parentOf,
} from './layout';
export { type ImageMarker, parseImageMarker } from './markers';
export {
  composedReleaseName,
  type ReleaseNaming,
  releaseName,
  releaseNamespace,
} from './names';
export { fluxReleaseIn, removedFluxVersion, stopsAtUnsetVariables } from './releases';
export {
  isForeign,
  isVariableName,
  readableExpressions,
  type Substituted,
  type SubstitutionMode,
  substitute,
  toleratesUnset,
} from './substitution';
export {
  type Expression,
  expressionsOf,
  parseTemplate,
  TemplateError,
  type TemplateNode,
} from './template';

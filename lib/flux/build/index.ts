/** Builds a Flux repository as Flux does: `buildTree`. */
export type { BuiltCluster, BuiltKustomization, BuiltObject, BuiltTree } from './built';
export type { FileContent } from './files';
export { groupVersion, isClusterScoped } from './ids';
export { mayHoldFlux } from './roots';
export type { BuildProblem, NotBuilt } from './sinks';
export { type BuildOptions, beginsWithFlux, buildTree } from './tree';
export { type PostBuild, readPostBuild } from './variables-of';

/**
 * Adopting: a collector configuration that exists becomes the TypeScript that emits the same through the model.
 *
 * 1. Read (`input.ts`): the configuration, its comments and its positions, out of whatever holds it.
 * 2. Sort (`parts.ts`): components with their use, extensions with who names them.
 * 3. Write: each component through its typed factory (`typed.ts`) or, where that would not compile, through
 *    `component(…)`; then pipelines (`service.ts`), and for a HelmRelease the chart (`release.ts`).
 *
 * Nothing is left out in silence: every difference is a note with file and line.
 */
export { type AdoptedProgram, type AdoptOptions, adopt } from './adopt';
export { type AdoptInput, indexOf, NotAdoptable, type ReleaseToAdopt, readInputs } from './input';
export type { AdoptNote } from './notes';
export type { Modules } from './program';

/**
 * Upgrading: configurations that exist are written anew for another release of the collector or its chart.
 *
 * 1. Rewrite (`names.ts`, `versions.ts`): names, references, fields and versions, each at its place in the text (`edits.ts`).
 * 2. Compare: what runs differently, what is lost, what the releases between do otherwise.
 * 3. Prove: both sides before a collector of their release, where one is at hand, and before the rules.
 */
export { differences } from './defaults';
export { type ProgramFile, rewriteProgram } from './program';
export { readTarget, UnknownTarget, type UpgradeTarget } from './target';
export {
  type Proof,
  type Upgrade,
  type UpgradedCollector,
  type UpgradedFile,
  type UpgradeOptions,
  upgrade,
} from './upgrade';
export type { Note } from './versions';

/*
 * From dist/ to the repository that Flux watches.
 *
 * 1. Choose environments (`choice.ts`), read their trees and point their Flux Kustomizations at the targets (`source.ts`).
 * 2. Look for everything that would be lost or never take effect (`plan.ts`, `target.ts`); any of it, and nothing is written.
 * 3. Tell all changes in a journal inside git's folder, then make them (`journal.ts`).
 * 4. Where asked, build a commit in an index of its own and move the branch once (`commit.ts`).
 */

export type { Choice } from './choice';
export { Checkout, GitFailed } from './git';
export { manifestFile } from './manifest';
export {
  type PublishedEnvironment,
  type PublishedMany,
  type PublishManyOptions,
  publishMany,
} from './publish';
export { PublishRefused, PublishUsage } from './refused';

/*
 * From dist/ to the repository that Flux watches.
 *
 * 1. Read the tree of one environment and point its Flux Kustomizations at the target (`source.ts`).
 * 2. Look for everything that would be lost or never take effect (`target.ts`); any of it, and nothing is written.
 * 3. Tell all changes in a journal inside git's folder, then make them (`journal.ts`).
 * 4. Where asked, build a commit in an index of its own and move the branch once (`commit.ts`).
 */
export { Checkout, GitFailed } from './git';
export { manifestFile } from './manifest';
export { type Published, type PublishOptions, publish } from './publish';
export { PublishRefused, PublishUsage } from './refused';

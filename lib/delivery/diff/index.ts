/*
 * What a reviewer wants to know of a change: objects and fields, what it means for the collector that runs, which pods
 * start anew, and what Flux deletes.
 *
 * 1. Read: files become objects (`snapshot.ts`), only where their content differs.
 * 2. Compare: objects by identity (`compare.ts`), fields by name (`fields.ts`), collectors by effective graph (`collector.ts`).
 * 3. Judge: restarts (`restarts.ts`), deletions (`deletions.ts`), storage (`jaeger.ts`).
 * 4. Tell: text, Markdown; the model itself is the JSON.
 */
export { compareCollectors } from './collector';
export { compareTrees, type Environments } from './compare';
export { formatMarkdown } from './markdown';
export {
  type Deletion,
  type EnvironmentDiff,
  type FieldChange,
  isSame,
  type ObjectDiff,
  type Restart,
  type TreeDiff,
} from './model';
export { isRevision, matchEnvironments, openFolder, openRevision } from './open';
export { type TreeFile, type TreeFiles, treeFile } from './snapshot';
export { formatText, summarise } from './text';
export { UnknownTree } from './unknown-tree';

/*
 * The only room that writes: a tree of documents becomes YAML, is checked as a whole, and takes the place of the
 * former tree in one step.
 */
export { cdk8sSetting } from './cdk8s-settings';
export { checkTree } from './check-tree';
export { type Delivered, type DeliverOptions, DeliveryRefused, deliver, recover } from './deliver';
export { effectiveYaml } from './effective-yaml';
export {
  fileName,
  type Identity,
  identityOf,
  kustomizationFile,
  kustomizationOf,
  renderFiles,
  UnwritableDocument,
} from './files';
export { Locked } from './lock';
export { Notes } from './notes';
export { patchOf } from './patch';
export { textOfFile } from './plain-file';
export { promotionAnnotations } from './promote/facts';
export { ConstructsInvalid, renderChart, validateConstructs } from './render';
export { replaceFile, writeWhole } from './replace-file';
export { type StagingInput, stagingMode, stagingProblem, writeStaging } from './staging';
export { BrokenJournal } from './swap';
export { topologyFiles } from './topology';
export type { Comment, Document, EnvironmentTree, Folder, RenderedFile, TextFile, Tree } from './tree';
export { type VerbatimFile, writeAs } from './verbatim';
export { UnwritableValue, writeYaml } from './yaml/write';

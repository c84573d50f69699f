/**
 * The checks: rules over the collectors, objects and trees of an environment, one rule one file.
 *
 * 1. Read: texts become documents with positions (`subjects/text.ts`), documents become subjects (`subjects/`).
 * 2. Judge: every subject is put before every rule that applies to it (`engine/run.ts`).
 * 3. Sort out: suppressions are taken into account, findings ordered (`engine/suppress.ts`, `engine/order.ts`).
 */

export type { Data, Path } from '../documents';
export type { CollectorSubject, External, ObjectSubject, Source, TreeSubject } from '../platform';
export {
  environmentFacts,
  environmentFile,
  externalKinds,
  type RecordedFacts,
  type RecordedSuppression,
} from '../platform';
export { cidrFault } from './admission/network-policies';
export {
  type CheckOptions,
  checkDocuments,
  checkSources,
  findingsNotWritten,
  type JudgedTree,
  type Judgement,
  judgeDocuments,
  judgePlatforms,
  judgeSources,
  type ModelDocument,
  type ReleaseToJudge,
  ruleCatalog,
} from './check';
export { grouped } from './engine/group';
export type { KeptPlace } from './engine/kept';
export { ordered, type Summary, summarise } from './engine/order';
export { type Finding, type Severity, severities, type ValuesPatch } from './finding';
export type { NotJudged } from './not-judged';
export { patched, withPatchesOnce } from './patches';
export {
  type CollectorRule,
  type InputRule,
  ignoreAnnotation,
  type ObjectRule,
  type Problem,
  type Rule,
  type TreeRule,
} from './rule';
export { type KindPart, partProblems } from './schema/part';
export type { SchemaProblem } from './schema/problem';
export { secretRules } from './secret-rules';

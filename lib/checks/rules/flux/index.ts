import type { Rule } from '../../rule';
import { automationSeesItsPolicies } from './automation-sees-its-policies';
import { automationStaysOutOfGeneratedFiles } from './automation-stays-out-of-generated-files';
import { chartArtifactsAreSelected } from './chart-artifacts-are-selected';
import { defaultsAreSubstituted } from './defaults-are-substituted';
import { dependantsWaitForReadiness } from './dependants-wait-for-readiness';
import { dependenciesExist } from './dependencies-exist';
import { durableObjectsAreNotPruned } from './durable-objects-are-not-pruned';
import { durationsCanBeRead } from './durations-can-be-read';
import { encryptedObjectsAreDecrypted } from './encrypted-objects-are-decrypted';
import { filesAreAppliedInOrder } from './files-are-applied-in-order';
import { fluxKustomizationsAreWhole } from './flux-kustomizations-are-whole';
import { fluxObjectsHaveASpec } from './flux-objects-have-a-spec';
import { healthChecksAreEvaluated } from './health-checks-are-evaluated';
import { healthChecksNameSomething } from './health-checks-name-something';
import { healthOfJaegerIsProven } from './health-of-jaeger-is-proven';
import { helmRepositoriesFitTheirUrl } from './helm-repositories-fit-their-url';
import { identitiesAreUnique } from './identities-are-unique';
import { imageApisAreServed } from './image-apis-are-served';
import { imagePoliciesChooseOneWay } from './image-policies-choose-one-way';
import { kustomizationKindsAreToldApart } from './kustomization-kinds-are-told-apart';
import { literalReferencesSurviveSubstitution } from './literal-references-survive-substitution';
import { namesOfFluxObjectsAreNotRewritten } from './names-of-flux-objects-are-not-rewritten';
import { namespacesKeepTheirName } from './namespaces-keep-their-name';
import { pathsDoNotOverlap } from './paths-do-not-overlap';
import { pathsExist } from './paths-exist';
import { readyExpressionsAskForReadiness } from './ready-expressions-ask-for-readiness';
import { resourcesFollowTheirDefinitions } from './resources-follow-their-definitions';
import { sourceUrlsAreBare } from './source-urls-are-bare';
import { sourcesExist } from './sources-exist';
import { substituteAnnotationIsSpelledRight } from './substitute-annotation-is-spelled-right';
import { substitutedTextsStayTexts } from './substituted-texts-stay-texts';
import { timeoutsLeaveRoom } from './timeouts-leave-room';
import { variablesAreDefined } from './variables-are-defined';

/** The rules of this folder. Made by `npm run rules`. */
export const rules: readonly Rule[] = [
  automationSeesItsPolicies,
  automationStaysOutOfGeneratedFiles,
  chartArtifactsAreSelected,
  defaultsAreSubstituted,
  dependantsWaitForReadiness,
  dependenciesExist,
  durableObjectsAreNotPruned,
  durationsCanBeRead,
  encryptedObjectsAreDecrypted,
  filesAreAppliedInOrder,
  fluxKustomizationsAreWhole,
  fluxObjectsHaveASpec,
  healthChecksAreEvaluated,
  healthChecksNameSomething,
  healthOfJaegerIsProven,
  helmRepositoriesFitTheirUrl,
  identitiesAreUnique,
  imageApisAreServed,
  imagePoliciesChooseOneWay,
  kustomizationKindsAreToldApart,
  literalReferencesSurviveSubstitution,
  namesOfFluxObjectsAreNotRewritten,
  namespacesKeepTheirName,
  pathsDoNotOverlap,
  pathsExist,
  readyExpressionsAskForReadiness,
  resourcesFollowTheirDefinitions,
  sourceUrlsAreBare,
  sourcesExist,
  substituteAnnotationIsSpelledRight,
  substitutedTextsStayTexts,
  timeoutsLeaveRoom,
  variablesAreDefined,
];

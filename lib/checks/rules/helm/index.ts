import type { Rule } from '../../rule';
import { chartSourcesAreOfTheRightKind } from './chart-sources-are-of-the-right-kind';
import { chartVersionsArePinned } from './chart-versions-are-pinned';
import { chartVersionsExist } from './chart-versions-exist';
import { defaultsAreNotKeptUnseen } from './defaults-are-not-kept-unseen';
import { defaultsAreNotRepeated } from './defaults-are-not-repeated';
import { driftLeavesScalingAlone } from './drift-leaves-scaling-alone';
import { fieldsHaveAnEffect } from './fields-have-an-effect';
import { healthCheckAnswersTheProbes } from './health-check-answers-the-probes';
import { ignoredPathsArePointers } from './ignored-paths-are-pointers';
import { largeNumbersAreTexts } from './large-numbers-are-texts';
import { listsReplaceThoseOfTheChart } from './lists-replace-those-of-the-chart';
import { monitorsNameOpenPorts } from './monitors-name-open-ports';
import { namesAreNotDoubled } from './names-are-not-doubled';
import { namespacesAreCreatedOnPurpose } from './namespaces-are-created-on-purpose';
import { podMetadataIsChosen } from './pod-metadata-is-chosen';
import { podsFollowTheirConfiguration } from './pods-follow-their-configuration';
import { presetsAreNotWrittenTwice } from './presets-are-not-written-twice';
import { recoveryFieldsFitTheStrategy } from './recovery-fields-fit-the-strategy';
import { releaseNamesAreLegal } from './release-names-are-legal';
import { releaseNamesAreWritten } from './release-names-are-written';
import { releasesOwnTheirObjects } from './releases-own-their-objects';
import { releasesSayHowTheyRecover } from './releases-say-how-they-recover';
import { remediationIsNotIgnored } from './remediation-is-not-ignored';
import { servicesHavePorts } from './services-have-ports';
import { templateActionsAreHelm } from './template-actions-are-helm';
import { tlsSettingsHaveAnEffect } from './tls-settings-have-an-effect';
import { valueTargetsTakeTheText } from './value-targets-take-the-text';
import { valuesFitTheSchemaOfTheChart } from './values-fit-the-schema-of-the-chart';
import { valuesFromExist } from './values-from-exist';
import { valuesHoldNoNull } from './values-hold-no-null';
import { valuesHoldNoSecret } from './values-hold-no-secret';

/** The rules of this folder. Made by `npm run rules`. */
export const rules: readonly Rule[] = [
  chartSourcesAreOfTheRightKind,
  chartVersionsArePinned,
  chartVersionsExist,
  defaultsAreNotKeptUnseen,
  defaultsAreNotRepeated,
  driftLeavesScalingAlone,
  fieldsHaveAnEffect,
  healthCheckAnswersTheProbes,
  ignoredPathsArePointers,
  largeNumbersAreTexts,
  listsReplaceThoseOfTheChart,
  monitorsNameOpenPorts,
  namesAreNotDoubled,
  namespacesAreCreatedOnPurpose,
  podMetadataIsChosen,
  podsFollowTheirConfiguration,
  presetsAreNotWrittenTwice,
  recoveryFieldsFitTheStrategy,
  releaseNamesAreLegal,
  releaseNamesAreWritten,
  releasesOwnTheirObjects,
  releasesSayHowTheyRecover,
  remediationIsNotIgnored,
  servicesHavePorts,
  templateActionsAreHelm,
  tlsSettingsHaveAnEffect,
  valueTargetsTakeTheText,
  valuesFitTheSchemaOfTheChart,
  valuesFromExist,
  valuesHoldNoNull,
  valuesHoldNoSecret,
];

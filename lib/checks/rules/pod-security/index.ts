import type { Rule } from '../../rule';
import { appArmorStaysOn } from './app-armor-stays-on';
import { capabilitiesAreDropped } from './capabilities-are-dropped';
import { capabilitiesAreThoseOfTheDefaultSet } from './capabilities-are-those-of-the-default-set';
import { containersAreNotPrivileged } from './containers-are-not-privileged';
import { containersGainNoPrivileges } from './containers-gain-no-privileges';
import { containersOpenNoPortOfTheNode } from './containers-open-no-port-of-the-node';
import { podSecurityLabelsAreLegal } from './pod-security-labels-are-legal';
import { podsHaveASeccompProfile } from './pods-have-a-seccomp-profile';
import { podsMountNothingOfTheNode } from './pods-mount-nothing-of-the-node';
import { podsRunAsSomebody } from './pods-run-as-somebody';
import { podsShareNoNamespaceOfTheNode } from './pods-share-no-namespace-of-the-node';
import { probesAskTheirOwnPod } from './probes-ask-their-own-pod';
import { procIsMasked } from './proc-is-masked';
import { seLinuxTypesAreThoseOfContainers } from './se-linux-types-are-those-of-containers';
import { seccompStaysOn } from './seccomp-stays-on';
import { sysctlsAreSafe } from './sysctls-are-safe';
import { usersAreNotRoot } from './users-are-not-root';
import { volumesAreOfRestrictedTypes } from './volumes-are-of-restricted-types';
import { windowsPodsAreNotHostProcesses } from './windows-pods-are-not-host-processes';

/** The rules of this folder. Made by `npm run rules`. */
export const rules: readonly Rule[] = [
  appArmorStaysOn,
  capabilitiesAreDropped,
  capabilitiesAreThoseOfTheDefaultSet,
  containersAreNotPrivileged,
  containersGainNoPrivileges,
  containersOpenNoPortOfTheNode,
  podSecurityLabelsAreLegal,
  podsHaveASeccompProfile,
  podsMountNothingOfTheNode,
  podsRunAsSomebody,
  podsShareNoNamespaceOfTheNode,
  probesAskTheirOwnPod,
  procIsMasked,
  seLinuxTypesAreThoseOfContainers,
  seccompStaysOn,
  sysctlsAreSafe,
  usersAreNotRoot,
  volumesAreOfRestrictedTypes,
  windowsPodsAreNotHostProcesses,
];

import { cardOf } from '../../collector/components';
import {
  type Component,
  catalogVersions,
  distributionName,
  type Existence,
  existence,
  idFault,
  isJaegerOnly,
  isNewer,
  isOlder,
  read,
} from '../../collector/effective';
import { once } from '../../documents';
import type { CollectorSubject } from '../../platform';

/** Why the collector that runs does not have a component's type. */
export interface TypeFault {
  readonly component: Component;
  readonly kind: /** No release of the catalog has it. */
    | 'unknown'
    /** It was removed. */
    | 'removed'
    /** The release knows the component under another name. */
    | 'otherName'
    /** An older or newer release has it. */
    | 'otherRelease'
    /** Another distribution has it. */
    | 'otherDistribution'
    /** It works on Kubernetes and the image is the core one, which lacks it. */
    | 'wrongImage';
  readonly found: Existence;
}

const { oldest } = catalogVersions;

/** The components whose type the collector that runs certainly lacks; at most one fault for each. */
export const typeFaults: (subject: CollectorSubject) => readonly TypeFault[] = once((subject) =>
  read(subject).components.flatMap((component) => {
    if (idFault(component.id) !== undefined) return [];
    const { class: componentClass, writtenType } = component;
    const found = existence(componentClass, writtenType, {
      ...(subject.version === undefined ? {} : { version: subject.version }),
      ...(subject.distribution === undefined ? {} : { distribution: subject.distribution }),
    });
    const kind = kindOfFault(component, found, subject);
    return kind === undefined ? [] : [{ component, kind, found }];
  }),
);

function kindOfFault(
  component: Component,
  found: Existence,
  subject: CollectorSubject,
): TypeFault['kind'] | undefined {
  const { version, distribution } = subject;
  const { class: componentClass, type } = component;
  const isBeyond = isOlder(version, oldest) || isNewer(version, found.namedTo);
  if (!found.known) return isBeyond ? undefined : 'unknown';
  if (found.lastRelease !== undefined && isNewer(version ?? catalogVersions.newest, found.lastRelease))
    return 'removed';
  // Jaeger's own types follow Jaeger's releases, and an unknown release is not asked for one.
  if (isBeyond || isJaegerOnly(found)) {
    return found.inDistribution === false && isJaegerOnly(found) ? 'otherDistribution' : undefined;
  }
  if (!found.inRelease) return 'otherRelease';
  if (version !== undefined && !found.nameAccepted) return 'otherName';
  if (found.inDistribution !== false || distribution === undefined || isNewer(version, found.heldTo))
    return undefined;
  const isCore = distributionName(distribution) === 'core';
  return isCore && cardOf(componentClass, type)?.ofKubernetes === true ? 'wrongImage' : 'otherDistribution';
}

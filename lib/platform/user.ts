import { at, type Data, items } from '../documents';
import type { CollectorSubject } from './subject';

/** Who a collector is to the kernel. */
export interface RunningUser {
  /** Absent where it is not known: a variable, or an image of someone's own. */
  readonly user?: number;
  /** Absent where nothing names it. */
  readonly group?: number;
  /** True where root's group, other groups or capabilities may let it read more than user and group tell. */
  readonly hasMoreRights: boolean;
}

/** What the container says, else what the pod does, else what the image was made with. */
export function runsAs({ deployment }: CollectorSubject): RunningUser {
  const { podSecurityContext, securityContext, imageUser } = deployment?.storage ?? {};
  const written = (name: string): Data | undefined =>
    at(securityContext, [name]) ?? at(podSecurityContext, [name]);
  const user = written('runAsUser') ?? imageUser;
  const group = written('runAsGroup');
  return {
    ...(typeof user === 'number' ? { user } : {}),
    ...(typeof group === 'number' ? { group } : {}),
    hasMoreRights:
      at(podSecurityContext, ['fsGroup']) === 0 ||
      items(at(podSecurityContext, ['supplementalGroups'])).length > 0 ||
      at(securityContext, ['privileged']) === true ||
      items(at(securityContext, ['capabilities', 'add'])).length > 0,
  };
}

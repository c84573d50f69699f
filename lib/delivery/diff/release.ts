import type { Data } from '../../checks';
import { isMap } from '../../documents';
import { kindOfMode } from '../../helm';
import { type ObjectSubject, objectTitle } from '../../platform';
import { fieldChanges } from './fields';
import { immutableFields } from './immutable';
import type { FieldChange } from './model';
import { type TreeObject, titleOf } from './snapshot';

/** What a change of a release means for the objects that Helm makes of it. */
export interface ReleaseChange {
  /** Changes of the pod template; undefined where it is not known, or the workload is another one. */
  readonly template?: readonly FieldChange[];
  readonly warnings: readonly string[];
}

const workloads: ReadonlySet<string> = new Set(Object.values(kindOfMode));

/** Compares the objects of a release as they are made before and after; undefined where they are not known. */
export function releaseChange(
  release: TreeObject,
  before: readonly ObjectSubject[] | undefined,
  after: readonly ObjectSubject[] | undefined,
): ReleaseChange | undefined {
  if (before === undefined || after === undefined) return undefined;
  const pairs = after.flatMap((latter): [ObjectSubject, ObjectSubject][] => {
    const former = before.find((one) => objectTitle(one) === objectTitle(latter));
    return former === undefined ? [] : [[former, latter]];
  });
  const workload = pairs.find(([, { kind }]) => workloads.has(kind));
  const template =
    workload && fieldChanges(templateOf(workload[0]), templateOf(workload[1]), 'spec.template');
  return {
    ...(template === undefined ? {} : { template }),
    warnings: pairs.flatMap(([former, latter]) => warningsOf(release, former, latter)),
  };
}

function templateOf({ object }: ObjectSubject): Data | undefined {
  return isMap(object.spec) ? object.spec.template : undefined;
}

function warningsOf(release: TreeObject, former: ObjectSubject, latter: ObjectSubject): string[] {
  const [field] = immutableFields(latter.kind, fieldChanges(former.object, latter.object), former.object);
  if (field === undefined) return [];
  return [
    `${titleOf(release)}: ${field.path} of ${objectTitle(latter)} cannot be changed in the cluster, so the upgrade fails: give the release another name, or delete the object first`,
  ];
}

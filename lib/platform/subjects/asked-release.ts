import type { Path } from '../../documents';
import type { ObjectSubject } from '../subject';
import type { ChartInput } from './chart';

/** A release of the collector's chart that something asks for: an object, a values file, an entry of a helmfile, a block of Terraform. */
export interface AskedRelease {
  /** What asks for it, for messages. */
  readonly title: string;
  readonly input: ChartInput;
  /** What asks for it, with the values as data at `valuesPath` whatever form they are written in. */
  readonly object: ObjectSubject;
  readonly valuesPath: Path;
}

/** Kind of the subject that stands for values that no object holds; no object of a cluster has it. */
export const valuesKind = 'Values';

/** Values in the place of an object, so that they are judged like the release that they are for. */
export function releaseOfValues(
  name: string,
  title: string,
  input: ChartInput,
  locate: ObjectSubject['locate'],
): AskedRelease {
  const object = { apiVersion: '', group: '', kind: valuesKind, name, object: input.values };
  return { title, input, object: { ...object, construct: name, locate }, valuesPath: [] };
}

/** Whether a whole file of values asks for the release. */
export function isValuesFile({ title, object }: AskedRelease): boolean {
  return object.kind === valuesKind && title === object.name;
}

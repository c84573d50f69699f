import type { Path, SourceLocation } from '../../documents';
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
  /** The chart's version, where it is written beside the values: its key, its value, and where that stands. */
  readonly version?: WrittenVersion;
}

/** A version as it is written. */
export interface WrittenVersion {
  readonly key: string;
  readonly written: string;
  readonly location: SourceLocation;
}

/** What is written at a place, as a version. */
export function versionAt(
  written: unknown,
  path: Path,
  locate: (path: Path) => SourceLocation,
): Pick<AskedRelease, 'version'> {
  if (typeof written !== 'string') return {};
  return { version: { key: String(path.at(-1)), written, location: locate(path) } };
}

/** Kind of the subject that stands for values that no object holds; no object of a cluster has it. */
export const valuesKind = 'Values';

/** Values in the place of an object, so that they are judged like the release that they are for. */
export function releaseOfValues(
  name: string,
  title: string,
  input: ChartInput,
  locate: ObjectSubject['locate'],
  version: Pick<AskedRelease, 'version'> = {},
): AskedRelease {
  const object = { apiVersion: '', group: '', kind: valuesKind, name, object: input.values };
  return { title, input, object: { ...object, construct: name, locate }, valuesPath: [], ...version };
}

/** Whether a whole file of values asks for the release. */
export function isValuesFile({ title, object }: AskedRelease): boolean {
  return object.kind === valuesKind && title === object.name;
}

import { partProblems } from '../lib/checks';
import { type Data, nearest, type Path } from '../lib/documents';
import { type Check, isMap, object, type Shape, type ShapeFault, wrongType } from './shape';

/** The definition of a part of a kind: its `apiVersion`, its name, and the fields that lead to it; a list counts as what it holds. */
type Part = readonly [apiVersion: string, kind: string, ...path: readonly string[]];

/** A map as Kubernetes takes it for a part of a kind: `kubernetes('v1', 'Pod', 'spec', 'containers')` is one container. */
export function kubernetes(...part: Part): Check {
  return (value, field) => faultsOf(part, value, field, () => true);
}

/** Some fields of a part of a kind; the chart writes the others. */
export function someOf(...part: Part): Check {
  return (value, field) =>
    faultsOf(part, value, field, ({ kind, path }) => kind !== 'missing' || path.length > 1);
}

/** A map with fields of its own beside those that another check judges. */
export function beside<T>(own: Shape<T>, others: Check): Check {
  const ownFields = object(own);
  return (value, field) => {
    if (!isMap(value)) return [wrongType(value, field, 'a map')];
    const absent = Object.keys(own).filter((key) => value[key] === undefined);
    // A slip of one of its own belongs to it, unless the others know the word.
    const isOwn = (key: string) =>
      Object.hasOwn(own, key) ||
      (nearest(key, absent) !== undefined &&
        others({ [key]: value[key] }, '').some((fault) => fault.field === key));
    const part = (wanted: boolean) =>
      Object.fromEntries(Object.entries(value).filter(([key]) => isOwn(key) === wanted));
    return [...ownFields(part(true), field), ...others(part(false), field)];
  };
}

type Problem = ReturnType<typeof partProblems>[number];

function faultsOf(
  [apiVersion, kind, ...path]: Part,
  value: unknown,
  field: string,
  isMeant: (problem: Problem) => boolean,
): ShapeFault[] {
  if (!isMap(value)) return [wrongType(value, field, 'a map')];
  return partProblems({ apiVersion, kind, path }, asWritten(value))
    .filter(isMeant)
    .map((problem) => ({
      field: placeOf(field, problem.path),
      message: problem.kind === 'unknown' ? 'is not a field of it' : problem.message,
      fix: fixOf(problem.fix),
      fatal: false,
    }));
}

/** Without what is undefined, as an object is written. */
function asWritten(value: object): Data {
  return JSON.parse(JSON.stringify(value));
}

function placeOf(field: string, path: Path): string {
  return path.reduce<string>(
    (place, key) => (typeof key === 'number' ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`),
    field,
  );
}

/** The sentence of a finding as the end of a line. */
function fixOf(fix: string | undefined): string {
  if (fix === undefined) return 'write what Kubernetes takes';
  const words = fix.replaceAll('`', '').replace(/\.$/, '');
  return words.charAt(0).toLowerCase() + words.slice(1);
}

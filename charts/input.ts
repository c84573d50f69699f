import type { PlaceReader } from './source-place';

/** One fault in what an environment says: printed as one line that names the environment, the field and the fix. */
export interface InputProblem {
  /** Where it was said: `orders.port`. */
  readonly field: string;
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  /** Where the user wrote it; absent: not known. */
  readonly place?: PlaceReader;
}

const dnsLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const dnsName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** True for a name that Kubernetes takes for a Service or a Namespace: RFC 1123 label, at most 63 characters. */
export function isDnsLabel(text: string): boolean {
  return dnsLabel.test(text);
}

/** True for a host name: labels of at most 63 characters joined by dots, 253 in all, lower case. */
export function isDnsName(text: string): boolean {
  return dnsName.test(text);
}

/** Parts of an image reference. */
export interface Image {
  /** Registry and repository, without tag. */
  readonly repository: string;
  /** Absent where the reference has none. */
  readonly tag?: string;
  /** `sha256:…`, absent where the reference has none. */
  readonly digest?: string;
}

/** Splits `registry:5000/name:tag@sha256:…`; a port in the registry is no tag. */
export function parseImage(reference: string): Image {
  const [named = '', digest] = reference.split('@', 2);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  return {
    repository: hasTag ? named.slice(0, colon) : named,
    ...(hasTag ? { tag: named.slice(colon + 1) } : {}),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** What is wrong with an image reference that a Deployment is to run, or undefined. */
export function imageProblem(reference: string): Omit<InputProblem, 'field'> | undefined {
  const image = parseImage(reference);
  if (!/^[a-z0-9][a-z0-9._/:-]*$/.test(image.repository)) {
    return { message: `"${reference}" is not an image`, fix: 'write registry/repository:tag in lower case' };
  }
  if (image.digest !== undefined) return undefined;
  if (image.tag === undefined || image.tag === '') {
    return {
      message: `image "${reference}" has no tag`,
      fix: 'name the version that runs: repository:1.2.3',
    };
  }
  if (image.tag === 'latest') {
    return { message: `image "${reference}" floats`, fix: 'name the version that runs instead of latest' };
  }
  return /^\w[\w.-]{0,127}$/.test(image.tag)
    ? undefined
    : { message: `image "${reference}" has no legal tag`, fix: 'use letters, digits, dots and dashes' };
}

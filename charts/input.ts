import { parseImage } from '../lib/documents';
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

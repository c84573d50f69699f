import type { Place } from '../../platform';
import { type Problem, problemAt } from '../rule';
import { distinct } from './constraint';

const distinctHeaders = distinct((name) => name.toLowerCase());

/** Request headers that are named twice. */
export function* repeatedKeys(keys: Place, more?: Pick<Problem, 'fix'>): Generator<Problem> {
  for (const { path, message } of distinctHeaders(keys.data, []))
    yield problemAt(keys.at(...path), `${message}; upper and lower case do not count`, more);
}

import type { Data } from '../../documents';
import type { PodNeeds } from './card';

/** A variable that a component takes the name of its node from. */
export function nodeVariable(name: Data | undefined): PodNeeds {
  return typeof name === 'string' && name !== '' ? { variables: { [name]: 'spec.nodeName' } } : {};
}

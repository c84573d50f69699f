import type { Data } from '../../documents';
import type { PodNeeds } from './card';

/** A variable that a component takes the name of its node from. */
export function nodeVariable(name: Data | undefined, isOptional = false): PodNeeds {
  if (typeof name !== 'string' || name === '') return {};
  return { variables: { [name]: 'spec.nodeName' }, ...(isOptional ? { optionalVariables: [name] } : {}) };
}

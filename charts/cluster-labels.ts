import { isLabelKey, isLabelValue } from '../lib/documents';
import type { InputProblem } from './input';

type Labels = { readonly [name: string]: string };

const own = ['cluster', 'region', 'wave'];

/**
 * What is wrong with the labels that a cluster is chosen by.
 * @param further those that the user named, in `cluster.labels`
 * @param all with those that its facts make
 */
export function* labelFaults(
  further: Labels = {},
  all: Labels = {},
): Generator<Pick<InputProblem, 'field' | 'message' | 'fix'>> {
  const ownField = (name: string) => `cluster.${name === 'cluster' ? 'name' : name}`;
  for (const name of own) {
    if (!Object.hasOwn(further, name)) continue;
    const message = 'is a fact of the cluster itself';
    yield { field: `cluster.labels.${name}`, message, fix: `write ${ownField(name)}` };
  }
  for (const [name, value] of Object.entries(all)) {
    const field = own.includes(name) ? ownField(name) : `cluster.labels.${name}`;
    if (!isLabelKey(name))
      yield { field, message: 'is not the name of a label', fix: 'write letters, digits, dashes and dots' };
    else if (value === '' || !isLabelValue(value)) {
      const fix = 'write up to 63 letters, digits, dashes, dots and underscores';
      yield { field, message: `"${value}" is not the value of a label`, fix };
    }
  }
}

import { functions } from '../../../../lib/helm/tpl/functions';
import { Refused, Unknown } from '../../../../lib/helm/tpl/unknown';
import type { TplValue } from '../../../../lib/helm/tpl/value';

/** What a function gives; of what stops the render the message, and `not known` where it is not modelled. */
export function call(name: string, operands: readonly TplValue[]): unknown {
  const called = functions.get(name);
  if (called === undefined) throw new Error(`there is no ${name}`);
  try {
    return called(operands);
  } catch (error) {
    if (error instanceof Unknown) return 'not known';
    if (error instanceof Refused) return `refused: ${error.message}`;
    throw error;
  }
}

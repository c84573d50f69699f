import type { Construct } from 'constructs';
import { Environment } from './environment';
import { type Check, PropsRefused } from './shape';
import { callerPlace } from './source-place';

/**
 * The props of a chart, after their shape was looked at: types hold at compile time only, and synth does not compile.
 * @throws PropsRefused where something is missing or of the wrong type, after all of it was told
 */
export function checked<Props>(scope: Construct, id: string, props: Props, check: Check): Props {
  const environment = Environment.of(scope);
  const place = callerPlace();
  const faults = check(props, '');
  for (const { field, message, fix } of faults) {
    environment.report({ field: field === '' ? id : `${id}.${field}`, message, fix, place });
  }
  if (faults.some(({ fatal }) => fatal)) throw new PropsRefused();
  return props;
}

import type { Construct } from 'constructs';
import { Environment } from './environment';
import { type HandedObject, propPlace } from './prop-place';
import { type Check, PropsRefused } from './shape';
import { callerPlace, type PlaceReader, type SourcePlace } from './source-place';

/** What charts were given, by the construct that they are made in and by id. */
const given = new WeakMap<Construct, Map<string, unknown>>();

/**
 * The props of a chart, after their shape was looked at: types hold at compile time only, and synth does not compile.
 * @param argument which argument of the user's call they are, from 0. Default: 2, as in `new ServiceChart(scope, id, props)`
 * @throws PropsRefused where something is missing or of the wrong type, after all of it was told
 */
export function checked<Props>(
  scope: Construct,
  id: string,
  props: Props,
  check: Check,
  argument = 2,
): Props {
  const environment = Environment.of(scope);
  const call = callerPlace();
  given.set(scope, (given.get(scope) ?? new Map<string, unknown>()).set(id, props));
  const faults = check(props, '');
  for (const { field, message, fix } of faults) {
    const place = (): SourcePlace | undefined => placeOfProp({ call, value: props, argument }, field);
    environment.report({ field: field === '' ? id : `${id}.${field}`, message, fix, place });
  }
  if (faults.some(({ fatal }) => fatal)) throw new PropsRefused();
  return props;
}

/**
 * Where the user wrote a prop of a chart.
 * @param isOurs whether the path may lead to what the chart made: then only what the user wrote has a place of its own
 * @returns the call where it cannot be told, or where the props never were looked at
 */
export function placeOfChartProp(
  scope: Construct | undefined,
  id: string,
  call: PlaceReader,
  path: string,
  isOurs: boolean,
): SourcePlace | undefined {
  const value = scope && given.get(scope)?.get(id);
  return placeOfProp({ call, value, argument: 2, id }, path, isOurs);
}

function placeOfProp(
  { call, ...handed }: Omit<HandedObject, 'call'> & { readonly call: PlaceReader },
  path: string,
  isOurs = false,
): SourcePlace | undefined {
  const made = call();
  return made && (propPlace({ ...handed, call: made }, path, isOurs) ?? made);
}

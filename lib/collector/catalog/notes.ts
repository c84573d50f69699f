import { ownValue } from '../../documents';
import type { ComponentClass } from '../handles';
import { canonicalType } from './types';

type Numbers = { readonly [struct: string]: { readonly [field: string]: number } };

interface StoredNotes {
  readonly texts: readonly string[];
  readonly shared: Numbers;
  readonly components: { readonly [id: string]: Numbers };
}

let stored: StoredNotes | undefined;

/** What every block that may be switched off has. */
const ofSwitches = 'Whether this counts; `false` switches it off.';

/**
 * What a field means: its unit, default and consequence in a sentence or two.
 *
 * @param type canonical type or any earlier name
 * @param group name of the group that holds the field, as `fieldsOf` tells it
 * @returns undefined where nobody has written one
 */
export function fieldNote(
  kind: ComponentClass,
  type: string,
  group: string,
  field: string,
): string | undefined {
  // Loaded where a field is explained: checks never ask.
  stored ??= require('../../../imports/collector/notes.json') as StoredNotes;
  const own = member(stored.components, `${kind}.${canonicalType(kind, type)}`) ?? {};
  const found = member(own, group) ?? member(stored.shared, group) ?? {};
  const number = member(found, field);
  if (number !== undefined) return stored.texts[number];
  return field === 'enabled' ? ofSwitches : undefined;
}

function member<T>(map: { readonly [key: string]: T }, key: string): T | undefined {
  return ownValue(map, key);
}

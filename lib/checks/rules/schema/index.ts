import type { Rule } from '../../rule';
import { brokenCelRule } from './broken-cel-rule';
import { bodyFieldsAreKnown, bodyFieldsHaveTheirType } from './collector-bodies';
import { missingField } from './missing-field';
import { unknownField } from './unknown-field';
import { unknownKind } from './unknown-kind';
import { valueOutOfRange } from './value-out-of-range';
import { wrongType } from './wrong-type';

/** What the API server says about objects by their schemas. */
export const rules: readonly Rule[] = [
  unknownField,
  wrongType,
  missingField,
  valueOutOfRange,
  brokenCelRule,
  unknownKind,
  bodyFieldsAreKnown,
  bodyFieldsHaveTheirType,
];

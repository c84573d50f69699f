import type { Rule } from '../../rule';
import { bodyFieldsAreKnown, bodyFieldsHaveTheirType } from './collector-bodies';
import { schemaRules } from './schema-rules';
import { unknownKind } from './unknown-kind';

/** What the API server says about objects by their schemas. */
export const rules: readonly Rule[] = [
  ...schemaRules,
  unknownKind,
  bodyFieldsAreKnown,
  bodyFieldsHaveTheirType,
];

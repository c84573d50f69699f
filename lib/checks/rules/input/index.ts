import type { InputRule } from '../../rule';
import { refusalRules } from '../../verdict/rules';
import { buildSucceeds } from './build';
import { markerNamesPolicy } from './markers';
import { plainScalarRules } from './plain-scalars';
import { readingRules } from './reading';
import { unexplainedSuppression, unusedSuppression } from './suppression';

/** A rule that broke off. */
export const crashRule: InputRule = {
  id: 'EN-1',
  title: 'Every rule runs to its end',
  severity: 'warning',
  appliesTo: 'input',
  why: 'A rule met something that it was not made for; what it would have found here is not known.',
  fix: 'Report the input and this message to the project; the other rules have run.',
  example: `- a fault in a rule itself
+ apiVersion: v1
+ kind: Namespace
+ metadata: {name: observability}
`,
};

/** The rules that the engine itself reports. */
export const rules: readonly InputRule[] = [
  ...readingRules,
  ...plainScalarRules,
  markerNamesPolicy,
  buildSucceeds,
  unusedSuppression,
  unexplainedSuppression,
  crashRule,
  ...refusalRules,
];

/** The rule with an id, which is one of this file's. */
export function inputRule(id: string): InputRule {
  return rules.find((rule) => rule.id === id) ?? crashRule;
}

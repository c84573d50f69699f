import type { EngineFault } from '../../engine';
import type { InputRule } from '../rule';
import {
  ottlIsUnderstood,
  regularExpressionsCompile,
  startsSucceed,
  theCollectorTakesTheConfiguration,
} from '../rules/input';

/** A class of refusals, with what is to be said of it. */
interface Class {
  readonly rule: InputRule;
  matches(fault: EngineFault): boolean;
}

const classes: readonly Class[] = [
  { rule: startsSucceed, matches: ({ stage }) => stage === 'start' },
  {
    rule: regularExpressionsCompile,
    matches: ({ message }) => /error parsing regexp|invalid regular expression|invalid regex/i.test(message),
  },
  {
    rule: ottlIsUnderstood,
    matches: ({ message }) =>
      /OTTL (statement|condition|value expression)|(statement|condition|expression) has invalid syntax|(editor|converter) names must/.test(
        message,
      ),
  },
];

/** The rule that a refusal comes under. */
export function ruleOf(fault: EngineFault): InputRule {
  return classes.find(({ matches }) => matches(fault))?.rule ?? theCollectorTakesTheConfiguration;
}

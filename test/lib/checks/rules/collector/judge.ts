import { parse } from 'yaml';
import type { CollectorRule, Problem, Rule } from '../../../../../lib/checks/rule';
import * as rules from '../../../../../lib/checks/rules/collector';
import { notation } from '../../../../../lib/collector/effective';
import type { Data } from '../../../../../lib/documents';
import { type CollectorContext, type CollectorSubject, collectorSubject } from '../../../../../lib/platform';

/** A collector that runs the configuration written as YAML. */
export function subjectOf(text: string, context: Partial<CollectorContext> = {}): CollectorSubject {
  const version = /^# collector: (.+)$/m.exec(text)?.[1];
  const distribution = /^# distribution: (.+)$/m.exec(text)?.[1];
  return collectorSubject(parse(text) as Data, {
    title: 'collector.yaml',
    origin: 'bare',
    ...(version === undefined ? {} : { version }),
    ...(distribution === undefined ? {} : { distribution }),
    ...context,
  });
}

/** What a rule says of a configuration. */
export function problems(
  rule: CollectorRule,
  text: string,
  context: Partial<CollectorContext> = {},
): Problem[] {
  return [...rule.check(subjectOf(text, context))];
}

function placeOf({ at, path = [] }: Problem): string {
  return notation(at?.path ?? path);
}

/** The places that a rule complains of, in the collector's notation. */
export function places(rule: CollectorRule, text: string, context: Partial<CollectorContext> = {}): string[] {
  return problems(rule, text, context).map(placeOf);
}

/** Every rule over a collector. */
export const collectorRules: readonly CollectorRule[] = Object.values<Rule>(rules).filter(
  (rule) => rule.appliesTo === 'collector',
);

/** Ids and places of everything of a severity that all rules find. */
export function findings(subject: CollectorSubject, severity?: string): string[] {
  return collectorRules.flatMap((rule) =>
    [...rule.check(subject)]
      .filter((problem) => severity === undefined || (problem.severity ?? rule.severity) === severity)
      .map((problem) => `${rule.id} ${placeOf(problem)}`),
  );
}

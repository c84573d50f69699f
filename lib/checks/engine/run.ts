import { addTo, collectorPath, groupBy, objectPath, at as valueAt } from '../../documents';
import { type CollectorSubject, type ObjectSubject, objectTitle, type TreeSubject } from '../../platform';
import type { Finding } from '../finding';
import { joined } from '../patches';
import type { InputRule, ObjectRule, Problem, Rule } from '../rule';
import { rulesRunToTheirEnd } from '../rules/input';
import type { KeptProblems } from './kept';

/** A finding with the object that it is about, for suppression. */
export interface Judged {
  readonly finding: Finding;
  readonly object?: ObjectSubject;
  /** False where the place of the finding is one that the author did not write: a default of the chart, a missing field. */
  readonly written: boolean;
  /** The object of a release that shows what the finding says of the release. */
  readonly cause?: ObjectSubject;
}

type Subject = ObjectSubject | CollectorSubject | undefined;

type CheckedRule = Exclude<Rule, InputRule>;

/**
 * Puts every subject of a tree before every rule that applies to it. A rule that throws does not end the run: what it
 * threw becomes a finding on the rule.
 */
export function runRules(rules: readonly Rule[], tree: TreeSubject, kept?: KeptProblems): Judged[] {
  return rules.flatMap((rule) => runRule(rule, tree, kept));
}

function runRule(rule: Rule, tree: TreeSubject, kept: KeptProblems | undefined): readonly Judged[] {
  const ofObject = (own: CheckedRule, subject: ObjectSubject, check: () => Iterable<Problem>) => {
    const said = kept?.said(own, subject);
    return said === undefined ? judge(own, subject, check, kept) : told(own, subject, said);
  };
  switch (rule.appliesTo) {
    case 'collector':
      return tree.collectors.flatMap((subject) => judge(rule, subject, () => rule.check(subject)));
    case 'object':
      return onceOfRelease(
        objectsFor(rule, tree).flatMap((subject) => ofObject(rule, subject, () => rule.check(subject, tree))),
      );
    case 'each':
      return onceOfRelease(
        rule.each(tree).flatMap((view) => ofObject(rule, view.subject, () => rule.check(view, tree))),
      );
    case 'tree':
      return judge(rule, undefined, () => rule.check(tree));
    default:
      return [];
  }
}

function objectsFor(rule: ObjectRule, tree: TreeSubject): readonly ObjectSubject[] {
  const { kinds } = rule;
  const rendered = rule.rendered ? tree.rendered : [];
  if (kinds === undefined) return [...tree.objects, ...rendered];
  const written = kinds.flatMap((kind) => {
    const slash = kind.lastIndexOf('/');
    return tree.all(kind.slice(0, slash), kind.slice(slash + 1));
  });
  return [...written, ...rendered.filter(({ group, kind }) => kinds.includes(`${group}/${kind}`))];
}

function judge(
  rule: CheckedRule,
  subject: Subject,
  check: () => Iterable<Problem>,
  kept?: KeptProblems,
): readonly Judged[] {
  const problems: Problem[] = [];
  try {
    for (const problem of check()) problems.push(placed(problem));
    kept?.keep(rule, subject, problems);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const crash = judged(rulesRunToTheirEnd, { message: `${rule.id} broke off: ${reason}` }, subject);
    return [...told(rule, subject, problems), crash];
  }
  return told(rule, subject, problems);
}

/** Findings of what a rule said of a subject. */
function told(rule: CheckedRule, subject: Subject, problems: readonly Problem[]): readonly Judged[] {
  // Nearly every rule has nothing to say of nearly every subject.
  if (problems.length === 0) return none;
  const certain = problems.filter((problem) => !isGuessed(rule, problem, subject));
  const found = rule.once === true ? foldedBySubject(certain, subject) : certain;
  const known = found.filter((problem) => isKnown(problem, problem.subject ?? subject));
  return known.map((problem) => judged(rule, problem, problem.subject ?? subject));
}

const none: readonly Judged[] = [];

/** A place of a view is a path and its subject. */
function placed({ at, ...problem }: Problem): Problem {
  return at === undefined ? problem : { ...problem, path: at.path, subject: at.subject };
}

/** True of more than advice on what the chart adds, where it is of a version whose additions are not known. */
function isGuessed({ severity }: RuleText, problem: Problem, subject: Subject): boolean {
  return (problem.severity ?? severity) !== 'advice' && isGuess(problem, problem.subject ?? subject);
}

function isGuess({ path = [] }: Problem, subject: Subject): boolean {
  if (subject === undefined || !('config' in subject)) return false;
  const { helm } = subject;
  if (helm === undefined || helm.certainty === 'known') return false;
  return path.length === 0 || !subject.isWritten(path);
}

/** The first problem of each subject and severity, with the number of the others. */
function foldedBySubject(problems: Iterable<Problem>, subject: Subject): readonly Problem[] {
  const groups = new Map<Subject, Problem[]>();
  for (const problem of problems) addTo(groups, problem.subject ?? subject, problem);
  return [...groups.values()].flatMap((group) =>
    [...groupBy(group, ({ severity }) => severity ?? '').values()].flatMap(folded),
  );
}

function folded([first, ...more]: readonly Problem[]): readonly Problem[] {
  if (first === undefined || more.length === 0) return first === undefined ? [] : [first];
  const places = more.length === 1 ? 'one more such place' : `${more.length} more such places`;
  const patch = joined([first, ...more].flatMap((problem) => problem.patch ?? []));
  return [
    {
      ...first,
      message: `${first.message.replace(/\.$/, '')}, and ${places}.`,
      ...(patch === undefined ? {} : { patch }),
    },
  ];
}

/** One value of a release may show in several of its objects: one fault, one finding. */
function onceOfRelease(found: readonly Judged[]): Judged[] {
  const seen = new Set<string>();
  const keyOf = ({ path = '', construct = '', message }: Finding) =>
    `${construct} ${path}${path === valuesText ? ` ${message}` : ''}`;
  for (const { finding, cause } of found) if (cause === undefined) seen.add(keyOf(finding));
  return found.filter(({ finding, cause }) => {
    if (cause === undefined) return true;
    const key = keyOf(finding);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const valuesText = objectPath(['spec', 'values']);

/** Nothing is said of what a chart only may do. */
function isKnown({ path = [] }: Problem, subject: Subject): boolean {
  return subject === undefined || 'config' in subject || subject.madeBy?.isKnown(path) !== false;
}

/** What every rule says about itself. */
type RuleText = Pick<Rule, 'id' | 'severity' | 'why' | 'fix'>;

/** Makes a finding of what a rule reports. */
export function judged(rule: RuleText, problem: Problem, subject: Subject): Judged {
  if (subject !== undefined && 'apiVersion' in subject && subject.madeBy !== undefined)
    return {
      ...judged(rule, { ...problem, path: subject.madeBy.place(problem.path ?? []) }, subject.madeBy.release),
      cause: subject,
    };
  const object = subject === undefined || 'apiVersion' in subject ? subject : subject.object;
  const finding: Finding = {
    rule: rule.id,
    severity: problem.severity ?? rule.severity,
    // A question at the end, "did you mean …?", ends the sentence.
    message: problem.message.replace(/\?\.$/, '?'),
    why: rule.why,
    fix: problem.fix ?? rule.fix,
    ...(subject?.locate(problem.path ?? []) ?? {}),
    ...(problem.path === undefined || problem.path.length === 0 ? {} : { path: pathText(problem, subject) }),
    ...(problem.patch === undefined ? {} : { patch: problem.patch }),
    ...about(subject, object),
  };
  const written = isWritten(problem, subject);
  return object === undefined ? { finding, written } : { finding, written, object };
}

/** Whether the author wrote what the problem is about, or something inside it. */
function isWritten({ path = [] }: Problem, subject: Subject): boolean {
  if (subject === undefined) return true;
  return 'config' in subject ? subject.isWritten(path) : valueAt(subject.object, path) !== undefined;
}

function pathText({ path = [] }: Problem, subject: Subject): string {
  return subject !== undefined && 'config' in subject ? collectorPath(path) : objectPath(path);
}

function about(subject: Subject, object: ObjectSubject | undefined): { construct?: string } {
  if (object !== undefined) return { construct: object.construct ?? objectTitle(object) };
  return subject !== undefined && 'title' in subject && subject.origin !== 'bare'
    ? { construct: subject.title }
    : {};
}

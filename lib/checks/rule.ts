import { collectorPath, type Path } from '../documents';
import { type CollectorSubject, type ObjectSubject, Place, type TreeSubject } from '../platform';
import type { Severity, ValuesPatch } from './finding';

/** What a rule reports: the engine adds the rule's id, severity, `why` and `fix`, and finds file, line and column. */
export interface Problem {
  /** One sentence: what is wrong, naming the thing. */
  readonly message: string;
  /** The place inside the subject, from its root. Absent: the subject as a whole. */
  readonly path?: Path | undefined;
  /** Which subject of the tree the path is in; needed by tree rules only. */
  readonly subject?: ObjectSubject | CollectorSubject;
  /** The place as a view of the object hands it out: path and subject in one. */
  readonly at?: Place | undefined;
  /** What to write instead, where the rule's own `fix` can be made more exact. */
  readonly fix?: string | undefined;
  /** Values that take the fault away, where the subject is a release of the collector's chart and the mend is certain. */
  readonly patch?: ValuesPatch | undefined;
  /** Where this case is more or less certain than the rule in general. */
  readonly severity?: Severity | undefined;
}

/** What is wrong at a place, or at a path of a configuration: `problemAt(timeout, 'lies outside of 100 ms to 60 s')`. */
export function problemAt(
  at: Place | Path,
  fault: string,
  more?: Pick<Problem, 'fix' | 'severity'>,
): Problem {
  return at instanceof Place
    ? { message: `${at} ${fault}.`, at, ...more }
    : { message: `${collectorPath(at)} ${fault}.`, path: at, ...more };
}

interface RuleText {
  /** Id of the list of checks, for instance `CV-13`. */
  readonly id: string;
  /** A short statement of what must hold. */
  readonly title: string;
  readonly severity: Severity;
  /** One sentence: what happens in the cluster when it does not hold. */
  readonly why: string;
  /** One sentence: what to write instead. */
  readonly fix: string;
  /** True where one finding an object is enough: the other places are counted in its message. */
  readonly once?: true;
  /** True for what a tree does everywhere or nowhere: where it is found often, reports for people show one finding that counts the others. */
  readonly habit?: true;
  /**
   * The smallest input that trips the rule and the near miss that does not, as one marked document in YAML, which `formsOf`
   * of example.ts reads: `- ` stands before lines of the wrong form, `+ ` before those of the right one, two blanks before
   * what both have (frames.ts has beginnings that many share); `# ←` ends the line of the finding where that is not the first `- ` line. Printed by `--explain` and in
   * docs/rules, and run by the tests.
   * Several documents are divided by `---` and judged as one complete tree; a comment `# file: services/bank/service.yaml`
   * at the head of a document places it, and those after it, in that file of an environment's tree. Where the rule depends on what runs
   * a bare configuration, a comment `# collector: 0.158.0` or `# distribution: k8s` on a line of its own says so.
   */
  readonly example: string;
}

/** Judges one collector by its effective configuration. */
export interface CollectorRule extends RuleText {
  readonly appliesTo: 'collector';
  check(subject: CollectorSubject): Iterable<Problem>;
}

/**
 * A rule over what each collector is made of, typed by what it asks for in `each`: `batchProcessors`, `exporters`, `queues`.
 */
export function ruleOfCollector<Each>({
  each,
  check,
  ...text
}: RuleText & {
  readonly each: (collector: CollectorSubject) => readonly Each[];
  check(view: Each, collector: CollectorSubject): Iterable<Problem>;
}): CollectorRule {
  return {
    ...text,
    appliesTo: 'collector',
    *check(collector) {
      for (const view of each(collector)) yield* check(view, collector);
    },
  };
}

/** All that a rule sees beside the one object, as a text. */
export type Beside = (tree: TreeSubject) => string;

/** Of a rule that sees nothing but the object. */
export const nothing: Beside = () => '';

interface Keepable {
  /**
   * What it said of an object holds for every equal one as long as this text is the same, in later runs too. Absent: it may
   * see anything of the tree.
   */
  readonly beside?: Beside;
}

/** Judges one Kubernetes object on its own. */
export interface ObjectRule extends RuleText, Keepable {
  readonly appliesTo: 'object';
  /** Kinds as `group/Kind` without version (`apps/Deployment`, `/Service`); absent: every object. */
  readonly kinds?: readonly string[];
  /** True where objects that Helm makes of a release are judged, too: `madeBy` tells them from those of the source. */
  readonly rendered?: true;
  /** @param tree what the object is applied with, for what the cluster serves; relations are for tree rules */
  check(subject: ObjectSubject, tree: TreeSubject): Iterable<Problem>;
}

/** What a rule of views is asked about. */
export interface View {
  readonly subject: ObjectSubject;
}

/** Judges each object of a kind, or each part of one, by a typed view of `lib/platform`. */
export interface EachRule<Each extends View = View> extends RuleText, Keepable {
  readonly appliesTo: 'each';
  /** The views of a tree: `kustomizations`, `anyOf(kustomizations, helmReleases)`, `ingresses.held`. */
  readonly each: (tree: TreeSubject) => readonly Each[];
  check(view: Each, tree: TreeSubject): Iterable<Problem>;
}

/** A rule over views, typed by what it asks for in `each`. */
export function ruleOfEach<Each extends View>(
  rule: RuleText & Pick<EachRule<Each>, 'each' | 'check' | 'beside'>,
): EachRule<Each> {
  return { ...rule, appliesTo: 'each' };
}

/** Judges relations between objects and collectors of one environment. */
export interface TreeRule extends RuleText {
  readonly appliesTo: 'tree';
  check(subject: TreeSubject): Iterable<Problem>;
}

/** Reported by the engine itself while it reads input, judges it or sorts findings out; there is nothing to call. */
export interface InputRule extends RuleText {
  readonly appliesTo: 'input';
}

export function inputRule(text: RuleText): InputRule {
  return { ...text, appliesTo: 'input' };
}

/**
 * Annotation by which an object takes exceptions from rules: `"CV-25: develop only; RF-7@exporters::debug: shared by all"`.
 * What stands behind `@` limits the exception to a path and everything below it.
 */
export const ignoreAnnotation = 'otelflux.dev/ignore';

/** One check of the catalog. Rules never change their subject and never throw on purpose. */
export type Rule = CollectorRule | ObjectRule | EachRule | TreeRule | InputRule;

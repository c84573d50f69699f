import { createHash } from 'node:crypto';
import { objectPath, type Redactor } from '../../documents';
import { jsonOf, type ObjectSubject, type TreeSubject } from '../../platform';
import type { EachRule, ObjectRule, Problem, Rule } from '../rule';

/** Where runs of the same library keep what they said of single objects. What is read is what one of them wrote, or undefined. */
export interface KeptPlace {
  read(): unknown;
  write(value: unknown): void;
}

/** What the rules that see one object alone say of it, by their ids; those that say nothing are left out. */
type Said = { readonly [rule: string]: readonly Problem[] };

/** What is kept: what was said, by the content of objects, which nobody can tell from it. */
type Kept = readonly (readonly [content: string, said: Said])[];

/** Groups of Kubernetes itself, and kustomize's files: what those of others mean depends on what stands beside them. */
const groups = new Set([
  '',
  'apps',
  'batch',
  'policy',
  'autoscaling',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'kustomize.config.k8s.io',
]);

/** What was said of an object of this tree, and whether it may be kept for later. */
interface Entry {
  readonly key: string;
  readonly isKnown: boolean;
  readonly said: { [rule: string]: readonly Problem[] };
  /** How many rules were asked, and how many of their answers can be kept. */
  asked: number;
  answered: number;
}

/**
 * What is said of single objects, by their content: a rule that sees nothing but the object need not look at an equal one again.
 * Objects whose content cannot be told by JSON are judged anew, and nothing is kept of those that hold a secret.
 */
export class KeptProblems {
  readonly #known: ReadonlyMap<string, Said>;
  readonly #entries = new Map<object | undefined, Entry | undefined>();
  readonly #beside: string;

  constructor(
    private readonly place: KeptPlace,
    rules: readonly Rule[],
    tree: TreeSubject,
  ) {
    const read = place.read();
    this.#known = new Map(Array.isArray(read) ? (read as Kept) : []);
    const sees = rules.flatMap((rule) => (seesOneObject(rule) ? [[rule.id, rule.beside(tree)]] : []));
    this.#beside = JSON.stringify(sees);
  }

  /** What a rule said of an equal object; undefined where it has to look. */
  said(rule: Rule, subject: ObjectSubject): readonly Problem[] | undefined {
    const entry = seesOneObject(rule) ? this.#entryOf(subject) : undefined;
    if (entry?.isKnown) return entry.said[rule.id] ?? none;
    if (entry !== undefined) entry.asked += 1;
    return undefined;
  }

  /** Takes what a rule says of an object. Of one that breaks off, or speaks of others, it is not known. */
  keep(rule: Rule, subject: object | undefined, problems: readonly Problem[]): void {
    const entry = seesOneObject(rule) ? this.#entries.get(subject) : undefined;
    if (entry === undefined || problems.some((problem) => (problem.subject ?? subject) !== subject)) return;
    if (problems.length > 0) entry.said[rule.id] = problems.map(({ subject: _, ...problem }) => problem);
    entry.answered += 1;
  }

  /** True of an object that an earlier run found no secret in. */
  isWithoutSecret(subject: ObjectSubject): boolean {
    return this.#entries.get(subject)?.isKnown ?? false;
  }

  /**
   * Keeps what was said of the objects of this run, and of no others.
   * @param holdsSecret tells the objects that hold a secret
   * @param redactor knows the secrets of all of them
   */
  save(holdsSecret: (subject: object) => boolean, redactor: Redactor): void {
    const kept = new Map<string, Said>();
    for (const [subject, entry] of this.#entries) {
      if (subject === undefined || entry === undefined || entry.asked !== entry.answered) continue;
      if ((!entry.isKnown && holdsSecret(subject)) || quotesSecret(entry.said, redactor)) continue;
      kept.set(entry.key, entry.said);
    }
    const isSame = kept.size === this.#known.size && [...kept.keys()].every((key) => this.#known.has(key));
    if (!isSame) this.place.write([...kept] satisfies Kept);
  }

  #entryOf(subject: ObjectSubject): Entry | undefined {
    if (this.#entries.has(subject)) return this.#entries.get(subject);
    const entry = this.#read(subject);
    this.#entries.set(subject, entry);
    return entry;
  }

  #read(subject: ObjectSubject): Entry | undefined {
    if (!isKeepable(subject)) return undefined;
    const text = jsonOf(subject);
    // JSON writes null for numbers that are none.
    if (text.includes('null')) return undefined;
    const key = createHash('sha256').update(this.#beside).update(text).digest('base64');
    const said = this.#known.get(key);
    return { key, isKnown: said !== undefined, said: { ...said }, asked: 0, answered: 0 };
  }
}

const none: readonly Problem[] = [];

/** Whether what is said of an object may be kept at all. */
export function isKeepable({ madeBy, group }: ObjectSubject): boolean {
  return madeBy === undefined && groups.has(group);
}

type RuleOfOne = (ObjectRule | EachRule) & Required<Pick<ObjectRule, 'beside'>>;

function seesOneObject(rule: Rule): rule is RuleOfOne {
  return (rule.appliesTo === 'object' || rule.appliesTo === 'each') && rule.beside !== undefined;
}

function quotesSecret(said: Said, redactor: Redactor): boolean {
  return Object.values(said)
    .flat()
    .some(({ message, fix = '', path = [], patch }) =>
      [message, fix, objectPath(path), JSON.stringify(patch ?? '')].some(
        (text) => redactor.redact(text) !== text,
      ),
    );
}

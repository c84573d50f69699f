import { didYouMean, isOpen } from '../documents';
import { mayBeMadeElsewhere, type Place, type TreeSubject } from '../platform';
import type { Problem } from './rule';

/** An object that another one names. */
export interface ReferenceTarget {
  readonly group: string;
  readonly kind: string;
  /** Absent for kinds of the cluster. */
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** How one object names another. */
export interface Reference {
  /** Where the name is written. */
  readonly from: Place;
  readonly to: ReferenceTarget;
  /** What the one does with the other, up to the other's name: `Deployment web runs as ServiceAccount shop/web`. */
  readonly says: string;
  /** What is wrong with that; default: it does not exist. */
  readonly fault?: string;
  /** Where the namespace belongs. */
  readonly namespace?: Place;
  /** What explains the mistake better than the nearest name, `; there is a Bucket of this name`; default: none. */
  readonly hint?: string | undefined;
  /** Names that may be meant; default: those of the kind, in the namespace where it has one. */
  readonly among?: readonly string[];
}

/** Whether an object is there, is declared as external, or may come from what the tree does not show. */
export function mayExist(tree: TreeSubject, { group, kind, namespace, name }: ReferenceTarget): boolean {
  return (
    isOpen(name) ||
    tree.find(group, kind, namespace, name) !== undefined ||
    tree.isExternal(kind, namespace, name) ||
    mayBeMadeElsewhere(tree, kind, namespace ?? 'default', name)
  );
}

/** The problem of a reference that leads nowhere; none where the object exists, or may. */
export function* reference(tree: TreeSubject, one: Reference): Generator<Problem> {
  if (!mayExist(tree, one.to)) yield deadReference(tree, one);
}

/** A name that must be one of a few. */
export interface NameAmong {
  /** Where the name is written. */
  readonly from: Place;
  /** Default: what is written there. */
  readonly name?: string;
  readonly among: readonly string[];
  /** What the name is for, the name included: `Deployment web mounts volume "tmp"`. */
  readonly says: string;
  /** What is wrong with it: `which the pod does not have`. */
  readonly fault: string;
}

/** The problem of a name that is none of those that there are; none where it is one, or is not a text. */
export function* nameAmong(one: NameAmong): Generator<Problem> {
  const { from, name = from.text, among } = one;
  if (name !== undefined && !among.includes(name)) yield unknownName(one);
}

/** What to say of a name that is certainly none of those that there are. */
export function unknownName({ from, name = from.shown, among, says, fault }: NameAmong): Problem {
  return { message: `${says}, ${fault}${didYouMean(name, among)}.`, at: from };
}

/** What to say of a reference that certainly leads nowhere. */
export function deadReference(tree: TreeSubject, one: Reference): Problem {
  const { group, kind, namespace, name } = one.to;
  const ofKind = tree.all(group, kind);
  const elsewhere = ofKind.find((each) => each.name === name && each.namespace !== namespace);
  const near = namespace === undefined ? ofKind : ofKind.filter((each) => each.namespace === namespace);
  const guess = didYouMean(name, one.among ?? near.map((each) => each.name));
  const isMisplaced = guess === '' && elsewhere?.namespace !== undefined && namespace !== undefined;
  const hint = one.hint ?? (isMisplaced ? `; there is one in namespace ${elsewhere.namespace}` : guess);
  return {
    message: `${one.says}, ${one.fault ?? 'which does not exist'}${hint}.`,
    at: isMisplaced && one.namespace?.isWritten ? one.namespace : one.from,
  };
}

import { groupBy } from '../../documents';
import type { ObjectSubject } from '../subject';

/** Objects by identity and by kind. Of two objects of one identity the first is found. */
export interface ObjectIndex {
  readonly objects: readonly ObjectSubject[];
  find(group: string, kind: string, namespace: string | undefined, name: string): ObjectSubject | undefined;
  all(group: string, kind: string): readonly ObjectSubject[];
}

/** Indexes objects; the order of the source is kept. */
export function objectIndex(objects: readonly ObjectSubject[]): ObjectIndex {
  const byIdentity = new Map<string, ObjectSubject>();
  const byKind = groupBy(objects, ({ group, kind }) => `${group}/${kind}`);
  for (const subject of objects) {
    const { group, kind, namespace, name } = subject;
    const key = identity(group, kind, namespace, name);
    if (!byIdentity.has(key)) byIdentity.set(key, subject);
  }
  return {
    objects,
    // What says no namespace is in the one that is called default.
    find: (group, kind, namespace, name) =>
      byIdentity.get(identity(group, kind, namespace, name)) ??
      (namespace === 'default' ? byIdentity.get(identity(group, kind, '', name)) : undefined),
    all: (group, kind) => byKind.get(`${group}/${kind}`) ?? [],
  };
}

function identity(group: string, kind: string, namespace: string | undefined, name: string): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}

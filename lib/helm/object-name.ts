import { at } from '../documents';
import type { Table } from './data';
import { printed } from './names';

/** Identity of an object that a release makes. */
export interface ObjectName {
  readonly kind: string;
  readonly name: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
}

export function objectName(object: Table): ObjectName {
  const namespace = printed(at(object, ['metadata', 'namespace']));
  return {
    kind: printed(object.kind),
    name: printed(at(object, ['metadata', 'name'])),
    ...(namespace === '' ? {} : { namespace }),
  };
}

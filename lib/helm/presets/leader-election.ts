import type { Table } from '../data';
import { fail } from '../failure';
import { namespaceOf } from '../names';
import { unquoted } from '../scalar';
import type { Release } from '../version';

/** Id of the extension by which replicas agree on who collects. */
export function leaderElector(name: string): string {
  return `k8s_leader_elector/${name}`;
}

/** The extension's block. The namespace is printed without quotes, so `"123"` becomes a number. */
export function leaderElectorExtension(release: Release, name: string, lease: string): Table {
  const namespace = unquoted(namespaceOf(release));
  if ('broken' in namespace) {
    return fail(
      `namespaceOverride cannot be printed without quotes: ${namespace.broken}; write the plain name of a namespace.`,
    );
  }
  return {
    extensions: {
      [leaderElector(name)]: {
        auth_type: 'serviceAccount',
        lease_name: lease,
        lease_namespace: namespace.value,
      },
    },
  };
}

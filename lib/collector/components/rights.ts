/** A right that a component needs at the Kubernetes API. */
export interface Need {
  /** API groups of which one is enough. */
  readonly groups: readonly string[];
  readonly resource: string;
  /** Resources of which one is enough in its place. */
  readonly instead?: readonly string[];
  readonly verbs: readonly string[];
  /** True where a Role in one namespace would do as well, so that a missing ClusterRole proves nothing. */
  readonly namespaced?: boolean;
  /** The one object that is asked for; absent: every one. */
  readonly name?: string;
  /** True where the component goes on without it, poorer by what it would have read. */
  readonly optional?: boolean;
}

/** Verbs of a client that keeps a list of objects up to date. */
export const watched: readonly string[] = ['list', 'watch'];

/** The right to keep lists of resources of one group up to date. */
export function watch(group: string, ...resources: readonly string[]): readonly Need[] {
  return resources.map((resource) => ({ groups: [group], resource, verbs: watched }));
}

/** Needs that a Role in one namespace meets as well. */
export function inNamespace(needs: readonly Need[], namespaced: boolean): readonly Need[] {
  return needs.map((need) => ({ ...need, namespaced }));
}

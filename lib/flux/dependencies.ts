/** An object that others wait for, by `namespace/name`. */
export interface DependencyNode {
  readonly namespace: string;
  readonly name: string;
  /** Entries of `spec.dependsOn`, the namespace filled in. */
  readonly dependsOn: readonly { readonly namespace: string; readonly name: string }[];
}

/** Key of a node: `namespace/name`. */
export function dependencyKey(node: { readonly namespace: string; readonly name: string }): string {
  return `${node.namespace}/${node.name}`;
}

/** Who waits for whom among the Kustomizations, or among the HelmReleases, of one cluster. */
export class DependencyGraph {
  readonly #edges = new Map<string, readonly string[]>();

  constructor(nodes: readonly DependencyNode[]) {
    for (const node of nodes) this.#edges.set(dependencyKey(node), node.dependsOn.map(dependencyKey));
  }

  /** Whether a node of this key exists. */
  has(key: string): boolean {
    return this.#edges.has(key);
  }

  /** Every key that `key` waits for, directly or through others; `key` itself only where it is in a cycle. */
  reachableFrom(key: string): ReadonlySet<string> {
    const reached = new Set<string>();
    const open = [...(this.#edges.get(key) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(this.#edges.get(next) ?? []));
    }
    return reached;
  }

  /** Cycles, each as the keys in the order of waiting; a cycle never reconciles. Linear in nodes and edges. */
  cycles(): readonly (readonly string[])[] {
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[][] = [];
    for (const start of this.#edges.keys()) {
      const stack: { key: string; next: number }[] = [];
      const enter = (key: string) => {
        state.set(key, 'open');
        stack.push({ key, next: 0 });
      };
      if (!state.has(start)) enter(start);
      for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
        const target = this.#edges.get(top.key)?.[top.next];
        top.next += 1;
        if (target === undefined) {
          state.set(top.key, 'done');
          stack.pop();
        } else if (state.get(target) === 'open') {
          const from = stack.findIndex(({ key }) => key === target);
          cycles.push(stack.slice(from).map(({ key }) => key));
        } else if (this.#edges.has(target) && !state.has(target)) enter(target);
      }
    }
    return cycles;
  }
}

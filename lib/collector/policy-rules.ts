import { sortedBy } from '../documents';
import type { Collector } from './collector';
import { type Need, rightsOf } from './components';
import { usedComponents } from './used';

/** One rule of a Kubernetes ClusterRole. */
export interface PolicyRule {
  /** API groups; the empty text is the core group. */
  readonly apiGroups: readonly string[];
  /** Resources in the plural, `pods`; a sub-resource after a slash, `nodes/stats`. */
  readonly resources: readonly string[];
  /** Names that the rule is limited to; absent: all. */
  readonly resourceNames?: readonly string[];
  /** `get`, `list`, `watch` and so on. */
  readonly verbs: readonly string[];
}

/**
 * The ClusterRole rules that the used components of a collector need at the Kubernetes API: one rule a set of
 * verbs, an API group and a name, sorted, nothing twice. Empty where no component talks to the API.
 *
 * @param version release of the collector
 */
export function policyRules(whole: Collector, version: string): PolicyRule[] {
  return merged(
    usedComponents(whole, version).flatMap(({ part: { class: componentClass, type }, body }) =>
      rightsOf({ class: componentClass, type, body }, version),
    ),
  );
}

function merged(needs: readonly Need[]): PolicyRule[] {
  const verbsByResource = new Map<string, Set<string>>();
  for (const { groups, resource, verbs, name = '' } of needs) {
    for (const group of groups) {
      const key = [group, name, resource].join('\n');
      const known = verbsByResource.get(key) ?? new Set<string>();
      // Whoever may list may read each one as well.
      for (const verb of verbs.includes('list') ? ['get', ...verbs] : verbs) known.add(verb);
      verbsByResource.set(key, known);
    }
  }
  const rules = new Map<string, { resources: string[]; verbs: string[] }>();
  for (const [key, known] of sortedBy(verbsByResource, ([key]) => key)) {
    const [group = '', name = '', resource = ''] = key.split('\n');
    const verbs = [...known];
    const rule = [group, name, ...verbs].join('\n');
    rules.set(rule, { resources: [...(rules.get(rule)?.resources ?? []), resource], verbs });
  }
  return [...rules].map(([rule, { resources, verbs }]) => {
    const [group = '', name = ''] = rule.split('\n');
    return { apiGroups: [group], resources, ...(name === '' ? {} : { resourceNames: [name] }), verbs };
  });
}

import { cardOf, type Need } from '../collector/components';
import type { Component } from '../collector/effective';
import { type Data, field, isMap, items } from '../documents';

export type { Need };

/**
 * Rights that a component needs; empty where it does not act as the pod's ServiceAccount.
 *
 * @param release of the collector that runs it; absent: the newest
 */
export function needsOf(component: Component, release?: string): readonly Need[] {
  const card = cardOf(component.class, component.type);
  if (card?.rights === undefined) return [];
  const written = field(component.body, 'auth_type');
  if (typeof written === 'string' && written.includes('${')) return [];
  const authentication = written ?? card.authenticatesAs ?? 'serviceAccount';
  return authentication === 'serviceAccount' ? card.rights(component.body, release) : [];
}

function allows(rule: Data, need: Need, verb: string): boolean {
  if (!isMap(rule)) return false;
  const names = items(rule.resourceNames);
  if (names.length > 0 && (need.name === undefined || !names.includes(need.name))) return false;
  const verbs = items(rule.verbs);
  const groups = items(rule.apiGroups);
  const resources = items(rule.resources);
  const [main] = need.resource.split('/');
  return (
    (verbs.includes('*') || verbs.includes(verb)) &&
    (groups.includes('*') ||
      need.groups.includes('*') ||
      need.groups.some((group) => groups.includes(group))) &&
    (resources.includes('*') ||
      resources.includes(need.resource) ||
      (need.resource !== main && resources.includes(`${main}/*`)))
  );
}

/** Verbs of a need that no rule grants. */
export function missingVerbs(rules: readonly Data[], need: Need): readonly string[] {
  return need.verbs.filter((verb) => !rules.some((rule) => allows(rule, need, verb)));
}

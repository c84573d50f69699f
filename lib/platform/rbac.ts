import type { Need } from '../collector/components';
import { type Data, isMap, items } from '../documents';

function allows(rule: Data, need: Need, verb: string): boolean {
  if (!isMap(rule)) return false;
  const names = items(rule.resourceNames);
  if (names.length > 0 && (need.name === undefined || !names.includes(need.name))) return false;
  const verbs = items(rule.verbs);
  const groups = items(rule.apiGroups);
  const resources = items(rule.resources);
  return (
    (verbs.includes('*') || verbs.includes(verb)) &&
    (groups.includes('*') ||
      need.groups.includes('*') ||
      need.groups.some((group) => groups.includes(group))) &&
    [need.resource, ...(need.instead ?? [])].some((resource) => covers(resources, resource))
  );
}

/** Whether a rule speaks of a resource: by its name, with all sub-resources of its kind, or with everything. */
function covers(resources: readonly Data[], resource: string): boolean {
  const [main] = resource.split('/');
  return ['*', resource, ...(resource === main ? [] : [`${main}/*`])].some((each) =>
    resources.includes(each),
  );
}

/** Verbs of a need that no rule grants. */
export function missingVerbs(rules: readonly Data[], need: Need): readonly string[] {
  return need.verbs.filter((verb) => !rules.some((rule) => allows(rule, need, verb)));
}

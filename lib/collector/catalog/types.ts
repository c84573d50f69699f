import { compareTexts, distance, isAtLeast } from '../../documents';
import type { ComponentClass } from '../handles';
import { type ComponentFacts, catalogRelease, componentsOf } from './data';

const aliases = new Map<ComponentClass, ReadonlyMap<string, string>>();

function aliasesOf(kind: ComponentClass): ReadonlyMap<string, string> {
  const known = aliases.get(kind);
  if (known) return known;
  const made = new Map<string, string>();
  for (const facts of componentsOf(kind).values()) {
    for (const name of [...facts.former.map(({ type }) => type), facts.newestType])
      made.set(name, facts.type);
  }
  aliases.set(kind, made);
  return made;
}

/**
 * What is known of a component.
 *
 * @param type canonical type or any earlier name, without instance name
 * @returns undefined where no release of the catalog has it
 */
export function componentFacts(kind: ComponentClass, type: string): ComponentFacts | undefined {
  return componentsOf(kind).get(canonicalType(kind, type));
}

/** The canonical type behind a name: `otlphttp` → `otlp_http`; the name itself where the catalog does not know it. */
export function canonicalType(kind: ComponentClass, type: string): string {
  return componentsOf(kind).has(type) ? type : (aliasesOf(kind).get(type) ?? type);
}

/**
 * The name that a collector release knows: `otlp_http` from 0.144.0, `otlphttp` before.
 *
 * @param type canonical type or any earlier name; an unknown one is returned as it is
 * @param release collector release, `0.158.0`; default: the newest of the catalog
 */
export function typeName(kind: ComponentClass, type: string, release: string = catalogRelease): string {
  const facts = componentFacts(kind, type);
  if (facts === undefined) return type;
  const then = facts.former.find((former) => !isAtLeast(release, former.until));
  return then?.type ?? facts.newestType;
}

/**
 * Types that look like a mistyped one, nearest first, at most five; earlier names are found too and answered by their
 * canonical type.
 */
export function nearestTypes(kind: ComponentClass, text: string): string[] {
  const wanted = squeeze(text);
  const allowed = Math.max(2, Math.floor(wanted.length / 3));
  const found = new Map<string, number>();
  const names = [...[...componentsOf(kind).keys()].map((type) => [type, type] as const), ...aliasesOf(kind)];
  for (const [name, type] of names) {
    const squeezed = squeeze(name);
    const steps = distance(wanted, squeezed);
    const inside = wanted.length >= 3 && (squeezed.includes(wanted) || wanted.includes(squeezed));
    if (steps > allowed && !inside) continue;
    const rank = steps <= allowed ? steps : allowed + steps;
    found.set(type, Math.min(found.get(type) ?? Number.POSITIVE_INFINITY, rank));
  }
  return [...found]
    .sort(([a, left], [b, right]) => left - right || compareTexts(a, b))
    .slice(0, 5)
    .map(([type]) => type);
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

import type { ComponentClass } from '../../lib/collector';
import {
  type ComponentFacts,
  componentClasses,
  componentFacts,
  componentsOf,
  distributionName,
  type Existence,
  existence,
  nearestTypes,
} from '../../lib/collector/catalog';

/** Which components are asked for. */
export interface CatalogQuestion {
  readonly classes: readonly ComponentClass[];
  readonly type?: string;
  readonly signal?: string;
  readonly distribution?: string;
  readonly version: string;
}

/** A component as one release has it. */
export interface FoundComponent {
  readonly facts: ComponentFacts;
  readonly existence: Existence;
}

/** The answer: what fits, and for a type that does not, why. */
export interface Selection {
  readonly found: readonly FoundComponent[];
  /** Sentences about a type that is asked for and not there. */
  readonly reasons: readonly string[];
  /** Types that look like the one asked for, where no release knows it. */
  readonly nearest: readonly string[];
}

/** Components that fit a question, by class and type. */
export function answer(question: CatalogQuestion): Selection {
  return question.type === undefined ? listed(question) : looked(question, question.type);
}

function listed(question: CatalogQuestion): Selection {
  const found = question.classes.flatMap((kind) =>
    [...componentsOf(kind).values()]
      .map((facts) => ({ facts, existence: existence(kind, facts.type, question) }))
      .filter((candidate) => fits(candidate, question)),
  );
  return { found, reasons: [], nearest: [] };
}

function fits({ facts, existence: there }: FoundComponent, question: CatalogQuestion): boolean {
  if (!there.inRelease || there.inDistribution === false) return false;
  return question.signal === undefined || carries(facts, question.signal);
}

function carries(facts: ComponentFacts, signal: string): boolean {
  return (
    facts.signals.some((known) => known === signal) || facts.pairs.flat().some((known) => known === signal)
  );
}

function looked(question: CatalogQuestion, type: string): Selection {
  const known = question.classes.flatMap((kind) => {
    const facts = componentFacts(kind, type);
    return facts === undefined ? [] : [{ facts, existence: existence(kind, type, question) }];
  });
  if (known.length === 0) {
    const nearest = question.classes.flatMap((kind) =>
      nearestTypes(kind, type).map((found) => `${kind} ${found}`),
    );
    return { found: [], reasons: [`no component is called ${type}`], nearest };
  }
  const found = known.filter((candidate) => fits(candidate, question));
  const reasons = found.length > 0 ? [] : known.map((candidate) => whyNot(candidate, question));
  return { found, reasons, nearest: [] };
}

function whyNot({ facts, existence: there }: FoundComponent, question: CatalogQuestion): string {
  const name = `${facts.class} ${facts.type}`;
  if (there.lastRelease !== undefined && !there.inRelease) {
    const instead = there.replacement === undefined ? '' : `; use ${there.replacement}`;
    return `${name} is not in ${question.version}: the last release with it is ${there.lastRelease}${instead}`;
  }
  if (!there.inRelease) return `${name} is not in ${question.version}: it came with ${there.addedIn}`;
  if (there.inDistribution === false) {
    const holders = there.distributionsThatHaveIt;
    return `${name} is not in the distribution ${distributionName(question.distribution ?? '')}; ${
      holders.length > 0 ? `${holders.join(', ')} have it` : 'no published distribution has it'
    }`;
  }
  return `${name} does not carry ${question.signal}`;
}

/** `receiver`, `receivers` → the class; undefined for any other word. */
export function classNamed(text: string): ComponentClass | undefined {
  return componentClasses.find((kind) => kind === text || `${kind}s` === text);
}

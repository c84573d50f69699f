import type { Outcome } from '../support/report';

/** Joins the outcomes of several environments into one for each engine and question. */
export function merge(perEnvironment: readonly (readonly Outcome[])[]): Outcome[] {
  const merged = new Map<string, Outcome>();
  for (const outcome of perEnvironment.flat()) {
    const key = `${outcome.engine} ${outcome.what}`;
    const before = merged.get(key);
    merged.set(key, before === undefined ? outcome : join(before, outcome));
  }
  return [...merged.values()];
}

function join(one: Outcome, other: Outcome): Outcome {
  return {
    ...one,
    cases: one.cases + other.cases,
    disagreements: [...one.disagreements, ...other.disagreements],
    notes: [...new Set([...(one.notes ?? []), ...(other.notes ?? [])])],
  };
}

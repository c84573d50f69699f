import type { Finding } from '../../../lib/checks';
import { Random } from '../../../tools/fuzz/random';
import { type Base, type ChangedBase, configurationBases, judge, treeBases } from './base';
import { collectorOperators, type Operator } from './collector-operators';
import { objectOperators } from './object-operators';

/** One mutant that no finding pointed at. */
export interface Missed {
  readonly operator: string;
  readonly base: string;
  readonly file: string;
  readonly place: string;
  /** What was found instead. */
  readonly found: readonly string[];
}

/** The outcome of a run. */
export interface MutationOutcome {
  readonly made: number;
  readonly caught: number;
  readonly byOperator: { readonly [operator: string]: { readonly made: number; readonly caught: number } };
  readonly missed: readonly Missed[];
}

const operators: { readonly [name: string]: Operator } = { ...collectorOperators, ...objectOperators };

/**
 * Mutates trees and configurations, the same number of times with each operator, and puts the mutants before the checks. One counts as
 * caught where a finding that was not there before points at the mutated place: at it, below it, or at the map that it was in.
 */
export function runMutations(seed: number, total: number, mostConfigurations = 40): MutationOutcome {
  const bases = [...treeBases(), ...configurationBases(mostConfigurations)];
  const known = new Map<Base, Set<string>>();
  const names = Object.keys(operators);
  const share = Math.ceil(total / names.length);
  const byOperator: { [operator: string]: { made: number; caught: number } } = {};
  const missed: Missed[] = [];
  for (const [index, name] of names.entries()) {
    const counts = { made: 0, caught: 0 };
    byOperator[name] = counts;
    const random = new Random(seed * 1000 + index);
    for (let attempt = 0; counts.made < share && attempt < share * 60; attempt += 1) {
      const base = random.one(bases);
      const mutant = base && operators[name]?.(base, random);
      if (base === undefined || mutant === undefined) continue;
      counts.made += 1;
      const before = known.get(base) ?? new Set(judge(base.files).map(identity));
      known.set(base, before);
      const found = judge(mutant.files).filter((finding) => !before.has(identity(finding)));
      if (found.some((finding) => pointsAt(finding, mutant))) counts.caught += 1;
      else
        missed.push({
          operator: name,
          base: base.name,
          file: mutant.file,
          place: mutant.place,
          found: found.map(brief),
        });
    }
  }
  const made = Object.values(byOperator).reduce((sum, counts) => sum + counts.made, 0);
  const caught = Object.values(byOperator).reduce((sum, counts) => sum + counts.caught, 0);
  return { made, caught, byOperator, missed };
}

function identity({ rule, file, path, message }: Finding): string {
  return `${rule} ${file} ${path} ${message}`;
}

function brief({ rule, file, path, message }: Finding): string {
  return `${rule} ${file} ${path ?? ''}: ${message}`;
}

function pointsAt({ file, path = '' }: Finding, mutant: ChangedBase): boolean {
  const places = [{ file: mutant.file, place: mutant.place }, ...(mutant.also ?? [])];
  return places.some((one) => one.file === file && isNear(path, one.place));
}

/** At the place, below it, or at the map or list that holds it. */
function isNear(path: string, place: string): boolean {
  const holder = place.replace(/(?:::|\.)?[^.:[\]]+$|\[[^\]]*\]$/, '');
  return path === place || isBelow(path, place) || path === holder;
}

function isBelow(path: string, place: string): boolean {
  return path.startsWith(place) && /^(?:::|\.|\[)/.test(path.slice(place.length));
}

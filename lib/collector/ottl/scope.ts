import type { FunctionSet } from './components';
import type { OttlFacts } from './facts';

/** Where a text stands: what it may name there. */
export interface OttlScope {
  readonly facts: OttlFacts;
  /** Context of the data that it is about: `span`, `log`. */
  readonly context: string;
  /** True where each path must begin with a context; else the context of the place is meant where none is written. */
  readonly needsContext: boolean;
  readonly functions: FunctionSet;
  /** True where functions of a component are known by context; else one that any context has may be meant. */
  readonly isStrict: boolean;
  /** True from 0.140 on: arguments that are written out are looked at when the text is read. */
  readonly checksLiterals: boolean;
  /** True from 0.158 on: what stands in a key behind a function is looked at when the text is read. */
  readonly checksKeysOfCalls: boolean;
  /** True from 0.162 on: some functions take a list that is found out with the data. */
  readonly takesComputedLists: boolean;
}

/** True where a function of the release can be called there. */
export function hasFunction(scope: OttlScope, name: string): boolean {
  const { facts, functions, context } = scope;
  if (facts.isStandard(name)) {
    if (functions.hasEditors || /^[A-Z]/.test(name)) return true;
    if (ownOf(functions, context).includes(name)) return true;
    return false;
  }
  if (facts.signatures(name).length === 0) return false;
  return !scope.isStrict || ownOf(functions, context).includes(name);
}

function ownOf({ own }: FunctionSet, context: string): readonly string[] {
  return [...(own['*'] ?? []), ...(own[context] ?? [])];
}

/** Contexts in which the component has a function of its own. */
export function contextsWith({ own }: FunctionSet, name: string): string[] {
  return Object.entries(own).flatMap(([context, names]) => (names.includes(name) ? [context] : []));
}

/** Names of the functions that can be called there: those that change data, or those that give a value. */
export function functionNames(scope: OttlScope, isEditor: boolean): string[] {
  const names = [...scope.facts.standardNames(), ...ownOf(scope.functions, scope.context)];
  return names.filter((name) => /^[a-z]/.test(name) === isEditor && hasFunction(scope, name));
}

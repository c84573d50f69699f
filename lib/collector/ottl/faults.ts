import { isAtLeast } from '../../documents';
import { caseFault, conditionFault, statementFault, valueFault } from './check';
import { conditionFunctions, type FunctionSet } from './components';
import { type OttlFacts, ottlAt } from './facts';
import { inferredScope, pathsIn } from './infer';
import { type Grammar, parseCondition, parseStatement, parseValue } from './parser';
import type { OttlScope } from './scope';
import type { Condition, Statement, Value } from './syntax';
import type { OttlFault } from './tokens';

/** What a text is: something that is done, something that is true or false, or something that gives a value. */
export type OttlKind = 'statement' | 'condition' | 'value';

/** Where texts stand, as far as it decides what they may say. */
export interface OttlPlace {
  /** Contexts that the place has: `resource`, `scope`, `span`, `spanevent`. */
  readonly contexts: readonly string[];
  /** The context that is written beside the texts or that the place is for; absent where the paths tell it. */
  readonly context?: string;
  readonly functions: FunctionSet;
  /** Release of the collector, `0.158.0`; absent where it is not known. */
  readonly release?: string;
  /** True where a neighbour is not known, so that the context cannot be told from the paths. */
  readonly isPartial?: boolean;
}

export interface OttlInput {
  readonly kind: OttlKind;
  readonly text: string;
}

type Tree = Statement | Condition | Value;

/** The text with the context of its place before each path that has none. */
export function withContext(
  { kind, text }: OttlInput,
  place: OttlPlace & { readonly context: string },
): string {
  const { tree } = parsedText({ kind, text }, grammarOf(place.release));
  const sees = ottlAt(place.release)?.sees(place.context);
  if (tree === undefined || sees === undefined) return text;
  const bare = pathsIn(tree).filter(({ context }) => context === undefined || !sees.has(context));
  const starts = [...new Set(bare.map(({ start }) => start))].sort((a, b) => b - a);
  return starts.reduce((made, start) => `${made.slice(0, start)}${place.context}.${made.slice(start)}`, text);
}

/**
 * The first fault of each text, undefined where there is none. Texts that stand in one group are given together: where no context is
 * written, all of them tell it. Names are judged for a release that is known; the grammar always is.
 */
export function ottlFaults(
  inputs: readonly OttlInput[],
  place: OttlPlace,
): readonly (OttlFault | undefined)[] {
  const grammar = grammarOf(place.release);
  const parsed = inputs.map((input) => parsedText(input, grammar));
  const faults = parsed.map(({ tree, fault }) => fault ?? (tree === undefined ? undefined : caseFault(tree)));
  const facts = ottlAt(place.release);
  const isUnsure = place.isPartial === true || faults.some((fault) => fault !== undefined);
  if (facts === undefined || (place.context === undefined && isUnsure)) return faults;
  const trees = parsed.flatMap(({ tree }) => (tree === undefined ? [] : [tree]));
  const found = namesFaults(inputs, parsed, place, facts, trees);
  return faults.map((fault, at) => fault ?? found[at]);
}

function namesFaults(
  inputs: readonly OttlInput[],
  parsed: readonly { readonly tree?: Tree }[],
  place: OttlPlace,
  facts: OttlFacts,
  trees: readonly Tree[],
): readonly (OttlFault | undefined)[] {
  const known = place.contexts.filter((context) => facts.sees(context) !== undefined);
  const scopes = known.map((context) => scopeOf(context, place, facts));
  if (place.context !== undefined) {
    const scope = scopeOf(place.context, place, facts);
    return parsed.map(({ tree }, at) => {
      // Conditions beside statements are read without the functions that change data.
      const isAside = inputs[at]?.kind === 'condition' && place.functions.hasEditors;
      return faultIn(tree, inputs[at]?.kind, isAside ? { ...scope, functions: conditionFunctions } : scope);
    });
  }
  const inferred = inferredScope(trees, scopes);
  if ('fault' in inferred) return inputs.map((_, at) => (at === inferred.tree ? inferred.fault : undefined));
  const found = parsed.map(({ tree }, at) => faultIn(tree, inputs[at]?.kind, inferred.scope));
  const { otherwise } = inferred;
  if (otherwise === undefined || found.some((fault) => fault !== undefined)) return found;
  return found.map((_, at) => (at === otherwise.tree ? otherwise.fault : undefined));
}

function faultIn(
  tree: Tree | undefined,
  kind: OttlKind | undefined,
  scope: OttlScope,
): OttlFault | undefined {
  if (tree === undefined) return undefined;
  if (tree.kind === 'statement') return statementFault(tree, scope);
  return kind === 'condition' ? conditionFault(tree as Condition, scope) : valueFault(tree as Value, scope);
}

function parsedText(
  { kind, text }: OttlInput,
  grammar: Grammar,
): { readonly tree?: Tree; readonly fault?: OttlFault } {
  switch (kind) {
    case 'statement':
      return parseStatement(text, grammar);
    case 'condition':
      return parseCondition(text, grammar);
    case 'value':
      return parseValue(text, grammar);
  }
}

function grammarOf(release: string | undefined): Grammar {
  return {
    strictLists: release !== undefined && isAtLeast(release, '0.161.0'),
    computedKeys: release === undefined || isAtLeast(release, '0.162.0'),
  };
}

/** What may be named in a context of a place. */
export function scopeOf(
  context: string,
  { functions, release, context: written }: OttlPlace,
  facts: OttlFacts,
): OttlScope {
  return {
    facts,
    context,
    needsContext: written === undefined,
    functions,
    isStrict: facts.isExact && /^0\.158\./.test(release ?? ''),
    checksLiterals: release === undefined || isAtLeast(release, '0.140.0'),
    checksKeysOfCalls: release !== undefined && isAtLeast(release, '0.158.0'),
    takesComputedLists: release === undefined || isAtLeast(release, '0.162.0'),
  };
}

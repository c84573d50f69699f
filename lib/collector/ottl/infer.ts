import { hasFunction, type OttlScope } from './scope';
import type { Call, Condition, PathValue, Statement, Value } from './syntax';
import type { OttlFault } from './tokens';

type Tree = Statement | Condition | Value;

/** From the smallest thing to the largest: the first that a path names is the context (pkg/ottl, context_inferrer.go). */
const priorities = [
  'log',
  'exemplar',
  'datapoint',
  'metric',
  'spanevent',
  'span',
  'profile',
  'scope',
  'instrumentation_scope',
  'resource',
];

interface Hints {
  readonly paths: readonly PathValue[];
  readonly functions: ReadonlySet<string>;
  readonly enums: ReadonlyMap<string, { readonly start: number; readonly end: number }>;
}

interface FaultOfTree {
  readonly fault: OttlFault;
  /** Index of the tree that it is in. */
  readonly tree: number;
}

/** A context, with what is wrong where nothing in it is; or what keeps it from being told. */
type Inferred = { readonly scope: OttlScope; readonly otherwise?: FaultOfTree } | FaultOfTree;

/**
 * The context that statements and conditions without one are read in.
 *
 * @param scopes what each context that the place has may name
 */
export function inferredScope(trees: readonly Tree[], scopes: readonly OttlScope[]): Inferred {
  const all = trees.map(hintsOf);
  const named = all.flatMap(({ paths }) => paths.map(({ context }) => context ?? ''));
  const [first] = [...named].sort((a, b) => priorityOf(a) - priorityOf(b));
  const wanted = first === '' ? (named.find((name) => name !== '') ?? '') : first;
  if (wanted === undefined || wanted === '') return uninferred(trees, all, scopes);
  const supports = (scope: OttlScope) => all.every((hints) => canRead(hints, scope));
  const chosen = scopes.find(({ context }) => context === wanted);
  if (chosen === undefined) return unknownContext(trees, all, wanted, scopes);
  if (supports(chosen)) return { scope: chosen };
  const smaller = scopes
    .filter(({ context, facts }) => context !== wanted && facts.sees(context)?.has(wanted) === true)
    .sort((a, b) => priorityOf(a.context) - priorityOf(b.context))
    .find(supports);
  // Where none can read all, the reason is told by reading it in the context that the paths name.
  return { scope: smaller ?? chosen, ...(smaller === undefined ? handedOver(all, chosen) : {}) };
}

/** A function in capitals that is handed over is looked for among the words of the context, where no context is written. */
function handedOver(
  all: readonly Hints[],
  { facts, context }: OttlScope,
): { readonly otherwise?: FaultOfTree } {
  const known = facts.enums(context);
  for (const [tree, { enums }] of all.entries()) {
    for (const [name, { start, end }] of enums) {
      if (known.has(name) || !facts.isExact) continue;
      return {
        otherwise: {
          tree,
          fault: {
            message: `"${name}" cannot be handed over while no context is written: it is looked for among the words of ${context}`,
            start,
            end,
            fix: `Write "context: ${context}" beside the statements.`,
          },
        },
      };
    }
  }
  return {};
}

function priorityOf(context: string): number {
  const at = priorities.indexOf(context);
  return at < 0 ? priorities.length : at;
}

function canRead({ functions, enums }: Hints, scope: OttlScope): boolean {
  const known = scope.facts.enums(scope.context);
  return (
    [...functions].every((name) => hasFunction(scope, name)) &&
    [...enums.keys()].every((name) => known.has(name))
  );
}

function uninferred(
  trees: readonly Tree[],
  all: readonly Hints[],
  scopes: readonly OttlScope[],
): FaultOfTree {
  const tree = Math.max(
    all.findIndex(({ paths }) => paths.length > 0),
    0,
  );
  const path = all[tree]?.paths[0];
  const contexts = scopes.map(({ context }) => context);
  if (path !== undefined)
    return {
      fault: {
        message: `"${path.fields[0]?.name}" does not say of what`,
        start: path.start,
        end: path.end,
        fix: `Write the context before the path, such as ${contexts.map((context) => `${context}.${path.fields[0]?.name}`).join(' or ')}.`,
      },
      tree,
    };
  return {
    fault: {
      message: 'no path tells what the text is about',
      start: trees[0]?.start ?? 0,
      end: trees[0]?.end ?? 0,
      fix: `Write the context beside it: ${contexts.join(', ')}.`,
    },
    tree: 0,
  };
}

function unknownContext(
  trees: readonly Tree[],
  all: readonly Hints[],
  name: string,
  scopes: readonly OttlScope[],
): FaultOfTree {
  const tree = Math.max(
    all.findIndex(({ paths }) => paths.some(({ context }) => context === name)),
    0,
  );
  const path = all[tree]?.paths.find(({ context }) => context === name) ?? trees[tree];
  const contexts = scopes.map(({ context }) => context);
  const isContext = priorities.includes(name) || name === 'otelcol';
  return {
    fault: {
      message: isContext
        ? `"${name}" alone does not tell the context here: it is none of ${contexts.join(', ')}`
        : `nothing is named "${name}" here`,
      start: path?.start ?? 0,
      end: (path?.start ?? 0) + name.length,
      fix: `Begin a path with one of ${contexts.join(', ')}.`,
    },
    tree,
  };
}

/** Every path of a text, parameters of lambdas left out. */
export function pathsIn(tree: Tree): readonly PathValue[] {
  return hintsOf(tree).paths;
}

function hintsOf(tree: Tree): Hints {
  const paths: PathValue[] = [];
  const functions = new Set<string>();
  const enums = new Map<string, { readonly start: number; readonly end: number }>();
  const collect = (node: unknown, locals: readonly string[]): void => {
    if (Array.isArray(node)) {
      for (const item of node) collect(item, locals);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const value = node as Partial<Value | Call>;
    let inner = locals;
    if (value.kind === 'path') {
      const path = node as PathValue;
      if (!locals.includes(path.context ?? path.fields[0]?.name ?? '')) paths.push(path);
    } else if (value.kind === 'call') functions.add((node as Call).name);
    else if (value.kind === 'enum') enums.set((value as { name: string }).name, node as Value);
    else if (value.kind === 'lambda') inner = [...locals, ...(value.parameters ?? [])];
    for (const [key, part] of Object.entries(node)) if (key !== 'plain') collect(part, inner);
  };
  collect(tree, []);
  return { paths, functions, enums };
}

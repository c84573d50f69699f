import { nearest } from '../../documents';
import type { PathNode } from './facts';
import type { OttlScope } from './scope';
import type { Key, PathValue } from './syntax';
import type { OttlFault } from './tokens';

interface Segment {
  readonly name: string;
  readonly keys: readonly Key[];
  readonly start: number;
  readonly end: number;
}

/** The path as a chain of words, the first of which may be a context. */
export function segmentsOf({ context, fields, start }: PathValue): readonly Segment[] {
  if (context === undefined) return fields;
  return [{ name: context, keys: [], start, end: start + context.length }, ...fields];
}

/** What keeps a path from leading anywhere; its keys are looked at elsewhere. */
export function pathFault(path: PathValue, scope: OttlScope): OttlFault | undefined {
  const sees = scope.facts.sees(scope.context);
  if (sees === undefined) return undefined;
  const segments = segmentsOf(path);
  const [first, ...rest] = segments;
  if (first === undefined) return undefined;
  const place = { start: path.start, end: path.end };
  const isContext = (name: string) => sees.has(name) || isOldNameOfScope(name, scope);
  if (path.context !== undefined && isContext(path.context)) {
    return segmentFault(rest, path.context, scope, place);
  }
  if (!scope.needsContext) return segmentFault(segments, scope.context, scope, place);
  const names = [...sees].filter((name) => name !== 'instrumentation_scope').sort();
  if (path.context === undefined)
    return {
      message: `"${first.name}" does not say of what`,
      ...place,
      fix: `Write the context before the path, such as ${contextsFor(first.name, names, scope)}.`,
    };
  const guess = nearest(first.name, names);
  return {
    message: `nothing is named "${first.name}" here`,
    start: first.start,
    end: first.end,
    fix: guess === undefined ? `Begin with one of ${names.join(', ')}.` : `Write "${guess}".`,
  };
}

/** The scope may be called by its longer name beside a context that is written. */
function isOldNameOfScope(name: string, { context, needsContext }: OttlScope): boolean {
  return name === 'instrumentation_scope' && context === 'scope' && !needsContext;
}

/** `resource.attributes or span.attributes`: contexts in which the word is something. */
function contextsFor(name: string, names: readonly string[], { facts }: OttlScope): string {
  const fitting = names.filter((context) => facts.paths(context).some(({ below }) => below.has(name)));
  return (fitting.length === 0 ? names : fitting)
    .filter((context) => context !== 'otelcol')
    .map((context) => `${context}.${name}`)
    .join(' or ');
}

function segmentFault(
  segments: readonly Segment[],
  context: string,
  { facts, context: own }: OttlScope,
  place: { readonly start: number; readonly end: number },
): OttlFault | undefined {
  if (segments[0]?.name === 'cache' && context !== own)
    return {
      message: `"${context}.cache" is not at hand here: only the cache of ${own} is`,
      ...place,
      fix: `Write "${own}.cache".`,
    };
  const trees = facts.paths(context);
  const faults = trees.map((tree) => walk(segments, tree, context, place));
  return faults.length === 0 || faults.includes(undefined) ? undefined : faults.at(-1);
}

function walk(
  segments: readonly Segment[],
  tree: PathNode,
  context: string,
  place: { readonly start: number; readonly end: number },
): OttlFault | undefined {
  let node = tree;
  let shown = context;
  for (const [index, { name, keys, start, end }] of segments.entries()) {
    const next = node.below.get(name);
    const nameEnd = start + name.length;
    if (next === undefined) {
      const guess = nearest(name, [...node.below.keys()]);
      const fix = guess === undefined ? keyFix(segments[index - 1], name, node) : `Write "${guess}".`;
      return {
        message: `"${shown}" has no "${name}"`,
        start,
        end: nameEnd,
        ...(fix === undefined ? {} : { fix }),
      };
    }
    shown = `${shown}.${name}`;
    if (keys.length > next.mostKeys)
      return {
        message: `"${shown}" takes ${next.mostKeys === 0 ? 'no key' : 'one key only'}`,
        start: nameEnd,
        end,
      };
    node = next;
  }
  if (node.isValue || (node.mostKeys > 0 && (segments.at(-1)?.keys.length ?? 0) > 0)) return undefined;
  return { message: `"${shown}" alone is nothing`, ...place, fix: stepFix(shown, node) };
}

/** `attributes.name` is written for a key. */
function keyFix(before: Segment | undefined, name: string, node: PathNode): string | undefined {
  return before !== undefined && node.mostKeys > 0 ? `Write ${before.name}["${name}"].` : undefined;
}

function stepFix(shown: string, node: PathNode): string {
  return `Write one of ${[...node.below.keys()].map((name) => `${shown}.${name}`).join(', ')}.`;
}

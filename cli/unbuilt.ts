import type { NotJudged } from '../lib/checks';
import { terminalLine } from '../lib/documents';
import type { Platforms, ReadPlatform } from '../lib/platform';
import { tell } from './output';

type SourceProblem = ReadPlatform['problems'][number];

/** A problem of the input with its place, in one line. */
export function problemLine({ message, location }: SourceProblem): string {
  if (location.line === undefined) return message;
  const place = [location.file, location.line, location.column].filter((part) => part !== undefined);
  return `${place.join(':')}: ${message}`;
}

/** Tells what is missing in an answer because Flux would not build it, or because it is not known here. */
export function tellUnbuilt(verb: string, { platforms, notBuilt }: Platforms): void {
  for (const { builtFrom, problems } of platforms) {
    if (builtFrom === undefined) continue;
    // What only warns is told by validate.
    for (const problem of problems.filter(
      ({ rule, severity }) => stopping.has(rule) && severity === undefined,
    ))
      tell(terminalLine(`otelflux ${verb}: ${problemLine(problem)}`));
  }
  for (const line of notKnown(notBuilt, 'validate --json')) tell(line);
}

/** Rules of what stops a build. */
const stopping = new Set(['IN-1', 'FX-25', 'FX-27', 'FX-38', 'FX-43', 'FX-55']);

/**
 * A few things that are not known, one a line; many in one line.
 * @param names what names each
 */
export function notKnown(unknown: readonly NotJudged[], names: string): string[] {
  if (unknown.length <= 3) return unknown.map(({ what, why, how }) => `not judged: ${what}. ${why} ${how}`);
  const kinds = [...new Set(unknown.map(({ why }) => why))].slice(0, 3).join('; ');
  return [`not judged: ${unknown.length} things (${kinds}); ${names} names each`];
}

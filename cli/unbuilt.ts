import type { NotJudged } from '../lib/checks';
import { placeText, terminalLine } from '../lib/documents';
import { type Platforms, type ReadPlatform, stopsBuild } from '../lib/platform';
import { tell } from './output';

type SourceProblem = ReadPlatform['problems'][number];

/** A problem of the input with its place, in one line. */
export function problemLine({ message, location }: SourceProblem): string {
  return location.line === undefined ? message : `${placeText(location)}: ${message}`;
}

/** Tells what is missing in an answer because Flux would not build it, or because it is not known here. */
export function tellUnbuilt(verb: string, { platforms, notBuilt }: Platforms): void {
  for (const { builtFrom, problems } of platforms) {
    if (builtFrom === undefined) continue;
    for (const problem of problems.filter(stopsBuild))
      tell(terminalLine(`otelflux ${verb}: ${problemLine(problem)}`));
  }
  for (const line of notKnown(notBuilt, 'validate --json')) tell(line);
}

/**
 * A few things that are not known, one a line; many in one line.
 * @param names what names each
 */
export function notKnown(unknown: readonly NotJudged[], names: string): string[] {
  if (unknown.length <= 3)
    return unknown.map(({ what, why, how }) => `not judged: ${what}. ${sentence(why)} ${sentence(how)}`);
  const kinds = [...new Set(unknown.map(({ why }) => why))].slice(0, 3).join('; ');
  return [`not judged: ${unknown.length} things (${kinds}); ${names} names each`];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}

/** A file of a program, before and after. */
export interface ProgramFile {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Lines that are changed, from 1. */
  readonly lines: readonly number[];
}

/**
 * Writes the versions of the collector's chart anew in a TypeScript program: literals behind `chart:` or a name that speaks of a chart,
 * `chart: '0.109.0'`. Names of components need nothing: a typed component bears the name that its release knows.
 *
 * @param versions the versions that the program's own output names; other literals stay
 */
export function rewriteProgram(
  name: string,
  text: string,
  versions: ReadonlySet<string>,
  target: string,
): ProgramFile | undefined {
  const lines: number[] = [];
  const code = withoutComments(text);
  let after = '';
  let done = 0;
  for (const { index, groups } of code.matchAll(
    /\b\w*chart\w*['"]?\s*(?:[:=]|\?\?)\s*(?<quote>['"`])(?<version>v?\d[\w.+-]*)\k<quote>/gi,
  )) {
    const { version = '' } = groups ?? {};
    if (!versions.has(version) || version === target) continue;
    const at = text.indexOf(version, index);
    after += text.slice(done, at) + target;
    done = at + version.length;
    lines.push(text.slice(0, at).split('\n').length);
  }
  return lines.length === 0 ? undefined : { name, before: text, after: after + text.slice(done), lines };
}

/** The same text, of the same length, with blanks in place of comments. */
function withoutComments(text: string): string {
  return text.replace(
    /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (found) => (found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found),
  );
}

type Engine = typeof import('re2js');

let engine: Engine | undefined;

/**
 * Why Go's regexp package refuses an expression, in the words of RE2: `missing closing ]`; undefined where it compiles.
 * The judge is re2js, a port of RE2 that agrees with Go on which texts compile. It is loaded with the first expression,
 * since most platforms hold none.
 */
export function goRegexpFault(text: string): string | undefined {
  engine ??= require('re2js') as Engine;
  try {
    engine.RE2JS.compile(text);
    return undefined;
  } catch (error) {
    const fault = reason(error);
    const double = /^duplicate capture group name: `(\w+)`/.exec(fault)?.[1];
    return double === undefined ? fault : goRegexpFault(apart(text, double));
  }
}

/** Go lets groups share a name, which RE2 does not: each gets one of its own. */
function apart(text: string, name: string): string {
  let count = 0;
  return text.replaceAll(new RegExp(`\\(\\?(P?)<${name}>`, 'g'), (_group, python: string) => {
    count += 1;
    return `(?${python}<${name}_${count}_${text.length}>`;
  });
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^error parsing regexp: /, '');
}

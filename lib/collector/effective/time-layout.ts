const directives = 'YymoqbhBdegaAHlIpPMSLfsZzwijkDxFTXrRntc%';

/** Why a layout in the style of strptime is refused, by OTTL and by log operators (coreinternal/timeutils, contrib 0.158); undefined where it is taken. */
export function strptimeFault(layout: string): string | undefined {
  const digit = /\d/.exec(layout)?.[0];
  if (digit !== undefined)
    return `"${digit}" stands in a layout of time: it has directives such as %Y, and no digits`;
  const fraction = /[^.,]%[Lfs]/.exec(layout)?.[0];
  if (fraction !== undefined) return `"${fraction}" divides a second: "." or "," stands before it`;
  const unknown = (layout.match(/%./g) ?? []).find((directive) => !directives.includes(directive.charAt(1)));
  return unknown === undefined ? undefined : `"${unknown}" is not a directive of a time`;
}

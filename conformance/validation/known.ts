/** A disagreement that is understood and stays for now. */
export interface Known {
  readonly name: string;
  /** Who refuses what the other takes. */
  readonly refusedBy: 'checks' | 'collector';
  /** What the refusing side says: each of our findings, or the collector's output as a whole. */
  readonly says: RegExp;
  /** Why it stays. */
  readonly reason: string;
}

/** Disagreements of random graphs that are listed in docs/conformance.md rather than fixed. */
export const known: readonly Known[] = [
  {
    name: 'fields that are passed over',
    refusedBy: 'checks',
    says: /^TV-6: (receivers::host_metrics|connectors::count)(\/\w+)? has no field /,
    reason:
      'these two decode themselves and pass over what they do not know; the field is without effect all the same',
  },
];

/** The known disagreement that all reasons of a side are, or undefined. */
export function knownAs(refusedBy: Known['refusedBy'], reasons: readonly string[]): Known | undefined {
  const texts = refusedBy === 'checks' ? reasons : [reasons.join('\n')];
  return known.find((each) => each.refusedBy === refusedBy && texts.every((text) => each.says.test(text)));
}

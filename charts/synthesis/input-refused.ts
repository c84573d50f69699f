import { groupBy, placeText } from '../../lib/documents';
import type { SourcePlace } from '../source-place';

/** A fault of the input that stops a run. */
export interface InputFault {
  /** Environments that have it, in their order; empty where it belongs to none. */
  readonly environments: readonly string[];
  /** Field, what is wrong, and what to write instead. */
  readonly text: string;
  /** Where the user wrote it; absent: not known. */
  readonly place?: SourcePlace;
}

/** Input that no tree can be made from: every fault, one line each, naming environment, field and fix. */
export class InputRefused extends Error {
  /** One line each, without the place. */
  readonly faults: readonly string[];

  /** @param found in the order in which they were found; one that several environments share is told once for each */
  constructor(readonly found: readonly InputFault[]) {
    const faults = found.map(({ environments, text }) => [...environments, text].join(': '));
    super(faults.join('\n'));
    this.name = 'InputRefused';
    this.faults = faults;
  }
}

/** Faults for people: where, in which environments, what and how to mend it. One that several share stands once. */
export function faultLines(faults: readonly InputFault[]): string[] {
  const where = ({ place }: InputFault) => (place === undefined ? '' : `${placeText(place)}: `);
  return [...groupBy(faults, (fault) => `${where(fault)}\n${fault.text}`).values()].flatMap((alike) => {
    const environments = new Set(alike.flatMap((fault) => fault.environments));
    const who = environments.size === 0 ? '' : `${[...environments].join(', ')}: `;
    return alike.slice(0, 1).map((fault) => `${where(fault)}${who}${fault.text}`);
  });
}

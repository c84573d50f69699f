import { terminalLine } from '../lib/documents';
import { tell } from './output';

/** A verb was called in a way that it cannot follow, or with a path that cannot be opened. */
export class WrongUse extends Error {}

/** The answer is no. */
export class Refusal extends Error {}

/** What an error says, without the code of the operating system and the call that it came from. */
export function reasonOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : error;
  return String(message).replace(/^E[A-Z0-9]+: |, \w+(?: '.*)?$/gs, '');
}

/** A full disk, a missing right. */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/**
 * Tells in one line why a verb ends.
 *
 * @param verb its name, for the line
 * @returns the exit status: 2 for wrong use, 1 for a refusal
 * @throws the error where it is neither
 */
export function endedBy(verb: string, error: unknown): number {
  if (!(error instanceof WrongUse || error instanceof Refusal)) throw error;
  const isWrongUse = error instanceof WrongUse;
  const reason = isWrongUse ? terminalLine(error.message) : error.message;
  tell(`otelflux ${verb}: ${reason}`);
  return isWrongUse ? 2 : 1;
}

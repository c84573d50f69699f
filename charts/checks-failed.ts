import type { Finding } from '../lib/checks';
import { findingLine } from './finding-line';

/** Findings that stop a run, with at least one error among them. */
export class ChecksFailed extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(
      findings
        .filter(({ severity }) => severity === 'error')
        .map(findingLine)
        .join('\n'),
    );
    this.name = 'ChecksFailed';
  }
}

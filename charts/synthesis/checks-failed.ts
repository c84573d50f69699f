import type { Finding } from '../../lib/checks';
import { findingLine, type PlacedFinding } from './finding-line';

/** Findings that stop a run, with at least one error among them. */
export class ChecksFailed extends Error {
  readonly findings: readonly Finding[];

  constructor(readonly placed: readonly PlacedFinding[]) {
    super(
      placed
        .filter(({ finding }) => finding.severity === 'error')
        .map(({ finding }) => findingLine(finding))
        .join('\n'),
    );
    this.name = 'ChecksFailed';
    this.findings = placed.map(({ finding }) => finding);
  }
}

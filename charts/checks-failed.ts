import type { Finding } from '../lib/checks/finding';

/** Findings that stop a run, with at least one error among them. */
export class ChecksFailed extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(
      findings
        .filter(({ severity }) => severity === 'error')
        .map(
          (finding) =>
            `${finding.rule} ${finding.construct ?? ''} ${finding.path ?? ''}: ${finding.message} ${finding.fix}`,
        )
        .join('\n'),
    );
    this.name = 'ChecksFailed';
  }
}

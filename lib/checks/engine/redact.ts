import { Redactor } from '../../documents';
import type { Finding } from '../finding';

/**
 * Findings that show no secret: messages quote what they are about.
 * @param learn teaches the secrets of the input; called only where there is something to show
 */
export function withoutSecrets(findings: readonly Finding[], learn: (redactor: Redactor) => void): Finding[] {
  if (findings.length === 0) return [];
  const redactor = new Redactor();
  learn(redactor);
  return findings.map((finding) => ({
    ...finding,
    message: redactor.redact(finding.message),
    fix: redactor.redact(finding.fix),
    ...(finding.path === undefined ? {} : { path: redactor.redact(finding.path) }),
    ...(finding.construct === undefined ? {} : { construct: redactor.redact(finding.construct) }),
  }));
}

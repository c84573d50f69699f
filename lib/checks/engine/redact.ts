import type { Redactor } from '../../documents';
import type { Finding } from '../finding';

/**
 * Findings that show no secret: messages quote what they are about.
 * @param redactor knows the secrets of the input
 */
export function withoutSecrets(findings: readonly Finding[], redactor: Redactor): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    message: redactor.redact(finding.message),
    fix: redactor.redact(finding.fix),
    ...(finding.path === undefined ? {} : { path: redactor.redact(finding.path) }),
    ...(finding.construct === undefined ? {} : { construct: redactor.redact(finding.construct) }),
  }));
}

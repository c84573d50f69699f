import { helmReleases } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

export const remediationIsNotIgnored = ruleOfEach({
  each: helmReleases,
  id: 'FX-7',
  title: 'remediation is not written beside RetryOnFailure',
  severity: 'warning',
  why: 'Under RetryOnFailure the remediation is ignored: nothing is rolled back.',
  fix: 'Remove remediation, or write strategy RemediateOnFailure.',
  example: `${chartRelease('cert-manager')}
-   upgrade: {strategy: {name: RetryOnFailure}, remediation: {retries: 3}}
+   upgrade: {strategy: {name: RemediateOnFailure}, remediation: {retries: 3}}
${chartRepository}
`,
  *check({ name, spec, subject }) {
    for (const { place, strategy, remediation } of [spec.install, spec.upgrade]) {
      if (strategy.name.value !== 'RetryOnFailure' || !remediation.place.isMap) continue;
      const [one, other] = [strategy, remediation].map((part) => subject.locate(part.place.path).file);
      yield {
        message: `${place.key} of HelmRelease ${name} has a remediation that RetryOnFailure ignores.`,
        at: remediation.place,
        // A strategy that a parent patches in says what all releases shall do; what they say themselves does no harm.
        severity: one === other ? undefined : 'advice',
      };
    }
  },
});

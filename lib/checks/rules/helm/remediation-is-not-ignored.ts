import { at, isMap } from '../../../documents';
import type { ObjectRule } from '../../rule';

export const remediationIsNotIgnored: ObjectRule = {
  id: 'FX-7',
  title: 'remediation is not written beside RetryOnFailure',
  severity: 'warning',
  why: 'Under RetryOnFailure the remediation is ignored: nothing is rolled back.',
  fix: 'Remove remediation, or write strategy RemediateOnFailure.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   upgrade: {strategy: {name: RetryOnFailure}, remediation: {retries: 3}}
+   upgrade: {strategy: {name: RemediateOnFailure}, remediation: {retries: 3}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check({ object, name, locate }) {
    for (const action of ['install', 'upgrade']) {
      if (at(object, ['spec', action, 'strategy', 'name']) !== 'RetryOnFailure') continue;
      if (!isMap(at(object, ['spec', action, 'remediation']))) continue;
      const fileOf = (key: string) => locate(['spec', action, key]).file;
      yield {
        message: `${action} of HelmRelease ${name} has a remediation that RetryOnFailure ignores.`,
        path: ['spec', action, 'remediation'],
        // A strategy that a parent patches in says what all releases shall do; what they say themselves does no harm.
        ...(fileOf('strategy') === fileOf('remediation') ? {} : { severity: 'advice' as const }),
      };
    }
  },
};

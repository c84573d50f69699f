import { at, type Data, isMap } from '../../../documents';
import { releaseExample } from '../../resources/examples';
import type { ObjectRule } from '../../rule';

export const remediationIsNotIgnored: ObjectRule = {
  id: 'FX-7',
  title: 'remediation is not written beside RetryOnFailure',
  severity: 'warning',
  why: 'Under RetryOnFailure the remediation is ignored: nothing is rolled back.',
  fix: 'Remove remediation, or write strategy RemediateOnFailure.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  bad: releaseExample(['upgrade: {strategy: {name: RetryOnFailure}, remediation: {retries: 3}}']),
  good: releaseExample(['upgrade: {strategy: {name: RemediateOnFailure}, remediation: {retries: 3}}']),
  *check({ object, name }) {
    for (const action of ['install', 'upgrade']) {
      if (at(object as Data, ['spec', action, 'strategy', 'name']) !== 'RetryOnFailure') continue;
      if (!isMap(at(object as Data, ['spec', action, 'remediation']))) continue;
      yield {
        message: `${action} of HelmRelease ${name} has a remediation that RetryOnFailure ignores.`,
        path: ['spec', action, 'remediation'],
      };
    }
  },
};

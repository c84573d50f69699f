import { helmReleases } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

export const recoveryFieldsFitTheStrategy = ruleOfEach({
  each: helmReleases,
  id: 'FX-6',
  title: 'retryInterval goes with RetryOnFailure, and fields of recovery have their types',
  severity: 'error',
  why: 'The API server refuses the HelmRelease, and Flux applies nothing beside it.',
  fix: 'Remove retryInterval, or write strategy RetryOnFailure; remediation.strategy is rollback or uninstall, of upgrade only.',
  example: `${chartRelease('cert-manager')}
-   install: {strategy: {name: RemediateOnFailure, retryInterval: 5m}}
+   install: {strategy: {name: RetryOnFailure, retryInterval: 5m}}
${chartRepository}
`,
  *check({ name, spec: { install, upgrade } }) {
    for (const { place, strategy } of [install, upgrade]) {
      if (!strategy.retryInterval.isWritten || strategy.name.value !== 'RemediateOnFailure') continue;
      yield {
        message: `${place.key} of HelmRelease ${name} sets retryInterval under RemediateOnFailure.`,
        at: strategy.place,
      };
    }
    if (install.remediation.strategy.isWritten) {
      yield {
        message: `install.remediation of HelmRelease ${name} has no strategy.`,
        at: install.remediation.strategy,
      };
    }
    const remedy = upgrade.remediation.strategy;
    if (remedy.isWritten && remedy.value !== 'rollback' && remedy.value !== 'uninstall') {
      yield {
        message: `upgrade.remediation.strategy of HelmRelease ${name} is ${remedy.shown}.`,
        at: remedy,
      };
    }
    if (install.serverSideApply.text !== undefined) {
      yield {
        message: `install.serverSideApply of HelmRelease ${name} is a text.`,
        at: install.serverSideApply,
        fix: 'Write true or false.',
      };
    }
    if (typeof upgrade.serverSideApply.data === 'boolean') {
      yield {
        message: `upgrade.serverSideApply of HelmRelease ${name} is a boolean.`,
        at: upgrade.serverSideApply,
        fix: 'Write enabled, disabled or auto.',
      };
    }
  },
});
